/** What a form for sheets of figures is told: plain values, as a page without JavaScript carries them too. */
import type { IssueTexts } from "@/components/sheet/issue-texts";
import type { SheetAnswer } from "@/components/sheet/sheet-answer";
import type { CarriedSheet } from "./carried-sheet";

export type PreviewFigure = {
  key: string;
  unit: string;
  period: string;
  indicator: string;
  before: string;
  after: string;
  /** Against last month. */
  jump: string;
  /** New words; null where they stay. */
  note: string | null;
  cell: string;
};

export type FigurePreview = IssueTexts & {
  carried: CarriedSheet;
  /** Of a workbook: which of its sheets this is, and which others it has. */
  sheet: string;
  sheets: readonly string[];
  /** Versions of what is shown, for the next step. */
  seen: string;
  units: number;
  /** The page is of more than one unit. */
  namesUnits: boolean;
  periods: number;
  count: number;
  /** The first of them. */
  changes: readonly PreviewFigure[];
  unchanged: number;
  /** Blank cells over which the form keeps its number. */
  kept: number;
  overtaken: readonly string[];
  canWrite: boolean;
};

export type FigureSheetState = SheetAnswer<FigurePreview>;
