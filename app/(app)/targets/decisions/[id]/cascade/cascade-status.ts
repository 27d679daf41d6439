/** What the frame of the cascade shows besides its cells. */
import type { TheirTarget } from "@/lib/domain/cascade-cell";
import { meantHeadcount } from "@/lib/domain/cascade";
import { totalOf, type TotalChoice } from "@/lib/domain/cascade-total";
import type { CascadeSheet } from "./cascade-sheet";
import type { CascadeView } from "./cascade-view";

/** Cells that somebody else changed since they were read here. */
type Overtaken = { cells: readonly TheirTarget[]; clashes: readonly string[]; lockVersion: number };

export type CascadeStatus = {
  choice: TotalChoice;
  /** What there is to hand down; of a rate the rate. */
  total: bigint | null;
  /** The same in what is summed: of a rate the people it means. */
  goal: bigint | null;
  /** What is given, with what is kept. */
  sum: bigint;
  /** Receivers that keep what they were given. */
  kept: number;
  filled: number;
  size: number;
  wrong: number;
  unsaved: number;
  lastStep: string | null;
  step: bigint;
  saving: number;
  savedAt: string | null;
  trouble: string | null;
  overtaken: Overtaken | null;
  /** What the last act did, or why it did nothing. */
  message: { isDone: boolean; text: string } | null;
};

/** What of it follows from the cells and the chosen total. */
export function derived(sheet: CascadeSheet, view: CascadeView, choice: TotalChoice) {
  const total = totalOf(choice, view, sheet.own);
  const meant = total !== null && view.denominator !== null ? meantHeadcount(total, view.denominator) : null;
  return {
    total,
    goal: view.kind === "rate" ? meant : total,
    sum: sheet.sum + sheet.kept.sum,
    kept: sheet.kept.count,
    filled: sheet.filled,
    size: sheet.size,
    wrong: sheet.wrong.size,
    unsaved: sheet.unsaved.size,
    lastStep: sheet.lastStep,
  };
}
