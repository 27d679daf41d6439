/** What the form of a set of targets is told: plain values, as a page without JavaScript carries them too. */
import type { FormState } from "@/lib/form-state";
import type { CarriedSheet } from "@/app/(app)/entry/carried-sheet";
import type { PreviewChange } from "@/app/(app)/targets/decisions/[id]/sheet/sheet-state";

export type TargetsPreview = {
  carried: CarriedSheet;
  /** Of the changes below: what is written is what was seen. */
  seen: string;
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

export type TargetsState = (Exclude<FormState, null> & { preview?: TargetsPreview }) | null;
