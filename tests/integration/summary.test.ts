import { beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/units/[unit]/summary/route";
import { createToken } from "@/lib/data/tokens";
import { createUser } from "@/lib/data/user-changes";
import { summarySchema } from "@/lib/domain/summary";
import { asOwner, load, now, plantCountry } from "@/tests/support/loaded-country";

const by = { actorId: null, now: new Date() };
let authorization: string;
let other: string;

async function tokenOf(username: string, unit: string): Promise<string> {
  await createUser(
    {
      username,
      displayName: username,
      role: "viewer",
      unit,
      passwordHash: "hash",
      mustChangePassword: false,
    },
    { actorId: null, now },
  );
  const made = await createToken({ username, label: "thử", days: 1 }, by);
  if (!made.ok) throw new Error(made.reason);
  return `Bearer ${made.token}`;
}

beforeAll(async () => {
  await plantCountry();
  authorization = await tokenOf("lanhdao", "VN");
  other = await tokenOf("xem", "12-2025");
  await load("denominators", [["60", 2023, "population", 1163785, "Báo cáo"]]);
  await load("targets", [
    ["60", 2023, "BHYT", "headcount", 1137364, "BHXH VN", "01/QĐ-BHXH", "2023-01-10"],
    ["60", 2023, "BHYT", "rate", "92.25", "UBND tỉnh", "02/QĐ-UBND", "2023-01-20"],
  ]);
  await load("figures", [
    ["60", "2023-11", "BHYT", 1052062, 0],
    ["68", "2025-10", "BHYT", 3000000, 0],
  ]);
});

function get(unit: string, period: string, headers: Record<string, string> = { authorization }) {
  const request = new Request(`http://localhost/api/v1/units/${unit}/summary?period=${period}`, { headers });
  return GET(request, { params: Promise.resolve({ unit }) });
}

describe("what was loaded comes out as it was published", () => {
  test("with strings, rounded percentages, and targets side by side", async () => {
    const answer = await get("60", "2023-11");
    const { unit, indicators } = summarySchema.parse(await answer.json());
    expect(unit).toEqual({ code: "60", name: "Bình Thuận", level: "province" });
    expect(indicators.BHYT).toMatchObject({
      value: "1052062",
      stated: true,
      sum: null,
      reported: 0,
      carried: 0,
      missing: 11,
      expected: 11,
      provisional: true,
      estimate: false,
      targets: [
        { kind: "headcount", value: "1137364", headline: true, pctOfPlan: "92.50", remaining: "85302" },
        { kind: "rate", value: "92.25", headline: false, pointsVsTarget: "-1.85" },
      ],
      coverage: "90.40",
      denominator: { kind: "population", basis: "stated", year: 2023, value: "1163785", source: "Báo cáo" },
      yoy: null,
      mom: null,
    });
  });
});

describe("which unit is meant", () => {
  test("a code is the unit that had it on the as-of day", async () => {
    const before = summarySchema.parse(await (await get("68", "2023-11")).json());
    const after = summarySchema.parse(await (await get("68", "2025-10")).json());
    expect(before.indicators.BHYT?.value).toBeNull();
    expect(after.indicators.BHYT?.value).toBe("3000000");
  });

  test("an id works as well", async () => {
    const { indicators } = summarySchema.parse(await (await get("68-2025", "2025-10")).json());
    expect(indicators.BHYT?.value).toBe("3000000");
  });

  test("a unit that is not valid then is 404 and names who continues it", async () => {
    const answer = await get("60", "2025-10");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: "unit_not_valid",
      successors: [{ id: "68-2025", code: "68", name: "Tỉnh Lâm Đồng" }],
    });
  });
});

test("a merged unit has its predecessors' targets of every indicator", async () => {
  await load("targets", [
    ["12", 2025, "BHYT", "headcount", 200, "BHXH VN", "03/QĐ-BHXH", "2025-01-10"],
    ["12", 2025, "BHTN", "headcount", 70, "BHXH VN", "03/QĐ-BHXH", "2025-01-10"],
  ]);
  const { indicators } = summarySchema.parse(await (await get("12-2025", "2025-10")).json());
  expect(indicators.BHYT?.targets).toMatchObject([{ kind: "headcount", value: "200" }]);
  expect(indicators.BHTN?.targets).toMatchObject([{ kind: "headcount", value: "70" }]);
});

describe("what is refused", () => {
  test.each([
    ["an unknown unit", "zz", "2023-11", 404, "unit_not_found"],
    ["a malformed unit", "a.b", "2023-11", 404, "unit_not_found"],
    ["a commune", "00001-2025", "2025-10", 404, "unit_not_found"],
    ["a period that nobody opened", "60", "2019-01", 404, "period_not_found"],
    ["a period that is none", "60", "2023-13", 400, "bad_period"],
    ["no period", "60", "", 400, "bad_period"],
  ])("%s", async (_name, unit, period, status, error) => {
    const answer = await get(unit, period);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error });
  });

  test("nobody and a wrong token get 401 in JSON", async () => {
    const answer = await get("60", "2023-11", { authorization: "Bearer nothing" });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: "unauthorized" });
  });

  test("a reporting unit of another province is not found", async () => {
    expect((await get("593", "2023-11", { authorization: other })).status).toBe(404);
  });
});

describe("asking again", () => {
  const again = async (tag: string, token = authorization) =>
    get("60", "2023-11", { authorization: token, "if-none-match": tag });

  test("is 304 while nothing changed, for nobody else, and without a right to read any sum", async () => {
    const first = await get("60", "2023-11");
    const tag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    await asOwner("REVOKE SELECT ON figures, rollups, stated_totals FROM bao_phu_test_app");
    const answers = [await again(tag), await again(`W/${tag}, "x"`)];
    await asOwner("GRANT SELECT ON figures, rollups, stated_totals TO bao_phu_test_app");
    expect(answers.map(({ status }) => status)).toEqual([304, 304]);
    expect((await again(tag, other)).status).toBe(200);
  });

  test("is a new answer after a target changed", async () => {
    const tag = (await get("60", "2023-11")).headers.get("etag") ?? "";
    await load("targets", [
      ["60", 2023, "BHYT", "headcount", 1052062, "BHXH VN", "09/QĐ-BHXH", "2023-10-01"],
    ]);
    const answer = await again(tag);
    expect(answer.status).toBe(200);
    expect(summarySchema.parse(await answer.json()).indicators.BHYT?.targets[0]).toMatchObject({
      pctOfPlan: "100.00",
    });
  });
});
