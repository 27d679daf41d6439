import { describe, expect, test } from "vitest";
import { planUnits, readUnit, shortName, unitId, type UnitRow } from "@/lib/domain/load-unit";
import type { Unit } from "@/lib/domain/unit";

const ROW: Record<string, string> = {
  code: "593",
  name: "Thành phố Phan Thiết",
  level: "district",
  parent_code: "60",
  valid_from: "2008-08-01",
  valid_to: "2025-06-30",
};
const read = (changes: Record<string, string> = {}) => {
  const row = { ...ROW, ...changes };
  return readUnit((column) => row[column] ?? "", 2);
};
const expectedOf = (result: ReturnType<typeof read>) =>
  Array.isArray(result) ? result.map(({ column, expected }) => `${column}: ${expected}`) : result;

describe("a row of a unit", () => {
  test("is read", () => {
    expect(read()).toEqual({
      line: 2,
      code: "593",
      name: "Thành phố Phan Thiết",
      level: "district",
      parentCode: "60",
      validFrom: "2008-08-01",
      validTo: "2025-06-30",
    });
    expect(read({ valid_to: "" })).toMatchObject({ validTo: null });
  });

  test.each([
    [{ code: "59 3" }, "code: digits, capitals and -, such as 60 or 60-VP"],
    [{ name: "" }, "name: text in one line, 1 to 200 characters"],
    [{ level: "huyện" }, "level: one of nation, province, district, office, commune"],
    [{ parent_code: "" }, "parent_code: the code of a province"],
    [{ level: "office", parent_code: "" }, "parent_code: the code of a province or nation"],
    [{ valid_from: "" }, "valid_from: a day such as 2023-11-30"],
    [{ valid_to: "2008-07-31" }, "valid_to: a day from 2008-08-01 on, or nothing"],
    [{ level: "nation", parent_code: "" }, "code: VN for the nation"],
    [{ level: "nation", code: "VN" }, "parent_code: nothing: the nation has no parent"],
  ])("with %j is refused", (changes, expected) => {
    expect(expectedOf(read(changes))).toEqual([expected]);
  });
});

test.each([
  ["Tỉnh Bình Thuận", "Bình Thuận"],
  ["Huyện đảo Phú Quí", "Phú Quí"],
  ["Quận 1", "Quận 1"],
  ["BHXH cơ sở Phan Thiết", "Phan Thiết"],
  ["Văn phòng BHXH tỉnh Bình Thuận", "Văn phòng BHXH tỉnh Bình Thuận"],
])("the short name of %s is %s", (name, short) => {
  expect(shortName(name)).toBe(short);
});

describe("the id of a new unit", () => {
  const taken = new Set(["68", "68-2026"]);
  test.each([
    ["60", "2008-08-01", "60"],
    ["68", "2010-01-01", "68-2010"],
    ["60", "2025-07-01", "60-2025"],
    ["68", "2026-04-30", "68-2026-04"],
  ])("of code %s from %s is %s", (code, from, id) => {
    expect(unitId(code, from, (one) => taken.has(one))).toBe(id);
  });
});

const row = (line: number, changes: Partial<UnitRow>): UnitRow => ({
  line,
  code: "593",
  name: "Thành phố Phan Thiết",
  level: "district",
  parentCode: "60",
  validFrom: "2008-08-01",
  validTo: "2025-06-30",
  ...changes,
});
const NATION = row(2, { code: "VN", name: "Việt Nam", level: "nation", parentCode: "", validTo: null });
const PROVINCE = row(3, { code: "60", name: "Tỉnh Bình Thuận", level: "province", parentCode: "VN" });
const NEW_PROVINCE = row(4, {
  code: "68",
  name: "Tỉnh Lâm Đồng",
  level: "province",
  parentCode: "VN",
  validFrom: "2025-07-01",
  validTo: null,
});

function plan(rows: UnitRow[], known: readonly Unit[] = []) {
  const refused: string[] = [];
  const made = planUnits(rows, known, new Set(), (line, { column, expected }) =>
    refused.push(`${line} ${column}: ${expected}`),
  );
  return { ...made, refused };
}

const KNOWN = plan([NATION, PROVINCE, row(5, {})]).all;

