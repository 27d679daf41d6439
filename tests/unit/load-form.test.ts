import { expect, test } from "vitest";
import { readHeader, rowOf, RowIssues } from "@/lib/domain/load-form";
import { FileLog, IssueLog, issueText } from "@/lib/domain/load-issue";

const FIGURES = ["unit_code", "period", "indicator", "value", "is_estimate"];
const columnsOf = (header: unknown) =>
  Array.isArray(header) ? header.map(({ column, expected }) => [column, expected]) : header;

test("columns may come in any order", () => {
  const header = readHeader("figures", ["value", "period", "is_estimate", "indicator", "unit_code"]);
  expect(header).toEqual({
    width: 5,
    at: { value: 0, period: 1, is_estimate: 2, indicator: 3, unit_code: 4 },
  });
});

test("an optional column may be missing and is then empty", () => {
  const header = readHeader("denominators", ["unit_code", "year", "kind", "value", "source"]);
  if (Array.isArray(header)) throw new Error("refused");
  expect(rowOf(header, ["60", "2023", "population", "1", "NSO"])("basis")).toBe("");
});

test("missing, unknown and repeated columns are all told", () => {
  const header = readHeader("figures", ["unit_code", "period", "value", "value", "Value"]);
  expect(columnsOf(header)).toEqual([
    ["value", "each column once"],
    ["Value", "one of the columns unit_code, period, indicator, value, is_estimate"],
    ["indicator", "a column indicator; the header has unit_code,period,value,value,Value"],
    ["is_estimate", "a column is_estimate; the header has unit_code,period,value,value,Value"],
  ]);
});

test.each([
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
])("a file with %j between its fields is told in one line", (separator, name) => {
  expect(columnsOf(readHeader("figures", [FIGURES.join(separator)]))).toEqual([
    [null, `fields separated by commas; this file uses ${name}, save it as CSV with commas`],
  ]);
});

test("lines that end with a bare carriage return are told", () => {
  expect(columnsOf(readHeader("figures", [...FIGURES.slice(0, 4), "is_estimate\r60"]))).toEqual([
    [null, "lines that end with LF or CRLF"],
  ]);
});

test("text is composed and trimmed, and holds no control characters", () => {
  const issues = new RowIssues();
  expect(issues.text("name", "  Bình Thuận ".normalize("NFD"))).toBe("Bình Thuận");
  expect(issues.text("name", "a\u0000b")).toBeNull();
  expect(issues.text("name", "   ")).toBeNull();
  expect(issues.all.map(({ expected }) => expected)).toEqual(
    Array(2).fill("text in one line, 1 to 300 characters"),
  );
});

test("an issue names file, line, column, what was found and what was expected", () => {
  const log = new IssueLog();
  const file = new FileLog(log, "figures.csv");
  file.error(12, { column: "value", found: "1,5", expected: "digits only" });
  file.warn(3, { column: null, found: null, expected: "5 fields" });
  file.error(4, { column: "unit_code", found: "\u001b[31m60", expected: "a code" });
  expect(log.listed.map(issueText)).toEqual([
    'figures.csv:12: value: found "1,5", expected digits only',
    "figures.csv:3: warning: expected 5 fields",
    'figures.csv:4: unit_code: found "\\u001b[31m60", expected a code',
  ]);
});

test("of very many issues all are counted and the first are kept", () => {
  const log = new IssueLog(2);
  const file = new FileLog(log, "a.csv");
  for (const line of [2, 3, 4, 5]) file.error(line, { column: null, found: null, expected: "x" });
  file.warn(6, { column: null, found: null, expected: "y" });
  expect(log.listed.map(({ line }) => line)).toEqual([2, 3, 6]);
  expect(log.counts).toEqual({ error: 4, warning: 1 });
});
