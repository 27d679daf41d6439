/**
 * The cells of a province's month while somebody types: what is not saved, and every change to be taken back and made
 * again. Knows nothing of browser or server.
 */
import {
  contentOf,
  isChanged,
  isLacking,
  isOwnEcho,
  renewCells,
  sentCell,
  startCells,
  typedFrom,
  typedValue,
  type ByIndicator,
  type Conflict,
  type EntryCell,
  type SeenCell,
  type TypedCell,
} from "./entry-cells";
import { cellValue, GridTotals, hasCell, type ColumnTotal } from "./grid-totals";
import type { IndicatorId, ReportingKind } from "./indicator";
import { formatCount } from "./number";

export type SheetRow = {
  kind: ReportingKind;
  /** What the draft holds of each cell that the unit enters. */
  draft: ByIndicator<SeenCell>;
};

/** Immutable: a row that changes is another object. */
export type RowState = { cells: ByIndicator<EntryCell>; refused: ByIndicator<string> };

export type CellChange = { row: number; id: IndicatorId; to: TypedCell };
type Step = { label: string; typed: string | null; changes: (CellChange & { from: TypedCell })[] };
export type Undone = { label: string; rows: number[]; first: { row: number; id: IndicatorId } };

const MOST_STEPS = 200;
const key = (row: number, id: IndicatorId) => `${row}:${id}`;
const typedOf = ({ text, isEstimate, note, explanation }: TypedCell): TypedCell => ({
  text,
  isEstimate,
  note,
  explanation,
});
/** The same with its number as it is shown. */
function withGroups(cell: TypedCell): TypedCell {
  const value = typedValue(cell.text);
  return { ...typedOf(cell), text: value === null ? cell.text : formatCount(value) };
}

export class GridSheet {
  readonly #rows: RowState[];
  readonly #totals: GridTotals;
  readonly #unsaved = new Map<number, Set<IndicatorId>>();
  #unsavedCount = 0;
  #done: Step[] = [];
  #undone: Step[] = [];

  /** @param columns in the order of the screen, derived ones among them */
  constructor(
    readonly facts: readonly SheetRow[],
    columns: readonly IndicatorId[],
  ) {
    this.#rows = facts.map(({ draft }) => ({ cells: startCells(draft, [], {}), refused: {} }));
    this.#totals = new GridTotals(
      columns,
      [...facts.keys()].map((at) => this.#counted(at)),
    );
  }

  row(at: number): RowState {
    const row = this.#rows[at];
    if (!row) throw new Error(`no row ${at}`);
    return row;
  }
  cell(at: number, id: IndicatorId): EntryCell | undefined {
    return this.#rows[at]?.cells[id];
  }
  has = (at: number, id: IndicatorId): boolean => hasCell(this.#counted(at), id);
  value = (at: number, id: IndicatorId): bigint | null => cellValue(this.#counted(at), id);
  total = (id: IndicatorId): ColumnTotal => this.#totals.of(id);

  /** Rows with cells that the draft does not hold, and which. */
  get unsaved(): ReadonlyMap<number, ReadonlySet<IndicatorId>> {
    return this.#unsaved;
  }
  get unsavedCount(): number {
    return this.#unsavedCount;
  }
  get canUndo(): boolean {
    return this.#done.length > 0;
  }
  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A key in a cell; the keys of one number are one step. */
  type(row: number, id: IndicatorId, patch: Partial<TypedCell>, label: string): void {
    const cell = this.cell(row, id);
    if (!cell) return;
    const to = { ...typedOf(cell), ...patch };
    const last = this.#done.at(-1);
    if (last?.typed === key(row, id)) last.changes = last.changes.map((change) => ({ ...change, to }));
    else this.#remember({ label, typed: key(row, id), changes: [{ row, id, from: withGroups(cell), to }] });
    this.#write(row, id, to);
  }

  /** What stands in the cell is edited: a number as plain digits, or taking one away would leave none. */
  begin(row: number, id: IndicatorId): void {
    const cell = this.cell(row, id);
    const value = cell && typedValue(cell.text);
    if (cell && typeof value === "bigint") this.#write(row, id, { ...typedOf(cell), text: String(value) });
  }

  /** Done with a cell: its number is grouped, and the next key in it is another step. */
  leave(row: number, id: IndicatorId): void {
    const last = this.#done.at(-1);
    if (last?.typed === key(row, id)) {
      last.typed = null;
      if (last.changes.every(({ from, to }) => isSameTyped(from, to))) this.#done.pop();
    }
    this.#group(row, id);
  }

  #group(row: number, id: IndicatorId): void {
    const cell = this.cell(row, id);
    if (cell && withGroups(cell).text !== cell.text) this.#write(row, id, withGroups(cell));
  }

  /** Takes back what was typed into this cell since it was entered, as if it had never been. */
  cancel(row: number, id: IndicatorId): void {
    const last = this.#done.at(-1);
    if (last?.typed !== key(row, id)) return this.#group(row, id);
    this.#done.pop();
    for (const { from } of last.changes) this.#write(row, id, from);
  }

  /** Many cells as one step. @returns the rows that changed */
  change(label: string, texts: readonly { row: number; id: IndicatorId; text: string }[]): number[] {
    const changes = texts.flatMap(({ row, id, text }) => {
      const cell = this.cell(row, id);
      if (!cell || cell.text === text) return [];
      // An empty cell is no estimate.
      const isEstimate = cell.isEstimate && text.trim() !== "";
      return [{ row, id, from: typedOf(cell), to: { ...typedOf(cell), text, isEstimate } }];
    });
    if (changes.length === 0) return [];
    this.#remember({ label, typed: null, changes });
    return this.#writeAll(changes.map(({ row, id, to }) => ({ row, id, to })));
  }

  undo(): Undone | null {
    const step = this.#done.pop();
    if (!step) return null;
    this.#undone.push({ ...step, typed: null });
    return this.#replay(
      step,
      step.changes.map(({ row, id, from }) => ({ row, id, to: from })),
    );
  }
  redo(): Undone | null {
    const step = this.#undone.pop();
    if (!step) return null;
    this.#done.push(step);
    return this.#replay(step, step.changes);
  }

