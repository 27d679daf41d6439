/** Turns what the draft says of each cell into what the form shows. */
import type { SavedCell } from "@/lib/data/drafts";
import { contentOf, isSame, type PostedCell, type SeenCell } from "@/lib/domain/entry-cells";
import type { CellAnswers } from "./entry-state";

const REFUSED = {
  "not-reported": "Đơn vị không phải nhập chỉ tiêu này trong kỳ.",
  "too-large": "Số quá lớn.",
} as const;

type Theirs = Extract<SavedCell, { reason: "stale" }>["theirs"];

function seenOf(cell: Theirs): SeenCell {
  const { version, value, isEstimate, note, explanation } = cell;
  return {
    version,
    value: value === null ? null : String(value),
    isEstimate,
    note: note ?? "",
    explanation: explanation ?? "",
  };
}

/** Two people who typed the same do not disagree: such a cell counts as saved. */
export function answersFor(posted: readonly PostedCell[], results: readonly SavedCell[]): CellAnswers {
  const answers: CellAnswers = { saved: {}, conflicts: {}, refused: {} };
  for (const result of results) {
    const id = result.indicator;
    const cell = posted.find((one) => one.id === id);
    const content = cell && contentOf(cell.typed);
    if (!content) continue;
    if (result.saved) {
      answers.saved[id] = { ...content, version: result.version };
    } else if (result.reason === "stale") {
      const theirs = seenOf(result.theirs);
      if (isSame(content, theirs)) answers.saved[id] = theirs;
      else {
        const { updatedBy: by, updatedAt } = result.theirs;
        answers.conflicts[id] = { theirs, by, at: updatedAt.toISOString() };
      }
    } else {
      answers.refused[id] = REFUSED[result.reason];
    }
  }
  return answers;
}
