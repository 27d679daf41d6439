import { beforeAll, describe, expect, test } from "vitest";
import { GET as getExport } from "@/app/api/v1/units/[unit]/export/route";
import { GET as getVersion } from "@/app/api/v1/units/[unit]/version/route";
import { versionOf } from "@/app/api/v1/answers";
import { requireApiActor } from "@/lib/auth/session";
import { findUnitDashboard } from "@/lib/data/dashboard";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { asOwner, load, loadEach, plantCountry, reportingCodes } from "@/tests/support/loaded-country";
import { tokenOf } from "@/tests/support/token";
import { unzip } from "@/tests/support/zip";

let central: string;
let elsewhere: string;

beforeAll(async () => {
  await plantCountry();
  central = await tokenOf("trung-uong", "VN");
  elsewhere = await tokenOf("noi-khac", "12-2025");
  await load("denominators", [["60", 2023, "population", 1163785, "Báo cáo"]]);
  await load("targets", [["60", 2023, "BHYT", "headcount", 1137364, "BHXH VN", "01/QĐ-BHXH", "2023-01-10"]]);
  await loadEach(await reportingCodes("60"), "2023-11", "BHYT", 100n);
});

type Headers = Record<string, string>;

const request = (address: string, headers: Headers) =>
  new Request(`http://localhost/api/v1/${address}`, { headers: { authorization: central, ...headers } });

function ask(unit: string, query: string, headers: Headers = {}) {
  return getExport(request(`units/${unit}/export?${query}`, headers), { params: Promise.resolve({ unit }) });
}

const CSV = "period=2023-11&table=children&format=csv";

