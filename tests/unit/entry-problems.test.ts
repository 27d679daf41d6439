import { expect, test } from "vitest";
import { jumpBounds } from "@/lib/domain/check-bounds";
import { blockingIssues, checkCells, type CheckCells, type CheckContext } from "@/lib/domain/checks";
import { typedFrom, type EntryCell } from "@/lib/domain/entry-cells";
import { blockingWords, firstBlocking, formProblems, issueWords } from "@/lib/domain/entry-problems";

const context: CheckContext = {
  kind: "district",
  asOf: "2023-11-30",
  required: ["BHXH_BB", "BHTN", "BHYT"],
  lastMonth: { BHXH_BB: 100n, BHTN: 90n, BHYT: 1000n },
  sameMonthLastYear: {},
  earlierThisYear: {},
  population: null,
  bounds: jumpBounds({}),
};
const empty = { version: 0, value: null, isEstimate: false, note: "", explanation: "" };
const cell = (text: string, rest: Partial<EntryCell> = {}): EntryCell => ({
  ...typedFrom(empty),
  text,
  seen: empty,
  conflict: null,
  ...rest,
});

test("a form without any number counts every cell that it asks for as empty", () => {
  const { problems } = formProblems({ BHXH_BB: cell(""), BHTN: cell(""), BHYT: cell("") }, context, {});
  const empty = { level: "error", messages: ["Chưa nhập số nào."], isBlocking: true, isBlank: true };
  expect(problems).toEqual(["BHXH_BB", "BHTN", "BHYT"].map((id) => ({ id, ...empty })));
  expect(blockingWords(problems)).toBe("Còn 3 ô trống chưa giải thích");
});

test("text that is no number blocks, with the parser's reason", () => {
  const { problems } = formProblems(
    { BHXH_BB: cell("1,5"), BHTN: cell("90"), BHYT: cell("1000") },
    context,
    {},
  );
  expect(problems).toEqual([
    {
      id: "BHXH_BB",
      level: "error",
      messages: ["Nhập số nguyên không dấu, ví dụ 1052062 hoặc 1.052.062"],
      isBlocking: true,
      isBlank: false,
    },
  ]);
});

test("two values in a cell block until one is chosen", () => {
  const conflict = { theirs: empty, by: null, at: "2023-12-04T02:12:00.000Z" };
  const cells = { BHXH_BB: cell("100", { conflict }), BHTN: cell("90"), BHYT: cell("1000") };
  expect(formProblems(cells, context, {}).problems.map(({ id, level }) => [id, level])).toEqual([
    ["BHXH_BB", "conflict"],
  ]);
});

test("a warning blocks until it is explained", () => {
  const jumped = { BHXH_BB: cell("150"), BHTN: cell("90"), BHYT: cell("1000") };
  const explained = { ...jumped, BHXH_BB: cell("150", { explanation: "Công ty mới" }) };
  expect(formProblems(jumped, context, {}).problems.map(({ isBlocking }) => isBlocking)).toEqual([true]);
  expect(formProblems(explained, context, {}).problems.map(({ isBlocking }) => isBlocking)).toEqual([false]);
});

test("a cell that the server refused says why", () => {
  const cells = { BHXH_BB: cell("100"), BHTN: cell("90"), BHYT: cell("1000") };
  const { problems } = formProblems(cells, context, { BHYT: "Số quá lớn." });
  expect(problems.map(({ id, messages }) => [id, messages])).toEqual([["BHYT", ["Số quá lớn."]]]);
});

test("errors come before warnings, whatever their place in the form", () => {
  const cells = { BHXH_BB: cell("50"), BHTN: cell("90"), BHYT: cell("1000") };
  const { problems } = formProblems(cells, context, {});
  expect(problems.map(({ id, level }) => [id, level])).toEqual([
    ["BHXH_BB", "warning"],
    ["BHTN", "error"],
  ]);
  expect(firstBlocking(problems)?.id).toBe("BHTN");
});

test("what blocks is counted by kind", () => {
  const cells = { BHXH_BB: cell("50"), BHTN: cell("90"), BHYT: cell("") };
  expect(blockingWords(formProblems(cells, context, {}).problems)).toBe(
    "Còn 1 lỗi, 1 cảnh báo chưa giải thích, 1 ô trống chưa giải thích",
  );
  expect(blockingWords([])).toBeNull();
});

test("what submitting was refused for is said in the form's own words", () => {
  const refusedFor = (cells: CheckCells) => issueWords(blockingIssues(checkCells(cells, context), cells));
  const of = (value: bigint | null) => ({ value, explanation: null });
  expect(refusedFor({ BHXH_BB: of(50n), BHTN: of(90n), BHYT: of(null) })).toBe(
    "Còn 1 lỗi, 1 cảnh báo chưa giải thích, 1 ô trống chưa giải thích",
  );
  expect(refusedFor({ BHXH_BB: of(null), BHTN: of(null), BHYT: of(null) })).toBe("Chưa nhập số nào");
  expect(refusedFor({ BHXH_BB: of(100n), BHTN: of(90n), BHYT: of(1000n) })).toBeNull();
});

test("a cell that the period does not ask for blocks like any other", () => {
  const asked = { BHXH_BB: cell("100"), BHTN: cell("90"), BHYT: cell("1000") };
  const conflict = { theirs: empty, by: null, at: "2023-12-04T02:12:00.000Z" };
  const found = (more: Partial<Record<"DON_VI" | "DON_VI_GDDT" | "THU", EntryCell>>, refused = {}) =>
    formProblems({ ...asked, ...more }, context, refused).problems.map(({ id, level, isBlocking }) => [
      id,
      level,
      isBlocking,
    ]);
  expect(found({ DON_VI: cell("1"), DON_VI_GDDT: cell("2") })).toEqual([["DON_VI_GDDT", "error", true]]);
  expect(found({ THU: cell("1,5") })).toEqual([["THU", "error", true]]);
  expect(found({ THU: cell("5", { conflict }) })).toEqual([["THU", "conflict", true]]);
  expect(found({ THU: cell("5") }, { THU: "Số quá lớn." })).toEqual([["THU", "error", true]]);
  expect(found({ THU: cell("") })).toEqual([]);
});
