/** What stands in the way of submitting the month's form, cell by cell, in the order in which the form shows it. */
import { issueMessage } from "./check-messages";
import { blockingIssues, checkCells, enterable, type CheckContext, type Issue } from "./checks";
import { toCheckCells, typedError, type ByIndicator, type EntryCell } from "./entry-cells";
import type { IndicatorId } from "./indicator";

export type CellProblem = {
  id: IndicatorId;
  /** `conflict`: two values, one must be chosen. `error` blocks; `warning` asks for an explanation. */
  level: "conflict" | "error" | "warning";
  messages: string[];
  /** Keeps the form from being submitted. */
  isBlocking: boolean;
  /** Only that the cell is empty: pointed out in the row once submitting was tried. */
  isBlank: boolean;
};

export type FormProblems = { problems: CellProblem[]; issues: Issue[] };

const NOT_TYPED: ReadonlySet<Issue["code"]> = new Set(["blank", "empty-form"]);

/** @param refused cells that the server refused, with its reason */
export function formProblems(
  cells: ByIndicator<EntryCell>,
  context: CheckContext,
  refused: ByIndicator<string>,
): FormProblems {
  const checked = toCheckCells(cells);
  const issues = checkCells(checked, context);
  const blocking = new Set(blockingIssues(issues, checked));
  // Said of every cell that is asked for, so that the cells which are counted as empty are all of them.
  const isEmpty = issues.some(({ code }) => code === "empty-form");
  const problems = enterable(context).flatMap((id): CellProblem[] => {
    const cell = cells[id];
    const found = isEmpty && context.required.includes(id) ? issues : issues.filter(isAbout(id));
    const wrong = cell ? (typedError(cell.text) ?? refused[id]) : undefined;
    if (cell?.conflict) return [one(id, "conflict", ["Đã có người sửa trước"])];
    if (wrong !== undefined) return [one(id, "error", [wrong])];
    if (found.length === 0) return [];
    return [
      problemOf(
        id,
        found,
        found.some((issue) => blocking.has(issue)),
      ),
    ];
  });
  return { problems, issues };
}

const isAbout = (id: IndicatorId) => (issue: Issue) => issue.indicator === id;

function problemOf(id: IndicatorId, found: readonly Issue[], isBlocking: boolean): CellProblem {
  return {
    id,
    level: found.some(({ level }) => level === "error") ? "error" : "warning",
    messages: found.map(issueMessage),
    isBlocking,
    isBlank: found.every(({ code }) => NOT_TYPED.has(code)),
  };
}

function one(id: IndicatorId, level: CellProblem["level"], messages: string[]): CellProblem {
  return { id, level, messages, isBlocking: true, isBlank: false };
}

/** Where to go first: an error may make a warning pointless, so warnings come after all errors. */
export function firstBlocking(problems: readonly CellProblem[]): CellProblem | undefined {
  const blocking = problems.filter(({ isBlocking }) => isBlocking);
  return blocking.find(({ level }) => level !== "warning") ?? blocking[0];
}

/** "Còn 1 lỗi và 2 cảnh báo chưa giải thích, 3 ô trống"; null when the form can be submitted. */
export function blockingWords(problems: readonly CellProblem[]): string | null {
  const blocking = problems.filter(({ isBlocking }) => isBlocking);
  const count = (level: CellProblem["level"], isBlank: boolean) =>
    blocking.filter((problem) => problem.level === level && problem.isBlank === isBlank).length;
  const blank = blocking.filter(({ isBlank }) => isBlank).length;
  const parts = [
    [count("error", false), "lỗi"],
    [count("conflict", false), "ô có hai số"],
    [count("warning", false), "cảnh báo chưa giải thích"],
    [blank, "ô trống chưa giải thích"],
  ] as const;
  const words = parts.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return words.length === 0 ? null : `Còn ${words.join(", ")}`;
}

/** The same of what submitting was refused for: every issue is in the way, and nothing is known of the cells. */
export function issueWords(blocking: readonly Issue[]): string | null {
  if (blocking.some(({ code }) => code === "empty-form")) return "Chưa nhập số nào";
  const ids = new Set(blocking.map(({ indicator }) => indicator));
  return blockingWords([...ids].map((id) => problemOf(id, blocking.filter(isAbout(id)), true)));
}
