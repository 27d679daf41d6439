/** What the form of old sheets is told besides the changes: how the columns were read. */
import type { Scale } from "@/lib/domain/sheet-scale";
import type { SheetAnswer } from "@/components/sheet/sheet-answer";
import type { FigurePreview } from "@/app/(app)/entry/figure-preview-state";

export type OldColumn = { column: number; label: string; use: string; scale: Scale };

export type OldPreview = FigurePreview & {
  columns: readonly OldColumn[];
  firstRow: string;
  lastRow: string;
  /** Of a table without a column of months; empty where its own name or a column says it. */
  month: string;
  isRemembered: boolean;
  /** The way of reading that the changes follow; empty where there is none yet. */
  mapping: string;
  mappingProblem: string | null;
  /** Sheets that were read, where there are several. */
  tables: readonly string[];
};

export type OldSheetState = SheetAnswer<OldPreview>;
