/**
 * A cell of the month's form between the browser and the draft: what was seen, what was typed, what was posted, and
 * how a refused or overtaken cell comes back without losing either value.
 */
import { z } from "zod";
import type { CheckCells } from "./checks";
import { isIndicatorId, type IndicatorId } from "./indicator";
import { formatCount, parseNumber } from "./number";
import { plainText } from "./text";

const digits = z.string().regex(/^[0-9]{1,19}$/);

/** What the draft held when the form was drawn; values are decimal strings, because they travel to the browser. */
export const seenCellSchema = z.object({
  version: z.number().int().min(0),
  value: digits.nullable(),
  isEstimate: z.boolean(),
  note: z.string(),
  explanation: z.string(),
});
export type SeenCell = z.infer<typeof seenCellSchema>;

/** What stands in the controls of a cell. */
export type TypedCell = { text: string; isEstimate: boolean; note: string; explanation: string };

/** Somebody was faster: what the cell holds now, by whom and when (an ISO instant). */
export type Conflict = { theirs: SeenCell; by: string | null; at: string };

export type EntryCell = TypedCell & {
  seen: SeenCell;
  conflict: Conflict | null;
  /** What was sent since `seen` and not answered: the server may hold one of them without our knowing. */
  unanswered?: Content[] | undefined;
};
type Content = Omit<SeenCell, "version">;
export type ByIndicator<T> = Partial<Record<IndicatorId, T>>;

const keptCellSchema = z.object({
  text: z.string(),
  isEstimate: z.boolean(),
  note: z.string(),
  explanation: z.string(),
  seen: seenCellSchema,
  unanswered: z.array(seenCellSchema.omit({ version: true })).optional(),
});
const keptSchema = z.object({ turn: z.number(), cells: z.record(z.string(), keptCellSchema) });

/**
 * Cells that the browser kept; nothing if they are of another make. Of an earlier turn only what was not saved: the
 * versions of its cells mean nothing any more.
 * @param turn moves with every event of the submission
 */
export function readKeptCells(json: string | null, turn: number): ByIndicator<EntryCell> {
  const parsed = keptSchema.safeParse(json === null ? null : JSON.parse(json));
  if (!parsed.success) return {};
  const { turn: keptTurn, cells } = parsed.data;
  const kept: ByIndicator<EntryCell> = {};
  for (const [id, cell] of Object.entries(cells)) {
    if (!isIndicatorId(id) || (keptTurn !== turn && !isChanged(cell, cell.seen))) continue;
    kept[id] = { ...cell, conflict: null };
  }
  return kept;
}

export function writeKeptCells(cells: ByIndicator<EntryCell>, turn: number): string {
  return JSON.stringify({ turn, cells });
}

/** Names of the controls of a cell. */
export const fieldName = {
  value: (id: IndicatorId) => `v.${id}`,
  isEstimate: (id: IndicatorId) => `e.${id}`,
  note: (id: IndicatorId) => `n.${id}`,
  explanation: (id: IndicatorId) => `x.${id}`,
  seen: (id: IndicatorId) => `o.${id}`,
} as const;

export function typedFrom(seen: SeenCell): TypedCell {
  const { value, isEstimate, note, explanation } = seen;
  return { text: value === null ? "" : formatCount(BigInt(value)), isEstimate, note, explanation };
}

/** The value as typed; null for an empty cell and for text that is no number. */
export function typedValue(text: string): bigint | null {
  const parsed = parseNumber(text);
  return parsed.kind === "value" ? parsed.value : null;
}

/** Why the text is refused; null if it is a number or empty. */
export function typedError(text: string): string | null {
  const parsed = parseNumber(text);
  return parsed.kind === "error" ? parsed.message : null;
}

/** The cell as the draft would hold it; null while its text is no number. An empty cell is no estimate. */
export function contentOf(typed: TypedCell): Omit<SeenCell, "version"> | null {
  if (typedError(typed.text) !== null) return null;
  const value = typedValue(typed.text);
  return {
    value: value === null ? null : String(value),
    isEstimate: value !== null && typed.isEstimate,
    note: plainText(typed.note),
    explanation: plainText(typed.explanation),
  };
}

/** Whether something was typed that the draft did not hold when it was seen. */
export function isChanged(typed: TypedCell, seen: SeenCell): boolean {
  const content = contentOf(typed);
  return content === null || !isSame(content, seen);
}

/**
 * Whether the draft lacks something that was typed: a number, a mark or a word that differs from what was seen, and from
 * what is held now. What was only seen is not typed, so somebody else's word beside the same number is no difference.
 */
export function isLacking(typed: TypedCell, seen: SeenCell, held: SeenCell): boolean {
  const content = contentOf(typed);
  if (content === null) return true;
  const parts = ["value", "isEstimate", "note", "explanation"] as const;
  return parts.some((part) => content[part] !== plain(seen[part]) && content[part] !== plain(held[part]));
}

const plain = <T>(part: T) => (typeof part === "string" ? part.trim() : part);

/** The cell as it is kept while it is on its way: an answer that gets lost must not make its own number a stranger's. */
export function sentCell(cell: EntryCell): EntryCell {
  const content = contentOf(cell);
  const unanswered = cell.unanswered ?? [];
  if (content === null || unanswered.some((one) => isSame(content, one))) return cell;
  return { ...cell, unanswered: [...unanswered, content] };
}

