import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { figures, fingerprint, load, plantIndicators } from "@/tests/support/load-files";

const TREE = [
  "code,name,level,parent_code,valid_from,valid_to",
  "VN,Việt Nam,nation,,2008-08-01,",
  "60,Tỉnh Bình Thuận,province,VN,2008-08-01,2025-06-30",
  "593,Thành phố Phan Thiết,district,60,2008-08-01,2025-06-30",
].join("\n");

beforeAll(async () => {
  await plantIndicators();
  expect(await load({ units: TREE })).toMatchObject({ kind: "done", counts: { "units created": 3 } });
});

const GOOD = figures("593,2023-11,BHYT,200000,0");
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

describe("a figures file", () => {
  test.each([
    ["with a byte order mark", `\uFEFF${GOOD}`],
    ["with CRLF", GOOD.replaceAll("\n", "\r\n")],
    ["with quotes", GOOD.replace("593", '"593"')],
    ["without an end of its last line", GOOD.trimEnd()],
  ])("%s is read", async (_, content) => {
    expect(await load({ figures: content }, { isDryRun: true })).toMatchObject({
      kind: "done",
      told: [],
      counts: { "submissions approved": 1 },
    });
  });

  test.each([
    ["that is empty", "", "figures.csv:1: expected a header line; the file is empty"],
    [
      "with semicolons",
      GOOD.replaceAll(",", ";"),
      'figures.csv:1: found "unit_code;period;indicator;value;is_estimate", expected fields separated by commas; this file uses semicolons, save it as CSV with commas',
    ],
    [
      "in Windows-1258",
      bytes(GOOD, "593,2023-11,B", [0xcc], "YT,1,0\n"),
      "figures.csv:3: expected UTF-8; byte 0xCC at position 14 of the line is not",
    ],
    [
      "in UTF-16",
      Buffer.from(`\uFEFF${GOOD}`, "utf16le"),
      "figures.csv:1: expected UTF-8; this file is UTF-16, save it as “CSV UTF-8”",
    ],
    [
      "without a column",
      GOOD.replace(",is_estimate", ""),
      "figures.csv:1: is_estimate: expected a column is_estimate; the header has unit_code,period,indicator,value",
    ],
    [
      "with a line that is too short",
      figures("593,2023-11,BHYT,200000"),
      "figures.csv:2: expected 5 fields, as the header has; this line has 4",
    ],
    [
      "with a decimal comma",
      figures("593,2023-11,BHYT,1,5,0"),
      "figures.csv:2: expected 5 fields, as the header has; this line has 6",
    ],
  ])("%s is refused in one line", async (_, content, expected) => {
    const before = await fingerprint();
    expect(await load({ figures: content })).toEqual({ kind: "errors", told: [expected], counts: {} });
    expect(await fingerprint()).toBe(before);
  });
});

test("all errors of all files are told in one pass, and good rows of other files help to judge them", async () => {
  const before = await fingerprint();
  const loaded = await load({
    units: `${TREE}\n594,Thị xã La Gi,district,60,2008-08-01,2025-06-30\n595,Huyện Tuy Phong,huyện,60,2008-08-01,\n`,
    denominators: "unit_code,year,kind,value,source\n60,2023,people,0,NSO\n",
    targets:
      "unit_code,year,indicator,kind,value,issuer,decision_no,decision_date\n61,2023,BHYT,rate,92.255,UBND tỉnh,1,2023-01-03\n",
    figures: figures("594,2023-11,BHYT,1.05,0", "595,2023-11,BHYT,1,0", "60,2025-07,X,1,2"),
  });
  expect(loaded.told).toEqual([
    'units.csv:6: level: found "huyện", expected one of nation, province, district, office, commune',
    'denominators.csv:2: kind: found "people", expected one of population, labour_force',
    'denominators.csv:2: value: found "0", expected more than 0: it is divided by',
    'targets.csv:2: value: found "92.255", expected a percentage with at most 2 decimals after a point, such as 92.25',
    'targets.csv:2: unit_code: found "61", expected the code of a unit; no unit has this one',
    'figures.csv:2: value: found "1.05", expected digits only, 0 to 9223372036854775807, without separators',
    'figures.csv:3: unit_code: found "595", expected the code of a unit; the row of this one in the units file has errors',
    'figures.csv:4: unit_code: found "60", expected a unit that exists on 2025-07-31; Bình Thuận (60) existed from 2008-08-01 to 2025-06-30',
    'figures.csv:4: indicator: found "X", expected the code of an indicator, such as BHYT',
    'figures.csv:4: is_estimate: found "2", expected 0, 1, true or false',
  ]);
  expect(await fingerprint()).toBe(before);
});

describe("npm run load", () => {
  /** The tool as npm run starts it, on the database of this test. */
  const run = (...args: string[]) => runWith({}, ...args);
  async function runWith(env: Record<string, string>, ...args: string[]) {
    const tsx = ["--import", "tsx", "--conditions=react-server", "scripts/tools/load.ts"];
    const child = spawn(process.execPath, [...tsx, ...args], {
      env: { ...process.env, NODE_ENV: "production", ...env },
    });
    const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
    return { code, out: out.trim().split("\n"), err: err.trim().split("\n") };
  }

  test("says what a dry run would do", async () => {
    const { code, out } = await run("--figures", "docs/load/figures.csv", "--dry-run");
    expect(out).toEqual([
      "docs/load/figures.csv: rows 1, periods opened 1, stated totals 1",
      "Dry run, nothing was written; warnings 0",
    ]);
    expect(code).toBe(0);
  });

  test("prints errors with their places and exits with 1", async () => {
    const { code, err } = await run("--targets", "docs/load/figures.csv");
    expect(err[0]).toBe(
      'docs/load/figures.csv:1: period: found "period", expected one of the columns unit_code, year, indicator, kind, value, issuer, decision_no, decision_date',
    );
    expect(err.at(-1)).toBe("Errors 7, warnings 0; nothing was loaded");
    expect(code).toBe(1);
  });

  test.each([
    [["--figures", "nowhere.csv"], "Error: the file nowhere.csv does not exist or may not be read"],
    [["--figures", "docs"], "Error: docs is a folder, not a file"],
    [[], "Error: no file is named"],
    [["--figure", "x"], "Error: Unknown option '--figure'"],
  ])("with %j exits with 2", async (args, expected) => {
    const { code, err } = await run(...args);
    expect(err[0]).toContain(expected);
    expect(code).toBe(2);
  });

  test("without a database exits with 4", async () => {
    const away = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" };
    const { code, err } = await runWith(away, "--figures", "docs/load/figures.csv");
    expect(err[0]).toContain("Error: the load was broken off and nothing was loaded: ");
    expect(code).toBe(4);
  });

  test("refuses real data in a demo in one line and exits with 3", async () => {
    await db.setting.create({
      data: { key: "demo", value: { from: "2021-01", through: "2026-10", rule: 1 } },
    });
    const { code, err } = await run("--figures", "docs/load/figures.csv");
    await db.setting.delete({ where: { key: "demo" } });
    expect(err).toEqual([
      "Error: this database holds the demo; load real data into a database of its own (DEMO=0)",
    ]);
    expect(code).toBe(3);
  });
});
