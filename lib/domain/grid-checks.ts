/** What is wrong in one row of the grid, of which the columns of one section of the form are shown. */
import { blockingIssues, type CheckContext, type Issue } from "./checks";
import { toCheckCells, typedValue, type ByIndicator, type EntryCell } from "./entry-cells";
import { formProblems, type CellProblem } from "./entry-problems";
import { issueMessage } from "./check-messages";
import type { IndicatorId } from "./indicator";

/**
 * The problems of these cells: every check compares cells of one section only, so they are the form's own.
 * @param isFilledElsewhere another section of the same form holds a number: an empty section is then no empty form
 */
export function sectionProblems(
  cells: ByIndicator<EntryCell>,
  section: readonly IndicatorId[],
  context: CheckContext,
  refused: ByIndicator<string>,
  isFilledElsewhere: boolean,
): CellProblem[] {
  const shown: ByIndicator<EntryCell> = {};
  for (const id of section) {
    const cell = cells[id];
    if (cell) shown[id] = cell;
  }
  const required = context.required.filter((id) => section.includes(id));
  const { problems } = formProblems(shown, { ...context, required }, refused);
  const isEmpty = Object.values(shown).every(({ text }) => typedValue(text) === null);
  const own = problems.filter(({ id }) => section.includes(id));
  return isEmpty && isFilledElsewhere ? own.map((one) => asBlank(one, shown, required)) : own;
}

/** Of an empty section in a form that is not empty each cell asks for a word, as the form does. */
function asBlank(
  problem: CellProblem,
  cells: ByIndicator<EntryCell>,
  required: readonly IndicatorId[],
): CellProblem {
  if (!problem.isBlank || !required.includes(problem.id)) return problem;
  const blank: Issue = { level: "warning", indicator: problem.id, code: "blank", params: {} };
  const isBlocking = blockingIssues([blank], toCheckCells(cells)).length > 0;
  return { ...problem, level: "warning", messages: [issueMessage(blank)], isBlocking };
}

/** "lỗi: …" or "cảnh báo, đã giải thích: …", as it is said of a cell. */
export function problemWords({ level, messages, isBlocking }: CellProblem): string {
  const what =
    level === "conflict"
      ? "hai số"
      : level === "error"
        ? "lỗi"
        : isBlocking
          ? "cảnh báo, cần giải thích"
          : "cảnh báo, đã giải thích";
  return `${what}: ${messages.join(" ")}`;
}
