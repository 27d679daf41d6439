/** What the form of a sheet is told: plain values, as a page without JavaScript carries them too. */
import type { SheetAnswer } from "@/components/sheet/sheet-answer";
import type { ColumnUse } from "@/lib/domain/sheet-columns";
import type { ShownChanges } from "./shown-changes";

export type PreviewColumn = {
  column: number;
  label: string;
  use: ColumnUse;
  /** Of a table without a heading what stands in its first rows. */
  sample: readonly string[];
};

export type SheetPreview = ShownChanges & {
  /** The sheet itself, for the next step. */
  table: string;
  /** “Tệp phu-luc.xlsx” */
  source: string;
  /** Of a workbook: which of its sheets this is, and which others it has. */
  sheet: string;
  sheets: readonly string[];
  lockVersion: number;
  columns: readonly PreviewColumn[];
  firstRow: string;
  lastRow: string;
  isRemembered: boolean;
  /** Not of a table without a heading. */
  canRemember: boolean;
  /** The way of reading that the changes below follow; empty where there is none yet. */
  seen: string;
  mappingProblem: string | null;
};

export type SheetState = SheetAnswer<SheetPreview>;