describe("a file", () => {
  test("as CSV holds the rows of the page, its sum, and where they come from", async () => {
    const answer = await ask("60", CSV);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe(
      'attachment; filename="bao-phu_60_2023-11_BHYT_don-vi.csv"',
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString("utf8").trim().split("\r\n");
    expect(lines.filter((line) => /^(\d{3}|60-VP),/.test(line))).toHaveLength(11);
    expect(lines.find((line) => line.startsWith("60,"))).toContain(
      ',1100,1137364,BHXH VN,"01/QĐ-BHXH, 10/01/2023",,0.10,',
    );
    expect(lines).toContain("Kỳ số liệu,Tháng 11/2023");
  });

  test("as a workbook keeps numbers numbers and text text", async () => {
    const answer = await ask("60", "period=2023-11&table=children&format=xlsx");
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const sheet = files.get("xl/worksheets/sheet1.xml") ?? "";
    expect(sheet).toContain("<v>1100</v>");
    expect(sheet).not.toContain("<f>");
    expect(files.get("xl/workbook.xml")).toContain("Nguồn gốc");
  });

  test.each(["indicators", "trend"])(
    "of the table %s can be had of a unit without children",
    async (table) => {
      const answer = await ask("593", `period=2023-11&table=${table}&format=csv`);
      expect([answer.status, (await answer.text()).includes("100")]).toEqual([200, true]);
    },
  );

  test("is filtered and sorted as the page is", async () => {
    const text = await (await ask("60", `${CSV}&q=duc%20linh&sort=name`)).text();
    expect(text.match(/BHXH huyện Đức Linh|Huyện Đức Linh/g)).toHaveLength(1);
    expect(text).toContain("Bộ lọc");
  });
});

describe("who gets it", () => {
  test("of another province there is only the whole", async () => {
    const from = { authorization: elsewhere };
    expect((await ask("60", CSV, from)).status).toBe(404);
    expect((await ask("60", "period=2023-11&table=indicators&format=csv", from)).status).toBe(200);
    expect((await ask("593", "period=2023-11&table=indicators&format=csv", from)).status).toBe(404);
  });

  test.each([
    ["an unknown unit", "zz", CSV, 404],
    ["a malformed unit", "a.b", CSV, 404],
    ["no table", "60", "period=2023-11&format=csv", 400],
    ["a form that is none", "60", "period=2023-11&table=trend&format=pdf", 400],
    ["no period", "60", "table=trend&format=csv", 400],
    ["a period that nobody opened", "60", "period=2019-01&table=trend&format=csv", 404],
    ["a unit that had ended", "60", "period=2025-10&table=trend&format=csv", 404],
  ])("%s is refused in JSON", async (_name, unit, query, status) => {
    const answer = await ask(unit, query);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/json"]);
  });

  test("nobody gets 401", async () => {
    expect((await ask("60", CSV, { authorization: "Bearer x" })).status).toBe(401);
  });
});

describe("asking again", () => {
  const version = (unit: string, headers: Headers = {}) =>
    getVersion(request(`units/${unit}/version?period=2023-11`, headers), {
      params: Promise.resolve({ unit }),
    });

  test("is 304 while nothing changed, without a right to read any sum", async () => {
    const known = { "if-none-match": (await ask("60", CSV)).headers.get("etag") ?? "" };
    const seen = { "if-none-match": (await version("60")).headers.get("etag") ?? "" };
    await asOwner("REVOKE SELECT ON figures, rollups, stated_totals FROM bao_phu_test_app");
    const answers = await Promise.all([ask("60", CSV, known), version("60", seen)]);
    await asOwner("GRANT SELECT ON figures, rollups, stated_totals TO bao_phu_test_app");
    expect(answers.map(({ status }) => status)).toEqual([304, 304]);
    expect((await ask("60", `${CSV}&sort=name`, known)).status).toBe(200);
  });

  test("is still 304 after another province changed, but not for the nation", async () => {
    const seen = async (unit: string) => ({
      "if-none-match": (await version(unit)).headers.get("etag") ?? "",
    });
    const [province, nation, successor] = [await seen("60"), await seen("VN"), await seen("593")];
    await load("figures", [[(await reportingCodes("12"))[0] ?? "", "2023-11", "BHYT", 5, 0]]);
    const answers = [
      await version("60", province),
      await version("VN", nation),
      await version("593", successor),
    ];
    expect(answers.map(({ status }) => status)).toEqual([304, 200, 304]);
  });

  test("is a new answer of the province that a changed unit went into", async () => {
    const of = (headers: Headers = {}) =>
      getVersion(request("units/68-2025/version?period=2025-10", headers), {
        params: Promise.resolve({ unit: "68-2025" }),
      });
    await load("figures", [[(await reportingCodes("12-2025"))[0] ?? "", "2025-10", "BHYT", 5, 0]]);
    const seen = { "if-none-match": (await of()).headers.get("etag") ?? "" };
    await load("figures", [["594", "2023-11", "BHYT", 102, 0]]);
    expect((await of(seen)).status).toBe(200);
  });

  test("is 304 too in today's tree, and a new answer once a unit that went into it changed", async () => {
    const reader = (await requireApiActor(request("units", {}))) as Actor;
    const page = await findUnitDashboard(reader, {
      unitId: "68-2025",
      period: "2023-11" as PeriodId,
      indicator: "BHYT",
      comparator: "yoy",
      boundaries: { view: "now", on: "2026-11-22" },
    });
    const shown = versionOf(reader, "68-2025", "2023-11", page.kind === "found" ? page.state : "");
    const askAgain = () =>
      getVersion(
        request("units/68-2025/version?period=2023-11&boundaries=now&on=2026-11-22", {
          "if-none-match": `"${shown}"`,
        }),
        { params: Promise.resolve({ unit: "68-2025" }) },
      );
    expect((await askAgain()).status).toBe(304);
    await load("figures", [["593", "2023-11", "BHYT", 104, 0]]);
    expect((await askAgain()).status).toBe(200);
  });

  test("is a new answer after a figure changed", async () => {
    const seen = { "if-none-match": (await version("60")).headers.get("etag") ?? "" };
    const known = { "if-none-match": (await ask("60", CSV)).headers.get("etag") ?? "" };
    await load("figures", [["593", "2023-11", "BHYT", 101, 0]]);
    expect((await version("60", seen)).status).toBe(200);
    expect(await (await ask("60", CSV, known)).text()).toContain(",1103,1137364,");
  });
});
