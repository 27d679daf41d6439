/** Communication of a unit: the counts of the month and of the year so far, and how many times last year's they are. */
import { growth, multiple } from "./comparison";
import { measureIn, valueIn, type Stored, type UnitFacts } from "./dashboard";
import type { DashboardContext } from "./dashboard-context";
import { isTentative, side, type Measure } from "./dashboard-measure";
import { COUNT_INDICATORS, isValidOn, type IndicatorId } from "./indicator";
import type { PeriodId } from "./period";
import type { Rounded } from "./ratio";
import type { Unit } from "./unit";

export type Times = {
  value: bigint | null;
  base: bigint | null;
  /** "gấp 2,9 lần"; null where the two may not be compared, and against 0. */
  multiple: Rounded | null;
  /** Why it is not compared. */
  reason: string | null;
  isProvisional: boolean;
};

export type CommunicationRow = { id: IndicatorId; month: Times; year: Times };

export type CommunicationView =
  { kind: "rows"; rows: readonly CommunicationRow[] } | { kind: "not-reported" } | { kind: "nothing" };

function timesOf(now: Measure | null, before: Measure | null): Times {
  const [value, base] = [now?.value ?? null, before?.value ?? null];
  const compared = growth(side(now), side(before));
  const reason =
    absence(now, "Kỳ này") ??
    absence(before, "Kỳ so sánh") ??
    (compared.kind === "none" ? compared.reason : base === 0n ? "Cùng kỳ bằng 0" : null);
  return {
    value,
    base,
    multiple: reason === null && value !== null && base !== null ? multiple(value, base) : null,
    reason,
    isProvisional: now !== null && isTentative(now),
  };
}

/** A year of which months are not there is no sum to compare. */
function absence(one: Measure | null, name: string): string | null {
  const absent = one?.absent.length ?? 0;
  return absent > 0 ? `${name} thiếu số liệu của ${absent} tháng` : null;
}

/** One count of the month and of the year, against another period. */
export function communicationRow(
  facts: Stored,
  id: IndicatorId,
  period: PeriodId,
  base: PeriodId,
): CommunicationRow {
  return {
    id,
    month: timesOf(measureIn(facts, id, period), measureIn(facts, id, base)),
    year: timesOf(valueIn(facts, id, period), valueIn(facts, id, base)),
  };
}

/** Only territories report communication: an office has nothing to show, and that is no gap. */
export function shapeCommunication(
  unit: Pick<Unit, "reportingKind">,
  facts: UnitFacts,
  { period, bases, asOf }: DashboardContext,
): CommunicationView {
  if (unit.reportingKind !== null && unit.reportingKind !== "district") return { kind: "not-reported" };
  const base = bases.yoy.periodId;
  const rows = COUNT_INDICATORS.filter((id) => isValidOn(id, asOf)).map((id) =>
    communicationRow(facts, id, period, base),
  );
  const isEmpty = rows.every(({ month, year }) => month.value === null && year.value === null);
  return isEmpty ? { kind: "nothing" } : { kind: "rows", rows };
}
