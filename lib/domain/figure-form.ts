/** A unit's month as a sheet meets it: what its cells hold, whether they may be typed now, what they are checked against. */
import type { CheckContext } from "./checks";
import type { IndicatorId } from "./indicator";
import type { SheetReceiver } from "./target-sheet";
import type { LockReason, SubmissionKey } from "./submission";

export type HeldFigure = {
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  /** Of the draft cell; 0 for one not typed since the latest submitted version. */
  version: number;
};

export type FigureForm = SubmissionKey & {
  /** Of the submission: `60.593.2023-11`. */
  id: string;
  unit: SheetReceiver;
  lockVersion: number;
  lock: LockReason | null;
  checks: CheckContext;
  held: Partial<Record<IndicatorId, HeldFigure>>;
};

const BLANK: HeldFigure = { value: null, isEstimate: false, note: null, explanation: null, version: 0 };

export const heldFigure = ({ held }: FigureForm, id: IndicatorId): HeldFigure => held[id] ?? BLANK;

/** A cell that a sheet would change, with what it holds now. */
export type FigureChange = {
  form: FigureForm;
  indicator: IndicatorId;
  before: HeldFigure;
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  lastMonth: bigint | null;
  /** "D12"; with the sheet's name where several are read. */
  cell: string;
};