  /** On its way to the server. */
  send(row: number, id: IndicatorId): void {
    const cell = this.cell(row, id);
    if (cell) this.#put(row, id, sentCell(cell));
  }
  /** What the server answered of a cell that was sent. */
  hold(row: number, id: IndicatorId, seen: SeenCell): void {
    this.#patch(row, id, { seen, unanswered: undefined });
  }
  clash(row: number, id: IndicatorId, conflict: Conflict): void {
    const cell = this.cell(row, id);
    const { theirs } = conflict;
    if (cell && isOwnEcho(cell, theirs)) this.hold(row, id, theirs);
    else if (cell && !isLacking(cell, cell.seen, theirs))
      this.#patch(row, id, { ...typedFrom(theirs), seen: theirs, unanswered: undefined });
    else this.#patch(row, id, { conflict, unanswered: undefined });
  }
  refuse(row: number, id: IndicatorId, reason: string): void {
    const state = this.row(row);
    this.#rows[row] = { ...state, refused: { ...state.refused, [id]: reason } };
  }
  /** Of two numbers one stands; mine is saved over theirs. */
  resolve(row: number, id: IndicatorId, side: "mine" | "theirs"): void {
    const cell = this.cell(row, id);
    if (!cell?.conflict) return;
    const { theirs } = cell.conflict;
    this.#patch(row, id, { ...(side === "mine" ? {} : typedFrom(theirs)), seen: theirs, conflict: null });
  }

  /** What an earlier page typed and could not save, also of cells that this section does not show. */
  restore(row: number, kept: ByIndicator<EntryCell>): number {
    let count = 0;
    for (const [id, cell] of Object.entries(kept) as [IndicatorId, EntryCell][]) {
      const held = this.cell(row, id)?.seen ?? cell.seen;
      if (!isLacking(cell, cell.seen, held)) continue;
      this.#put(row, id, { ...cell, seen: cell.seen.version > held.version ? held : cell.seen });
      count += 1;
    }
    return count;
  }

  /** The page was read again. @returns cells into which somebody else's number came */
  renew(row: number, draft: ByIndicator<SeenCell>): IndicatorId[] {
    const { cells, overtaken } = renewCells(this.row(row).cells, draft);
    for (const [id, cell] of Object.entries(cells) as [IndicatorId, EntryCell][])
      if (cell !== this.cell(row, id)) this.#put(row, id, cell);
    return overtaken;
  }

  /** A row begins anew from what the server holds: the submission has moved on. */
  replace(row: number, draft: ByIndicator<SeenCell>): void {
    const unsaved = this.#unsaved.get(row) ?? new Set();
    for (const [id, seen] of Object.entries(draft) as [IndicatorId, SeenCell][]) {
      const cell = this.cell(row, id);
      if (!cell || unsaved.has(id)) continue;
      this.#put(row, id, { ...typedFrom(seen), seen, conflict: null });
    }
  }

  #counted(at: number) {
    return { kind: this.facts[at]?.kind ?? "district", cells: this.row(at).cells };
  }

  #replay(step: Step, changes: readonly CellChange[]): Undone {
    const [first] = changes;
    const rows = this.#writeAll(changes);
    return { label: step.label, rows, first: { row: first?.row ?? 0, id: first?.id ?? "BHYT" } };
  }

  #remember(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > MOST_STEPS) this.#done.shift();
    this.#undone = [];
  }

  #writeAll(changes: readonly CellChange[]): number[] {
    for (const { row, id, to } of changes) this.#write(row, id, to);
    return [...new Set(changes.map(({ row }) => row))];
  }

  /** What was refused is over once another number stands there. */
  #write(row: number, id: IndicatorId, to: TypedCell): void {
    const cell = this.cell(row, id);
    if (!cell) return;
    const state = this.row(row);
    if (state.refused[id] !== undefined && contentOf(to)?.value !== contentOf(cell)?.value) {
      const refused = Object.entries(state.refused).filter(([other]) => other !== id);
      this.#rows[row] = { ...state, refused: Object.fromEntries(refused) };
    }
    this.#patch(row, id, to);
  }

  #patch(row: number, id: IndicatorId, patch: Partial<EntryCell>): void {
    const cell = this.cell(row, id);
    if (cell) this.#put(row, id, { ...cell, ...patch });
  }

  #put(row: number, id: IndicatorId, cell: EntryCell): void {
    const before = this.#counted(row);
    const state = this.row(row);
    this.#rows[row] = { ...state, cells: { ...state.cells, [id]: cell } };
    this.#totals.replace(before, this.#counted(row));
    this.#mark(row, id, isChanged(cell, cell.seen));
  }

  #mark(row: number, id: IndicatorId, isUnsaved: boolean): void {
    const ids = this.#unsaved.get(row) ?? new Set<IndicatorId>();
    const had = ids.has(id);
    if (isUnsaved) ids.add(id);
    else ids.delete(id);
    this.#unsavedCount += Number(isUnsaved) - Number(had);
    if (ids.size > 0) this.#unsaved.set(row, ids);
    else this.#unsaved.delete(row);
  }
}

const isSameTyped = (a: TypedCell, b: TypedCell) =>
  a.text === b.text && a.isEstimate === b.isEstimate && a.note === b.note && a.explanation === b.explanation;
