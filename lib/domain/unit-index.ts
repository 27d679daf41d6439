/** Finds units by code and day: files carry codes, and a code may name two units over time. */
import type { Day } from "./day";
import { existsOn, type Succession, type Unit } from "./unit";

/** `expected` says in English what a file should have held instead. */
export type Resolved = { ok: true; unit: Unit } | { ok: false; expected: string };

export class UnitIndex {
  private readonly byCode = new Map<string, Unit[]>();
  private readonly byId = new Map<string, Unit>();
  private readonly successors = new Map<string, string[]>();

  /** @param refused codes that a file of units names in rows with errors */
  constructor(
    units: readonly Unit[],
    successions: readonly Succession[],
    private readonly refused: ReadonlySet<string> = new Set(),
  ) {
    for (const unit of units) {
      this.byId.set(unit.id, unit);
      append(this.byCode, unit.code, unit);
    }
    for (const { fromUnitId, toUnitId } of successions) append(this.successors, fromUnitId, toUnitId);
  }

  /** All units that ever had this code, in no order. */
  withCode(code: string): readonly Unit[] {
    return this.byCode.get(code) ?? [];
  }

  get(id: string): Unit | undefined {
    return this.byId.get(id);
  }

  /** The unit with this code on this day. */
  on(code: string, day: Day): Resolved {
    const units = this.withCode(code);
    if (units.length === 0) return refused(this.unknown(code));
    const valid = units.filter((unit) => existsOn(unit, day));
    const [unit] = valid;
    if (!unit)
      return refused(`a unit that exists on ${day}; ${units.map((one) => this.life(one)).join("; ")}`);
    if (valid.length > 1) return refused(`a code of one unit; ${valid.map(named).join(" and ")} share it`);
    return { ok: true, unit };
  }

  /** The unit with this code on `day`; else the last that had it in that year, for what is said of a whole year. */
  during(code: string, year: number, day: Day): Resolved {
    const exact = this.on(code, day);
    const inYear = this.inYear(code, year);
    const last = inYear.at(-1);
    if (exact.ok || !last || inYear.some((unit) => existsOn(unit, day))) return exact;
    return { ok: true, unit: last };
  }

  /** The units that have this code in the year, the oldest first. */
  inYear(code: string, year: number): readonly Unit[] {
    return this.withCode(code)
      .filter(
        ({ validFrom, validTo }) => validFrom <= `${year}-12-31` && (validTo ?? "9999") >= `${year}-01-01`,
      )
      .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  }

  unknown(code: string): string {
    if (this.refused.has(code)) return "the code of a unit; the row of this one in the units file has errors";
    return "the code of a unit; no unit has this one";
  }

  /** From when to when it exists, and what came after it. */
  private life(unit: Unit): string {
    const { id, validFrom, validTo } = unit;
    if (validTo === null) return `${named(unit)} exists from ${validFrom}`;
    const after = (this.successors.get(id) ?? []).flatMap((next) => this.byId.get(next) ?? []);
    const succeeded = after.map((next) => `${next.code} ${named(next)}`).join(", ");
    return `${named(unit)} existed from ${validFrom} to ${validTo}${succeeded && `, succeeded by ${succeeded}`}`;
  }
}

/** Bình Thuận (60) */
export const named = ({ id, shortName }: Unit) => `${shortName} (${id})`;
const refused = (expected: string): Resolved => ({ ok: false, expected });

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
