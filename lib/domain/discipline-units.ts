/** The reporting units of a period as a table: when each came, where it stands, in which order, and who is to be reminded. */
import type { Day } from "./day";
import {
  NATIONAL_OFFICES,
  signing,
  timingOf,
  type DisciplineOnly,
  type DisciplineRow,
  type DisciplineSort,
  type ProvinceDiscipline,
} from "./discipline";
import type { Contact, Owed, Reminded } from "./reminder";
import { fold } from "./search";

export type UnitLine = DisciplineRow & { approvedAt: Date | null; dueOn: Day };

/** What a unit still owes; null where it is somebody else's turn. */
function owedBy({ status }: Pick<DisciplineRow, "status">): Owed | null {
  if (status === "draft" || status === "reopened") return "submit";
  return status === "returned" ? "resubmit" : null;
}

export function isUnitShown(row: UnitLine, only: DisciplineOnly | null): boolean {
  if (only === null) return true;
  if (only === "late") return timingOf(row) === "late" || timingOf(row) === "missing";
  return only === "unsigned" || row.status !== "approved";
}

const NEVER = Number.MAX_SAFE_INTEGER;
const TIMINGS = ["missing", "late", "loaded", "on-time"];
const STATUSES = ["draft", "returned", "reopened", "submitted", "approved"];

/** By the columns that a table of units has; any other key means the name. */
export function sortUnits<Row extends UnitLine>(
  rows: readonly Row[],
  { key, descending }: DisciplineSort,
): Row[] {
  const byName = (a: Row, b: Row) => a.unitName.localeCompare(b.unitName, "vi");
  const valueOf = (row: Row) => {
    if (key === "submitted") return row.firstSubmittedAt?.getTime() ?? NEVER;
    if (key === "signed") return row.approvedAt?.getTime() ?? NEVER;
    if (key === "late") return TIMINGS.indexOf(timingOf(row));
    return key === "approved" ? STATUSES.indexOf(row.status) : 0;
  };
  const turn = descending ? -1 : 1;
  return rows.toSorted((a, b) => (valueOf(a) - valueOf(b) || byName(a, b)) * turn);
}

/** Whether a name has every word that was typed, with or without marks. */
export function isNamed(name: string, text: string): boolean {
  const folded = fold(name);
  return fold(text)
    .split(" ")
    .every((word) => folded.includes(word));
}

type People = ReadonlyMap<string, readonly Contact[]>;

/**
 * Units that owe something, and provinces that could sign and have not. A province whose units are not all approved waits for them,
 * but its manager is reminded too: to follow them up is the manager's work.
 */
export function remindedOf(
  rows: readonly UnitLine[],
  provinces: readonly ProvinceDiscipline[],
  people: People,
): Reminded[] {
  const units = rows.flatMap((row): Reminded[] => {
    const owed = owedBy(row);
    const { unitId, unitName, provinceId, provinceName } = row;
    const place = provinceId === "VN" ? NATIONAL_OFFICES : provinceName;
    return owed ? [{ unitId, unitName, provinceName: place, owed, contacts: people.get(unitId) ?? [] }] : [];
  });
  const signers = signing(provinces)
    .filter(({ sign }) => sign === null)
    .map(({ id, name }): Reminded => {
      return { unitId: id, unitName: name, provinceName: name, owed: "sign", contacts: people.get(id) ?? [] };
    });
  return [...signers, ...units];
}
