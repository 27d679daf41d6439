import { describe, expect, test } from "vitest";
import { readDenominator } from "@/lib/domain/load-denominator";
import { FigureReader } from "@/lib/domain/load-figure";
import { requiredOf } from "@/lib/domain/load-figure-set";
import { readTarget } from "@/lib/domain/load-target";
import type { PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import { UnitIndex } from "@/lib/domain/unit-index";

const OLD = { validFrom: "2008-08-01", validTo: "2025-06-30" };
const NEW = { validFrom: "2025-07-01", validTo: null };

type Life = Pick<Unit, "validFrom" | "validTo">;

function unit(id: string, level: Unit["level"], parents: string[], life: Life): Unit {
  const provinceId = [...parents, id][1] ?? "VN";
  return {
    id,
    code: id.replace("-2025", ""),
    name: `Đơn vị ${id}`,
    shortName: id,
    level,
    reportingKind: level === "district" ? "district" : level === "office" ? "province_office" : null,
    parentId: parents.at(-1) ?? null,
    provinceId,
    path: `/${[...parents, id].join("/").toLowerCase()}/`,
    ...life,
  };
}

const UNITS = new UnitIndex(
  [
    unit("VN", "nation", [], { validFrom: "2008-08-01", validTo: null }),
    unit("60", "province", ["VN"], OLD),
    unit("68", "province", ["VN"], OLD),
    unit("593", "district", ["VN", "60"], OLD),
    unit("60-VP", "office", ["VN", "60"], OLD),
    unit("68-2025", "province", ["VN"], NEW),
    unit("593-2025", "district", ["VN", "68-2025"], NEW),
    unit("22918-2025", "commune", ["VN", "68-2025", "593-2025"], NEW),
  ],
  [
    { fromUnitId: "60", toUnitId: "68-2025", isWhole: true },
    { fromUnitId: "68", toUnitId: "68-2025", isWhole: true },
  ],
  new Set(["999"]),
);

const expectedOf = (read: unknown) =>
  Array.isArray(read) ? read.map(({ column, expected }) => `${column}: ${expected}`) : read;

describe("a code", () => {
  test("names the unit of the day", () => {
    expect(UNITS.on("68", "2025-06-30")).toMatchObject({ ok: true, unit: { id: "68" } });
    expect(UNITS.on("68", "2025-07-01")).toMatchObject({ ok: true, unit: { id: "68-2025" } });
  });

  test("of an ended unit names the successors", () => {
    expect(UNITS.on("60", "2025-07-31")).toEqual({
      ok: false,
      expected:
        "a unit that exists on 2025-07-31; 60 (60) existed from 2008-08-01 to 2025-06-30, succeeded by 68 68-2025 (68-2025)",
    });
  });

  test("that is unknown, or refused in the units file, is told as such", () => {
    expect(UNITS.on("61", "2023-11-30")).toEqual({
      ok: false,
      expected: "the code of a unit; no unit has this one",
    });
    expect(UNITS.on("999", "2023-11-30")).toEqual({
      ok: false,
      expected: "the code of a unit; the row of this one in the units file has errors",
    });
  });

  test("that two units share on one day names neither, also for a year", () => {
    const life = { validFrom: "2008-08-01", validTo: null };
    const shared = new UnitIndex(
      [unit("07", "province", ["VN"], life), { ...unit("7", "district", ["VN", "07"], life), code: "07" }],
      [],
    );
    expect(shared.during("07", 2025, "2025-12-31")).toMatchObject({ ok: false });
  });

  test("of a unit that ended within the year still names it for the year", () => {
    expect(UNITS.during("60", 2025, "2025-12-31")).toMatchObject({ ok: true, unit: { id: "60" } });
    expect(UNITS.during("68", 2025, "2025-12-31")).toMatchObject({ ok: true, unit: { id: "68-2025" } });
    expect(UNITS.during("60", 2026, "2026-12-31").ok).toBe(false);
  });
});

const denominator = (changes: Record<string, string> = {}) => {
  const row: Record<string, string> = {
    unit_code: "60",
    year: "2023",
    kind: "population",
    value: "1163785",
    source: "NSO",
    ...changes,
  };
  return expectedOf(readDenominator((column) => row[column] ?? "", UNITS));
};

describe("a denominator", () => {
  test("stands on what was stated unless it says otherwise", () => {
    const read = {
      provinceId: "60",
      unitId: "60",
      year: 2023,
      kind: "population",
      value: 1163785n,
      source: "NSO",
      warnings: [],
    };
    expect(denominator()).toEqual({ ...read, basis: "stated" });
    expect(denominator({ basis: "nso" })).toEqual({ ...read, basis: "nso" });
  });

  test("of a code that named two units in the year is the later one's, with a warning that names both", () => {
    expect(denominator({ unit_code: "68", year: "2025" })).toMatchObject({
      unitId: "68-2025",
      warnings: [
        {
          column: "unit_code",
          found: "68",
          expected:
            "a day in as_of: 2025 had 68 (68) and 68-2025 (68-2025); 1163785 is loaded for 68-2025 (68-2025)",
        },
      ],
    });
  });

  test.each([
    ["2025-06-30", "68"],
    ["2025-12-31", "68-2025"],
  ])("as of %s is that of unit %s, without a warning", (as_of, unitId) => {
    expect(denominator({ unit_code: "68", year: "2025", as_of })).toMatchObject({ unitId, warnings: [] });
  });

  test.each([
    [{ unit_code: "68", as_of: "2025-06-30" }, "as_of: a day of 2023"],
    [{ unit_code: "68", year: "2025", as_of: "30/06/2025" }, "as_of: a day such as 2023-11-30"],
    [
      { year: "2025", as_of: "2025-12-31" },
      "unit_code: a unit that exists on 2025-12-31; 60 (60) existed from 2008-08-01 to 2025-06-30, succeeded by 68 68-2025 (68-2025)",
    ],
  ])("with %j is refused for its day", (changes, expected) => {
    expect(denominator(changes)).toEqual([expected]);
  });

  test.each([
    [{ value: "0" }, "value: more than 0: it is divided by"],
    [{ value: "1.163.785" }, "value: digits only, 0 to 9223372036854775807, without separators"],
    [{ kind: "people" }, "kind: one of population, labour_force"],
    [{ year: "23" }, "year: a year such as 2023"],
    [{ basis: "NSO 2023" }, "basis: small letters, digits and _, such as nso"],
    [{ source: " " }, "source: text in one line, 1 to 300 characters"],
    [{ unit_code: "61" }, "unit_code: the code of a unit; no unit has this one"],
  ])("with %j is refused", (changes, expected) => {
    expect(denominator(changes)).toEqual([expected]);
  });
});

const target = (changes: Record<string, string> = {}) => {
  const row: Record<string, string> = {
    unit_code: "60",
    year: "2023",
    indicator: "BHYT",
    kind: "headcount",
    value: "1137364",
    issuer: "BHXH VN",
    decision_no: "KH 2023",
    decision_date: "2023-01-03",
    ...changes,
  };
  return expectedOf(readTarget((column) => row[column] ?? "", UNITS));
};

describe("a target", () => {
  test("of the agency is decided for the nation, of a people's committee for its province", () => {
    expect(target()).toMatchObject({ unitId: "60", decidingUnitId: "VN", scope: "2023", value: 1137364n });
    expect(target({ issuer: "Thủ tướng Chính phủ" })).toMatchObject({ decidingUnitId: "VN" });
    expect(target({ issuer: "UBND tỉnh" })).toMatchObject({ decidingUnitId: "60" });
  });

  test("of kind rate is kept in hundredths of a percent", () => {
    expect(target({ kind: "rate", value: "92.25" })).toMatchObject({ value: 9225n, warnings: [] });
    expect(target({ kind: "rate", value: "92.5" })).toMatchObject({ value: 9250n });
  });

  test("of a rate above 100 is read, with a warning", () => {
    expect(target({ kind: "rate", value: "100.01" })).toMatchObject({
      value: 10001n,
      warnings: [{ column: "value", expected: "a rate of at most 100; loaded as it is" }],
    });
  });

  test("is read as of the day of the decision, as far as it lies in the year", () => {
    expect(target({ unit_code: "68", year: "2025", decision_date: "2024-12-20" })).toMatchObject({
      unitId: "68",
    });
    expect(target({ unit_code: "68", year: "2025", decision_date: "2025-08-01" })).toMatchObject({
      unitId: "68-2025",
    });
    expect(target({ unit_code: "68", year: "2026", decision_date: "2025-06-01" })).toMatchObject({
      unitId: "68-2025",
    });
  });

  test.each([
    [
      { kind: "rate", value: "92.255" },
      "value: a percentage with at most 2 decimals after a point, such as 92.25",
    ],
    [
      { kind: "rate", value: "92,25" },
      "value: a percentage with at most 2 decimals after a point, such as 92.25",
    ],
    [{ kind: "quota" }, "kind: one of headcount, increase, rate, amount"],
    [{ kind: "amount" }, "kind: headcount, increase or rate: BHYT is no money"],
    [{ indicator: "THU" }, "kind: amount or rate: THU is money"],
    [{ indicator: "bhyt" }, "indicator: the code of an indicator, such as BHYT"],
    [{ value: "" }, "value: digits only, 0 to 9223372036854775807, without separators"],
    [{ decision_date: "2023-02-30" }, "decision_date: a day such as 2023-11-30"],
    [{ decision_no: "" }, "decision_no: text in one line, 1 to 100 characters"],
    [
      { unit_code: "22918", year: "2026" },
      "unit_code: a unit above the communes; a commune gets its targets as a recipient",
    ],
  ])("with %j is refused", (changes, expected) => {
    expect(target(changes)).toEqual([expected]);
  });
});

const FACTS = {
  units: UNITS,
  lockedPeriods: new Set(["2023-01"]),
  unlocked: new Set(["593.2023-01"]),
  today: "2026-11-22",
};

type Cells = [code: string, period: string, indicator: string, value: string, estimate: string];
const GOOD: Cells = ["593", "2023-11", "BHYT", "1052", "0"];
const DIGITS = "value: digits only, 0 to 9223372036854775807, without separators";

const read = (cells: Cells) => expectedOf(new FigureReader(FACTS).read(2, ...cells));
const replaced = (place: number, text: string) => GOOD.with(place, text) as Cells;

describe("a figure", () => {
  test("is kept with its set", () => {
    const reader = new FigureReader(FACTS);
    expect(reader.read(2, "593", "2023-11", "BHYT", "1052", "0")).toBeNull();
    expect(reader.read(3, "593", "2023-11", "BHTN", "007", "true")).toBeNull();
    expect(reader.read(4, "60", "2023-11", "TONG", "9223372036854775807", "false")).toBeNull();
    expect(reader.sets.map(({ unit: { id }, periodId }) => [id, periodId])).toEqual([
      ["593", "2023-11"],
      ["60", "2023-11"],
    ]);
    expect([...(reader.sets[0]?.figures() ?? [])]).toEqual([
      { indicator: "BHTN", value: 7n, isEstimate: true },
      { indicator: "BHYT", value: 1052n, isEstimate: false },
    ]);
  });

  test.each([
    "-1",
    "1.05",
    "1,5",
    "1.052.062",
    "１２",
    "0x10",
    "1e3",
    " 12",
    "",
    "9223372036854775808",
    "99999999999999999999",
  ])("of %j is refused", (value) => {
    expect(read(replaced(3, value))).toEqual([DIGITS]);
  });

  test("that no single unit can have is refused, and a stated total of that size is not", () => {
    expect(read(replaced(3, "1000000001"))).toEqual([
      "value: a figure that one unit can have, at most 1000000000",
    ]);
    expect(read(["60", "2023-11", "BHYT", "1000000001", "0"])).toBeNull();
  });

  test.each([
    [0, "61", "unit_code: the code of a unit; no unit has this one"],
    [1, "2023-13", "period: a month such as 2023-11 or a day such as 2021-11-18"],
    [1, "9999-12", "period: a month such as 2023-11 or a day such as 2021-11-18"],
    [1, "0001-01-01", "period: a month such as 2023-11 or a day such as 2021-11-18"],
    [1, "11/2023", "period: a month such as 2023-11 or a day such as 2021-11-18"],
    [1, "2026-12", "period: a period that has begun; today is 2026-11-22"],
    [1, "2026-11-23", "period: a period that has begun; today is 2026-11-22"],
    [2, "BHYTE", "indicator: the code of an indicator, such as BHYT"],
    [2, "TONG", "indicator: an indicator that is entered; TONG is computed from BHYT and BHXH_TN"],
    [2, "BHYT_NSDLD", "indicator: an indicator that a district reports"],
    [4, "", "is_estimate: 0, 1, true or false"],
    [4, "yes", "is_estimate: 0, 1, true or false"],
  ])("with %i replaced by %j is refused", (place, text, expected) => {
    expect(read(replaced(place, text))).toEqual([expected]);
  });

  test("of a unit outside its life is refused, with what came after it", () => {
    expect(read(["60", "2025-07", "BHYT", "1", "0"])).toEqual([
      "unit_code: a unit that exists on 2025-07-31; 60 (60) existed from 2008-08-01 to 2025-06-30, succeeded by 68 68-2025 (68-2025)",
    ]);
  });

  test("of a commune is refused", () => {
    expect(read(["22918", "2025-07", "BHYT", "1", "0"])).toEqual([
      "unit_code: a reporting unit or a unit above it; communes report no figures",
    ]);
  });

  test("of an indicator that ended is refused, also as a stated total", () => {
    expect(read(["VN", "2025-07", "BHYT_NSDLD", "1", "0"])).toEqual([
      "indicator: an indicator of 2025-07-31; BHYT_NSDLD exists from 2008-08-01 to 2025-06-30",
    ]);
  });

  test("of a locked period is refused unless the unit is unlocked", () => {
    expect(read(["60-VP", "2023-01", "BHYT", "1", "0"])).toEqual([
      "period: an open period; this one is locked",
    ]);
    expect(read(["593", "2023-01", "BHYT", "1", "0"])).toBeNull();
  });

  test("with several mistakes tells all of them", () => {
    expect(read(["61", "2023-14", "X", "-1", "maybe"])).toEqual([
      "unit_code: the code of a unit; no unit has this one",
      "period: a month such as 2023-11 or a day such as 2021-11-18",
      "indicator: the code of an indicator, such as BHYT",
      DIGITS,
      "is_estimate: 0, 1, true or false",
    ]);
  });

  test("that was given before is refused, with the line that gave it", () => {
    const reader = new FigureReader(FACTS);
    reader.read(2, ...GOOD);
    expect(expectedOf(reader.read(9, ...replaced(3, "1053")))).toEqual([
      "unit_code: each unit, period and indicator once; line 2 has them too",
    ]);
  });
});

test("a new flash period asks each kind of unit for what was given, and for the parts of what is derived", () => {
  const reader = new FigureReader(FACTS);
  const day = "2023-11-18";
  reader.read(2, "60", day, "TONG", "5", "0");
  reader.read(3, "593", day, "TT_LOA", "5", "0");
  reader.read(4, "593", "2023-11", "BHTN", "5", "0");
  expect(requiredOf(reader.sets, day as PeriodId)).toEqual({
    district: ["BHXH_TN", "BHYT", "TT_LOA"],
    province_office: ["BHXH_TN", "BHYT"],
    national_office: ["BHYT"],
  });
});
