/** A note of a dashboard: what kinds there are, and how its words and the names in it are put together. */
import type { ChildRow, RowUnit } from "./dashboard-rows";

/** Text, or the name of a unit that leads to its page. */
export type NotePart = { text: string; isStrong?: true; unitId?: string };
export type NoteKind =
  "ok" | "behind" | "over" | "season" | "remaining" | "rank" | "missing" | "adjusted" | "reopened";
export type Note = { kind: NoteKind; parts: readonly NotePart[] };

/** What is known of the work on a unit's month. */
export type NoteWork = ReadonlyMap<string, { reopened: number; isAdjusted: boolean }>;

/** Names in one note, before the rest is counted. */
export const NAMED = 8;

export const strong = (text: string): NotePart => ({ text, isStrong: true });
export const plain = (text: string): NotePart => ({ text });
const named = ({ id, shortName }: Pick<RowUnit, "id" | "shortName">): NotePart => ({
  text: shortName,
  unitId: id,
});

export function listed(each: readonly { row: Pick<ChildRow, "unit">; text?: string }[]): NotePart[] {
  return each.flatMap(({ row, text = "" }, index) => [
    ...(index > 0 ? [plain(", ")] : []),
    named(row.unit),
    ...(text === "" ? [] : [plain(text)]),
  ]);
}

/** The first names in full, the rest counted: "…, và 5 tỉnh khác". */
export function names(rows: readonly ChildRow[], noun: string): NotePart[] {
  const rest = rows.length - NAMED;
  const shown = rest > 1 ? rows.slice(0, NAMED) : rows;
  return [...listed(shown.map((row) => ({ row }))), ...(rest > 1 ? [plain(` và ${rest} ${noun} khác`)] : [])];
}
