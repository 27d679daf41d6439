/** How far the targets of a time have been handed down: to which units, to which communes, and how much of the number. */
import { formatPercent } from "./number";
import { percent, ratio, type Ratio } from "./ratio";
import type { StandingTarget, TargetKind } from "./target";
import type { Unit } from "./unit";
import { capital } from "./wording";

/** What is known of a province, or of a unit with the recipients below it. */
export type AssignmentFacts = {
  unit: Pick<Unit, "id" | "code" | "name" | "shortName" | "path">;
  /** What it was given itself, the headline first. */
  targets: readonly StandingTarget[];
  /**
   * Those right below it that exist when the targets count, each with what it was given. One that has nobody to count, or
   * does not report the indicator, needs no target: it is missed by nobody.
   */
  units: readonly { id: string; targets: readonly StandingTarget[]; needsNone?: boolean }[];
  /** Communes that exist then, and how many of them were given a target. */
  communes: { expected: number; assigned: number };
};

export type AssignmentLevel = "none" | "part" | "all";

export type AssignmentRow = {
  unit: AssignmentFacts["unit"];
  /** What is to be handed down; null where it was given nothing that can be summed. */
  target: StandingTarget | null;
  units: { expected: number; assigned: number; level: AssignmentLevel };
  communes: { expected: number; assigned: number; level: AssignmentLevel };
  /** Of the units' numbers of the same kind; null for a rate, which is not summed, and where none has one. */
  handedDown: bigint | null;
  /** Above 0: more was given than there was to give. */
  difference: bigint | null;
  share: Ratio | null;
};

const SUMMED: ReadonlySet<TargetKind> = new Set(["headcount", "increase", "amount"]);

function levelOf({ expected, assigned }: { expected: number; assigned: number }): AssignmentLevel {
  if (assigned === 0) return "none";
  return assigned < expected ? "part" : "all";
}

const headline = (targets: readonly StandingTarget[]) =>
  targets.find((target) => target.isHeadline && SUMMED.has(target.kind)) ??
  targets.find(({ kind }) => SUMMED.has(kind)) ??
  null;

export function assignmentRow({ unit, targets, units, communes }: AssignmentFacts): AssignmentRow {
  const target = headline(targets);
  const given = units.flatMap((one) => {
    const own = one.targets.filter(({ kind }) => kind === target?.kind);
    return own.find(({ isHeadline }) => isHeadline) ?? own[0] ?? [];
  });
  const handedDown = target && given.length > 0 ? given.reduce((sum, { value }) => sum + value, 0n) : null;
  const counted = {
    expected: units.filter((one) => one.targets.length > 0 || !one.needsNone).length,
    assigned: units.filter((one) => one.targets.length > 0).length,
  };
  return {
    unit,
    target,
    units: { ...counted, level: levelOf(counted) },
    communes: { ...communes, level: levelOf(communes) },
    handedDown,
    difference: handedDown !== null && target ? handedDown - target.value : null,
    share: ratio(handedDown, target?.value ?? null),
  };
}

export type AssignmentSummary = {
  provinces: number;
  /** Given a number themselves. */
  given: number;
  /** Handed down to all their units, to some, to none. */
  toUnits: Record<AssignmentLevel, number>;
  toCommunes: Record<AssignmentLevel, number>;
  /** Before July 2025 there was nobody below the units to give to. */
  hasCommunes: boolean;
  /** Of the numbers that can be summed, over the provinces that have one: what was handed down of what was given. */
  share: Ratio | null;
};

const countLevels = (levels: readonly AssignmentLevel[]) => {
  const count = (level: AssignmentLevel) => levels.filter((one) => one === level).length;
  return { none: count("none"), part: count("part"), all: count("all") };
};

export function assignmentSummary(rows: readonly AssignmentRow[]): AssignmentSummary {
  const summed = rows.flatMap(({ target, handedDown }) =>
    target ? [{ target: target.value, handedDown: handedDown ?? 0n }] : [],
  );
  const total = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
  return {
    provinces: rows.length,
    given: rows.filter(({ target }) => target !== null).length,
    toUnits: countLevels(rows.map(({ units }) => units.level)),
    toCommunes: countLevels(rows.map(({ communes }) => communes.level)),
    hasCommunes: rows.some(({ communes }) => communes.expected > 0),
    share: ratio(
      total(summed.map(({ handedDown }) => handedDown)),
      total(summed.map(({ target }) => target)),
    ),
  };
}

/** "Mới có 12/34 tỉnh giao đến cấp xã, 31/34 tỉnh giao hết cho các đơn vị; đã giao 98,2% chỉ tiêu." */
export function assignmentWords({
  provinces,
  toUnits,
  toCommunes,
  hasCommunes,
  share,
}: AssignmentSummary): string {
  const communes = toCommunes.all + toCommunes.part;
  const first =
    communes === 0
      ? "chưa tỉnh nào giao đến cấp xã"
      : `${communes < provinces ? "mới có " : ""}${communes}/${provinces} tỉnh giao đến cấp xã`;
  const second =
    toUnits.all === provinces
      ? `đủ ${provinces} tỉnh giao hết cho các đơn vị`
      : `${toUnits.all}/${provinces} tỉnh giao hết cho các đơn vị`;
  const parts = hasCommunes ? [first, second] : [second];
  return `${capital(parts.join(", "))}${sharePart(share)}.`;
}

const sharePart = (share: Ratio | null) =>
  share === null ? "" : `; đã giao ${formatPercent(percent(share, 1))} chỉ tiêu`;

const levelWords = ({ expected, assigned }: { expected: number; assigned: number }, noun: string) => {
  if (assigned === 0) return `chưa giao cho ${noun} nào`;
  return assigned < expected ? `mới giao ${assigned}/${expected} ${noun}` : `đã giao đủ ${expected} ${noun}`;
};

/** One province: "Đã giao đủ 24 đơn vị, mới giao 95/124 xã; đã giao 100% chỉ tiêu." */
export function provinceWords({ units, communes, share }: AssignmentRow): string {
  const parts = [
    units.expected > 0 && levelWords(units, "đơn vị"),
    communes.expected > 0 && levelWords(communes, "xã, phường"),
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : `${capital(parts.join(", "))}${sharePart(share)}.`;
}
