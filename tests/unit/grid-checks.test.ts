import { expect, test } from "vitest";
import { jumpBounds } from "@/lib/domain/check-bounds";
import type { CheckContext } from "@/lib/domain/checks";
import { typedFrom, type EntryCell } from "@/lib/domain/entry-cells";
import { problemWords, sectionProblems } from "@/lib/domain/grid-checks";
import type { IndicatorId } from "@/lib/domain/indicator";

const cell = (text: string, explanation = ""): EntryCell => {
  const seen = { version: 0, value: null, isEstimate: false, note: "", explanation: "" };
  return { ...typedFrom(seen), text, explanation, seen, conflict: null };
};
const SECTION: IndicatorId[] = ["BHXH_BB", "BHTN"];
const context: CheckContext = {
  kind: "district",
  asOf: "2026-10-31",
  required: ["BHXH_BB", "BHTN", "THU"],
  lastMonth: { BHXH_BB: 1000n },
  sameMonthLastYear: {},
  earlierThisYear: {},
  population: null,
  bounds: jumpBounds({}),
};
const problems = (cells: Partial<Record<IndicatorId, EntryCell>>, isFilledElsewhere = false) =>
  sectionProblems(cells, SECTION, context, {}, isFilledElsewhere);

test("errors and warnings are those of the form, without what another section asks for", () => {
  const found = problems({ BHXH_BB: cell("2.000"), BHTN: cell("3.000") });
  expect(found.map(({ id, level }) => [id, level])).toEqual([
    ["BHXH_BB", "warning"],
    ["BHTN", "error"],
  ]);
});

test("an explained warning keeps nothing back", () => {
  const [found] = problems({ BHXH_BB: cell("2.000", "Doanh nghiệp mới"), BHTN: cell("5") });
  expect(found).toMatchObject({ level: "warning", isBlocking: false });
  expect(found && problemWords(found)).toMatch(/^cảnh báo, đã giải thích: Tăng 100%/);
});

test("an empty section of an empty form is an error, of a form that is not empty it asks for words", () => {
  const empty = { BHXH_BB: cell(""), BHTN: cell("") };
  expect(problems(empty).map(({ level }) => level)).toEqual(["error", "error"]);
  const explained = { ...empty, BHTN: cell("", "Chưa có số của tháng") };
  expect(problems(explained, true).map(({ level, isBlocking }) => [level, isBlocking])).toEqual([
    ["warning", true],
    ["warning", false],
  ]);
});
