/** What the form of another system's units is told: plain values, as a page without JavaScript carries them too. */
import type { SheetAnswer } from "@/components/sheet/sheet-answer";

export type UnitsPreview = {
  matches: readonly {
    id: string;
    name: string;
    unit: string;
    code: string;
    by: "code" | "name";
    note: string | null;
  }[];
  unclear: readonly string[];
  held: number;
  closed: number;
  /** What would be added, as the table of codes is written. */
  lines: string;
  /** `codesText` of the table that it was compared with. */
  seen: string;
};

export type UnitsState = SheetAnswer<UnitsPreview>;