/** Whether the number that is in the way is one that this form sent itself, whose answer never came. */
export function isOwnEcho({ seen, unanswered = [] }: EntryCell, theirs: SeenCell): boolean {
  return theirs.version === seen.version + 1 && unanswered.some((one) => isSame(one, theirs));
}

export function isSame(a: Content, b: Content): boolean {
  return (
    a.value === b.value &&
    a.isEstimate === b.isEstimate &&
    a.note === b.note.trim() &&
    a.explanation === b.explanation.trim()
  );
}

export type PostedCell = { id: IndicatorId; typed: TypedCell; seen: SeenCell };

/** The cells of a posted form; null if a field names no indicator or was made up. A cell without its value field was not posted. */
export function readPostedCells(fields: Readonly<Record<string, string>>): PostedCell[] | null {
  const cells: PostedCell[] = [];
  for (const [name, text] of Object.entries(fields)) {
    if (!name.startsWith("v.")) continue;
    const id = name.slice(2);
    if (!isIndicatorId(id)) return null;
    const seen = readSeen(fields[fieldName.seen(id)]);
    if (seen === null) return null;
    cells.push({
      id,
      seen,
      typed: {
        text,
        isEstimate: fields[fieldName.isEstimate(id)] !== undefined,
        note: fields[fieldName.note(id)] ?? "",
        explanation: fields[fieldName.explanation(id)] ?? "",
      },
    });
  }
  return cells;
}

function readSeen(text: string | undefined): SeenCell | null {
  try {
    return seenCellSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

/** The value of the hidden field that goes with a cell. */
export function writeSeen(seen: SeenCell): string {
  return JSON.stringify(seen);
}

/** One cell posted by script; its fields have the names of the form's own. */
export function cellFields(id: IndicatorId, { seen, ...typed }: TypedCell & { seen: SeenCell }) {
  return [
    [fieldName.value(id), typed.text],
    [fieldName.note(id), typed.note],
    [fieldName.explanation(id), typed.explanation],
    [fieldName.seen(id), writeSeen(seen)],
    ...(typed.isEstimate ? [[fieldName.isEstimate(id), "on"]] : []),
  ] as [string, string][];
}

/**
 * The cells as the form shows them: the draft's, and over them what a refused post brought and the draft does not hold.
 * @param posted of the refused post; none on a fresh page
 */
export function startCells(
  draft: ByIndicator<SeenCell>,
  posted: readonly PostedCell[],
  conflicts: ByIndicator<Conflict>,
): ByIndicator<EntryCell> {
  const cells: ByIndicator<EntryCell> = {};
  for (const [id, seen] of Object.entries(draft) as [IndicatorId, SeenCell][]) {
    cells[id] = { ...typedFrom(seen), seen, conflict: null };
  }
  for (const { id, typed, seen } of posted) {
    const held = draft[id];
    if (!held || !isChanged(typed, seen) || !isChanged(typed, held)) continue;
    cells[id] = { ...typed, seen, conflict: conflicts[id] ?? null };
  }
  return cells;
}

/**
 * The numbers and marks that stand in the form's controls and not in its cells: a page can be typed into before its
 * script runs.
 */
export function typedEarly(
  cells: ByIndicator<TypedCell>,
  fields: Readonly<Record<string, string>>,
): ByIndicator<Pick<TypedCell, "text" | "isEstimate">> {
  const early: ByIndicator<Pick<TypedCell, "text" | "isEstimate">> = {};
  for (const { id, typed } of readPostedCells(fields) ?? []) {
    const { text, isEstimate } = typed;
    const cell = cells[id];
    if (cell && (cell.text !== text || cell.isEstimate !== isEstimate)) early[id] = { text, isEstimate };
  }
  return early;
}

/** Somebody else changed what this person has only seen: not a conflict, but to be told. */
function isOvertaken(typed: TypedCell, seen: SeenCell, held: SeenCell): boolean {
  return !isChanged(typed, seen) && isChanged(typed, held);
}

/** Of a posted form the cells that somebody else changed since it was drawn, and this person did not type into. */
export function overtakenCells(draft: ByIndicator<SeenCell>, posted: readonly PostedCell[]): IndicatorId[] {
  return posted.flatMap(({ id, typed, seen }) => {
    const held = draft[id];
    return held && isOvertaken(typed, seen, held) ? [id] : [];
  });
}

/**
 * The cells once the draft holds something newer: what was typed and not saved stays, all others show the draft.
 * `overtaken` are those that another number, mark or word has come into.
 */
export function renewCells(
  cells: ByIndicator<EntryCell>,
  draft: ByIndicator<SeenCell>,
): { cells: ByIndicator<EntryCell>; overtaken: IndicatorId[] } {
  const renewed = { ...cells };
  const overtaken: IndicatorId[] = [];
  for (const [id, cell] of Object.entries(cells) as [IndicatorId, EntryCell][]) {
    const held = draft[id];
    if (!held || held.version <= cell.seen.version) continue;
    if (isOvertaken(cell, cell.seen, held)) overtaken.push(id);
    else if (isChanged(cell, held)) continue;
    renewed[id] = { ...typedFrom(held), seen: held, conflict: null };
  }
  return { cells: renewed, overtaken };
}

/** What the checks read. */
export function toCheckCells(cells: ByIndicator<TypedCell>): CheckCells {
  const found: CheckCells = {};
  for (const [id, { text, explanation }] of Object.entries(cells) as [IndicatorId, TypedCell][]) {
    found[id] = { value: typedValue(text), explanation: explanation.trim() || null };
  }
  return found;
}
