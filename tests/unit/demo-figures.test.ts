import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apportion } from "@/lib/domain/apportion";
import { hash, pick } from "@/prisma/demo/hash";
import { readNationalParticipants, readProvinceParticipants } from "@/prisma/seed/data-files";
import {
  allFaults,
  armedForcesDecember,
  decemberByProvince,
  indicatorsOf,
  model,
  nationalDecember,
  valuesOf,
  yearOfDemo,
} from "../support/demo";

const bhxh = readProvinceParticipants("BHXH");
const bhtn = readProvinceParticipants("BHTN");
const bhyt = readProvinceParticipants("BHYT");
const published = (rows: typeof bhxh, year: number) =>
  Object.fromEntries(
    rows.filter((row) => row.year === year).map((row) => [row.unit_code, row.implied_participants]),
  );
const inDemo = (year: number, indicator: "BHXH" | "BHTN" | "BHYT") =>
  Object.fromEntries(
    Object.entries(decemberByProvince(year)).map(([code, values]) => [code, values[indicator]]),
  );
const nation = (year: number) =>
  Object.fromEntries(
    readNationalParticipants()
      .filter((row) => row.year === year)
      .map(({ indicator, value }) => [indicator, value]),
  );

describe.each([2021, 2022, 2023, 2024])("at the end of %i", (year) => {
  test("each of the 63 provinces has exactly the participants that follow from the published rates", () => {
    expect(inDemo(year, "BHXH")).toEqual(published(bhxh, year));
    expect(inDemo(year, "BHTN")).toEqual(published(bhtn, year));
    expect(inDemo(year, "BHYT")).toEqual(published(bhyt, year));
  });

  test("the nation has exactly the published participants, so the two national offices are the rest", () => {
    expect(nationalDecember(year)).toEqual(nation(year));
  });
});

test("at the end of 2025 the nation has the published participants", () => {
  expect(nationalDecember(2025)).toEqual(nation(2025));
});

test("the national offices are the nation less the 63 provinces", () => {
  expect(armedForcesDecember(2022)).toEqual({ BHXH: 1_067_300n, BHTN: 77_744n, BHYT: 1_068_546n });
});

test("every identity holds in every unit and month, but for two Decembers whose published series contradict each other", () => {
  expect(allFaults()).toEqual(["BQP 2021-12: BHXH_BB > BHYT", "BQP 2023-12: BHXH_BB > BHYT"]);
}, 60_000);

test("a year has the 696 districts, the 63 offices and the two national offices", () => {
  expect(yearOfDemo(2024).size).toBe(696 + 63 + 2);
  expect(model.provinces).toHaveLength(63);
});

test("the payer group of the employer alone ends with June 2025", () => {
  expect(indicatorsOf("BQP", "2025-06")).toContain("BHYT_NSDLD");
  expect(indicatorsOf("BQP", "2025-07")).not.toContain("BHYT_NSDLD");
});

test("Hoàng Sa, where no census counts anybody, reports zeros", () => {
  expect(new Set(Object.values(valuesOf("498", "2024-12")))).toEqual(new Set([0n]));
});

test("an office has employees and no household", () => {
  expect(valuesOf("60-VP", "2024-12")).toMatchObject({ BHXH_TN: 0n, BHYT_HGD: 0n, BHYT: 26_401n });
});

test("the figures are the same on every machine", () => {
  expect(valuesOf("593", "2024-12")).toMatchObject({
    BHXH_BB: 23_444n,
    BHTN: 20_438n,
    BHYT: 216_466n,
    THU: 922_333_882_246n,
  });
  expect(valuesOf("599", "2026-10")).toMatchInlineSnapshot(`
    {
      "BHTN": 4918n,
      "BHXH_BB": 5738n,
      "BHXH_TN": 2325n,
      "BHYT": 96941n,
      "BHYT_BHXH": 4445n,
      "BHYT_HGD": 29147n,
      "BHYT_HOTRO": 25029n,
      "BHYT_HSSV": 20013n,
      "BHYT_NLD": 5670n,
      "BHYT_NSNN": 32650n,
      "DON_VI": 229n,
      "DON_VI_GDDT": 222n,
      "HGD_MOI": 381n,
      "HO_SO": 628n,
      "NO": 7377862618n,
      "NO_TINH_LAI": 4279160318n,
      "PHAI_THU": 262977465600n,
      "THU": 252505389968n,
      "TN_MOI": 81n,
      "TT_HOI_NGHI": 4n,
      "TT_LOA": 87n,
      "TT_MXH": 49n,
      "TT_NGUOI_DU": 140n,
      "TT_NGUOI_NHOM_NHO": 288n,
      "TT_NHOM_NHO": 36n,
      "TT_TIN_BAI": 3n,
      "TT_TO_ROI": 600n,
      "VSSID": 60045n,
    }
  `);
});

test("the hash of the same words is the same number", () => {
  expect(hash("599", "2026-10")).toMatchInlineSnapshot(`2182494048`);
  expect(pick(5, 5, "any", "words")).toBe(5n);
});

test("parts sum to the whole and differ from their exact share by less than one", () => {
  const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), weights, (total, given) => {
      fc.pre(given.some((weight) => weight > 0n));
      const sum = given.reduce((a, b) => a + b, 0n);
      const parts = apportion(total, given);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
      const distances = parts.map((part, index) => part * sum - total * (given[index] ?? 0n));
      expect(distances.every((distance) => distance > -sum && distance < sum)).toBe(true);
    }),
  );
});

test("nothing can be divided among nobody", () => {
  expect(() => apportion(1n, [0n, 0n])).toThrow("Nobody");
});
