/** What the form of a sheet is told: plain values, as a page without JavaScript carries them too. */
import type { FormState } from "@/lib/form-state";
import type { ColumnUse } from "@/lib/domain/sheet-columns";

export type PreviewColumn = {
  column: number;
  label: string;
  use: ColumnUse;
  /** Of a table without a heading what stands in its first rows. */
  sample: readonly string[];
};
export type PreviewChange = {
  cell: string;
  unit: string;
  target: string;
  before: string;
  after: string;
  /** What the sheet says beside the number: what there was, what comes on top. */
  said: { base: string; growth: string } | null;
};

export type SheetPreview = {
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
  /** How many receivers the changes are of. */
  units: number;
  changes: readonly PreviewChange[];
  unchanged: number;
  errors: readonly string[];
  warnings: readonly string[];
  /** With those that are not listed. */
  errorCount: number;
  warningCount: number;
  canWrite: boolean;
};

export type SheetState =
  (Exclude<FormState, null> & { preview?: SheetPreview; sheets?: readonly string[] }) | null;
