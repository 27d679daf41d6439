/** The sums of the columns of a province's month while somebody types: a row that changes is taken out and put in again. */
import { typedValue, type ByIndicator, type EntryCell } from "./entry-cells";
import { derivedValue } from "./entry-form";
import type { IndicatorId, ReportingKind } from "./indicator";
import { isDerivedId } from "./rollup";

/** Of a column: the sum of what is known, of how many rows, and how many have such a cell. */
export type ColumnTotal = { sum: bigint; known: number; expected: number };

/** What is needed of a row. */
type CountedRow = { kind: ReportingKind; cells: ByIndicator<EntryCell> };

/** A unit has a cell: it enters it, or enters all that it is computed from. */
export function hasCell({ kind, cells }: CountedRow, id: IndicatorId): boolean {
  if (!isDerivedId(id)) return cells[id] !== undefined;
  return derivedValue(id, kind, (part) => (cells[part] ? 1n : null)) !== null;
}

/** What stands in a cell, or follows from those of the row; null for none. */
export function cellValue({ kind, cells }: CountedRow, id: IndicatorId): bigint | null {
  const valueOf = (one: IndicatorId) => typedValue(cells[one]?.text ?? "");
  return isDerivedId(id) ? derivedValue(id, kind, valueOf) : valueOf(id);
}

export class GridTotals {
  readonly #totals: ReadonlyMap<IndicatorId, ColumnTotal>;

  /** @param columns in the order of the screen, derived ones among them */
  constructor(columns: readonly IndicatorId[], rows: readonly CountedRow[]) {
    this.#totals = new Map(
      columns.map((id) => {
        const expected = rows.filter((row) => hasCell(row, id)).length;
        return [id, { sum: 0n, known: 0, expected }];
      }),
    );
    for (const row of rows) this.#add(row, 1n);
  }

  of(id: IndicatorId): ColumnTotal {
    return { ...(this.#totals.get(id) ?? { sum: 0n, known: 0, expected: 0 }) };
  }

  replace(before: CountedRow, after: CountedRow): void {
    this.#add(before, -1n);
    this.#add(after, 1n);
  }

  #add({ kind, cells }: CountedRow, sign: 1n | -1n): void {
    const values = new Map<IndicatorId, bigint | null>();
    // Each text is read once for all columns that count on it.
    const valueOf = (id: IndicatorId): bigint | null => {
      const known = values.get(id);
      if (known !== undefined) return known;
      const value = typedValue(cells[id]?.text ?? "");
      values.set(id, value);
      return value;
    };
    for (const [id, total] of this.#totals) {
      const value = isDerivedId(id) ? derivedValue(id, kind, valueOf) : valueOf(id);
      if (value === null) continue;
      total.sum += sign * value;
      total.known += Number(sign);
    }
  }
}
