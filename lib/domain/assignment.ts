/** How far the targets of a time have been handed down: to which units, to which communes, and how much of the number. */
import { formatPercent } from "./number";
import { percent, ratio, type Ratio } from "./ratio";
import type { StandingTarget, TargetKind } from "./target";
import type { Unit } from "./unit";

/** What is known of a province, or of the national offices taken together. */
export type AssignmentFacts = {
  unit: Pick<Unit, "id" | "name" | "shortName" | "path">;
  /** What it was given itself, the headline first. */
  targets: readonly StandingTarget[];
  /** Its reporting units that exist when the targets count, each with what it was given. */
  units: readonly { id: string; targets: readonly StandingTarget[] }[];
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
  const counted = { expected: units.length, assigned: units.filter((one) => one.targets.length > 0).length };
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
    share: ratio(
      total(summed.map(({ handedDown }) => handedDown)),
      total(summed.map(({ target }) => target)),
    ),
  };
}

/** "Mới có 12/34 tỉnh giao đến cấp xã, 31/34 tỉnh giao hết cho các đơn vị; đã giao 98,2% chỉ tiêu." */
export function assignmentWords({ provinces, toUnits, toCommunes, share }: AssignmentSummary): string {
  const communes = toCommunes.all + toCommunes.part;
  const first =
    communes === 0
      ? "Chưa tỉnh nào giao đến cấp xã"
      : `${communes < provinces ? "Mới có " : ""}${communes}/${provinces} tỉnh giao đến cấp xã`;
  const second =
    toUnits.all === provinces
      ? `đủ ${provinces} tỉnh giao hết cho các đơn vị`
      : `${toUnits.all}/${provinces} tỉnh giao hết cho các đơn vị`;
  const part = share === null ? "" : `; đã giao ${formatPercent(percent(share, 1))} chỉ tiêu`;
  return `${first}, ${second}${part}.`;
}