describe("a file of units", () => {
  test("may name children before their parents", () => {
    const { created, refused } = plan([row(2, {}), PROVINCE, NATION]);
    expect(refused).toEqual([]);
    expect(created).toEqual([
      expect.objectContaining({ id: "VN", provinceId: "VN", parentId: null, path: "/vn/" }),
      expect.objectContaining({ id: "60", provinceId: "60", parentId: "VN", path: "/vn/60/" }),
      expect.objectContaining({
        id: "593",
        provinceId: "60",
        parentId: "60",
        path: "/vn/60/593/",
        shortName: "Phan Thiết",
        reportingKind: "district",
      }),
    ]);
  });

  test("makes offices of the nation national, those of provinces provincial", () => {
    const { created } = plan(
      [
        row(2, { code: "BQP", level: "office", parentCode: "VN", validTo: null }),
        row(3, { code: "60-VP", level: "office" }),
      ],
      KNOWN,
    );
    expect(created.map(({ id, provinceId, reportingKind }) => [id, provinceId, reportingKind])).toEqual([
      ["BQP", "VN", "national_office"],
      ["60-VP", "60", "province_office"],
    ]);
  });

  test("that is known changes nothing", () => {
    const { created, changed, unchanged, refused } = plan([NATION, PROVINCE, row(5, {})], KNOWN);
    expect([created, changed, unchanged, refused]).toEqual([[], [], 3, []]);
  });

  test("may rename a unit and move its end", () => {
    const { changed, refused } = plan([row(2, { name: "Huyện Hàm Tân", validTo: "2024-12-31" })], KNOWN);
    expect(refused).toEqual([]);
    expect(changed.map(({ after }) => [after.id, after.shortName, after.validTo])).toEqual([
      ["593", "Hàm Tân", "2024-12-31"],
    ]);
  });

  test("may end a unit and begin the next under the same code", () => {
    const open = plan([NATION, { ...PROVINCE, validTo: null }]).all;
    const next = { ...PROVINCE, line: 3, validFrom: "2025-07-01", validTo: null };
    const { created, refused } = plan([next, PROVINCE], open);
    expect(refused).toEqual([]);
    expect(created.map(({ id }) => id)).toEqual(["60-2025"]);
  });

  test.each([
    [
      "moves a unit",
      [NEW_PROVINCE, row(5, { parentCode: "68" })],
      "5 parent_code: 60; a unit never moves, end it and begin a new one",
    ],
    ["names a unit twice", [row(5, {}), row(6, {})], "6 code: each unit once; line 5 has it too"],
    [
      "has an unknown parent",
      [row(5, { code: "594", parentCode: "99" })],
      "5 parent_code: the code of a unit that is known or in this file",
    ],
    [
      "skips a level",
      [row(5, { code: "594", parentCode: "VN" })],
      "5 parent_code: a province above a district; this is a nation",
    ],
    [
      "has a parent of another time",
      [row(5, { code: "594", validFrom: "2025-07-01", validTo: null })],
      "5 parent_code: a unit that exists on 2025-07-01; this one existed from 2008-08-01 to 2025-06-30",
    ],
    [
      "outlives its parent",
      [row(5, { code: "594", validTo: null })],
      "5 valid_to: a day up to 2025-06-30, the last day of Tỉnh Bình Thuận (60)",
    ],
    [
      "overlaps another of its code",
      [row(5, { validFrom: "2020-01-01" })],
      "5 valid_from: days outside those of Thành phố Phan Thiết (593), which existed from 2008-08-01 to 2025-06-30",
    ],
    [
      "ends a unit before those below it",
      [{ ...PROVINCE, validTo: "2024-12-31" }],
      "3 valid_to: a day not before the units below end; Thành phố Phan Thiết (593) existed from 2008-08-01 to 2025-06-30",
    ],
  ])("that %s is refused", (_, rows, expected) => {
    expect(plan(rows, KNOWN).refused).toEqual([expected]);
  });

  test("tells a child of a refused unit that its parent has errors", () => {
    const province = { ...NEW_PROVINCE, parentCode: "99" };
    const child = row(5, { parentCode: "68", validFrom: "2025-07-01", validTo: null, code: "600" });
    expect(plan([province, child], KNOWN).refused).toEqual([
      "4 parent_code: the code of a unit that is known or in this file",
      "5 parent_code: a unit without errors in its own row",
    ]);
  });
});
