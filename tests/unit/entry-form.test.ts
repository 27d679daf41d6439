import { expect, test } from "vitest";
import { derivedFormula, derivedValue, entrySections, identities } from "@/lib/domain/entry-form";
import { enteredIndicators, type IndicatorId } from "@/lib/domain/indicator";

const district = enteredIndicators("district", "2023-11-30");
const national = enteredIndicators("national_office", "2023-11-30");
const rowsOf = (entered: readonly IndicatorId[], kind: "district" | "national_office") =>
  entrySections(entered, kind).flatMap(({ rows }) => rows);

test("a district's form has five sections and every indicator it enters once", () => {
  const sections = entrySections(district, "district");
  expect(sections.map(({ key }) => key)).toEqual(["people", "new", "money", "digital", "communication"]);
  const entered = rowsOf(district, "district").filter(({ kind }) => kind === "entered");
  expect(entered.map(({ id }) => id)).toEqual(district);
});

test("computed rows stand below what they are made of", () => {
  const people = entrySections(district, "district")[0]?.rows.map(({ id }) => id);
  expect(people?.slice(0, 5)).toEqual(["BHXH_BB", "BHXH_TN", "BHXH", "BHTN", "BHYT"]);
  expect(people?.slice(-2)).toEqual(["CHI_BHYT", "TONG"]);
});

test("a national office sees no computed row that would repeat one of its cells", () => {
  const derived = rowsOf(national, "national_office").filter(({ kind }) => kind === "derived");
  expect(derived.map(({ id }) => id)).toEqual(["CHI_BHYT"]);
});

test("a section names its unit only if all its numbers count the same", () => {
  expect(entrySections(district, "district").map(({ unit }) => unit)).toEqual([
    "người",
    "người",
    "đồng",
    null,
    null,
  ]);
});

test("the payer groups have a heading, and parts are indented", () => {
  const rows = rowsOf(district, "district");
  expect(rows.find(({ id }) => id === "BHYT_NLD")?.heading).toBe("BHYT chia theo nhóm đóng");
  expect(rows.filter(({ isPart }) => isPart).map(({ id }) => id)).toEqual([
    "BHYT_HSSV",
    "NO_TINH_LAI",
    "DON_VI_GDDT",
  ]);
});

test("a computed value needs all its parts", () => {
  const values: Partial<Record<IndicatorId, bigint>> = { BHXH_BB: 3498n, BHXH_TN: 1678n };
  const valueOf = (id: IndicatorId) => values[id] ?? null;
  expect(derivedValue("BHXH", "district", valueOf)).toBe(5176n);
  expect(derivedValue("TONG", "district", valueOf)).toBeNull();
});

test("a computed value below zero is no value", () => {
  const values: Partial<Record<IndicatorId, bigint>> = { BHYT: 10n, BHXH_BB: 11n };
  expect(derivedValue("CHI_BHYT", "district", (id) => values[id] ?? null)).toBeNull();
});

test("the formula of a computed row uses the short names and a real minus", () => {
  expect(derivedFormula("CHI_BHYT", "district")).toBe("BHYT − BHXH bắt buộc");
});

test("an identity is open while a number is missing, kept when it holds, broken with its issue", () => {
  const values: Partial<Record<IndicatorId, bigint>> = { BHTN: 5n, BHXH_BB: 4n, BHYT: 9n };
  const issue = { level: "error", indicator: "BHTN", code: "part-exceeds-whole", params: {} } as const;
  const states = Object.fromEntries(
    identities(district, (id) => values[id] ?? null, [issue]).map(({ text, state }) => [text, state]),
  );
  expect(states).toMatchObject({
    "BHTN không lớn hơn BHXH bắt buộc": "broken",
    "BHXH bắt buộc không lớn hơn BHYT": "kept",
    "5 nhóm đóng cộng đủ BHYT": "open",
    "Số lũy kế không giảm": "open",
  });
});
