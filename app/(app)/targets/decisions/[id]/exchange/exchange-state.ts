/** What the form of a set of targets is told: plain values, as a page without JavaScript carries them too. */
import type { SheetAnswer } from "@/components/sheet/sheet-answer";
import type { CarriedSheet } from "@/app/(app)/entry/carried-sheet";
import type { ShownChanges } from "@/app/(app)/targets/decisions/[id]/sheet/shown-changes";

export type TargetsPreview = ShownChanges & {
  carried: CarriedSheet;
  /** Of the changes below: what is written is what was seen. */
  seen: string;
};

export type TargetsState = SheetAnswer<TargetsPreview>;
