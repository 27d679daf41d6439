/** Which of a unit's children a table shows. */
import { planOf, type ChildRow } from "./dashboard-rows";
import { fold, match } from "./search";

/** "behind": late or in danger of it; "missing": something is not reported yet. As in the URL. */
export const ONLY = ["behind", "missing"] as const;
export type Only = (typeof ONLY)[number];

export type RowFilter = { text: string; only: Only | null };

export const isFiltering = ({ text, only }: RowFilter) => fold(text) !== "" || only !== null;

function keeps(row: ChildRow, only: Only | null): boolean {
  if (only === null) return true;
  if (only === "missing") {
    const { reported, expected } = row.view.measure.reporting;
    return reported < expected;
  }
  const status = planOf(row.view)?.progress?.status;
  return status === "behind" || status === "risk";
}

/** A name is found as everywhere else: without marks, by initials, by the code. */
export function filterRows(rows: readonly ChildRow[], { text, only }: RowFilter): ChildRow[] {
  const query = fold(text);
  return rows.filter(
    (row) =>
      keeps(row, only) &&
      (query === "" ||
        fold(row.unit.code) === query ||
        match(fold(row.unit.shortName), query) !== null ||
        fold(row.unit.name).includes(query)),
  );
}
