/** The cascade as its form draws it: plain lines, whoever receives, and the words of its heads. */
import type { CascadeFacts } from "@/lib/domain/cascade";
import { measureProblem } from "@/lib/domain/cascade-total";
import type { HeldTarget } from "@/lib/domain/cascade-cell";
import { DENOMINATOR_NAMES, type ChosenDenominator } from "@/lib/domain/coverage";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { formatDay } from "@/lib/domain/day";
import type { StandingTarget, TargetKind } from "@/lib/domain/target";
import { previousScope, scopeName, type DriveNames } from "@/lib/domain/target-scope";
import type { Cascade } from "@/lib/data/cascade";
import type { CascadeRecipient } from "@/lib/data/cascade-recipients";
import { INDICATORS } from "@/lib/domain/indicator";

export type Receiver = "units" | "recipients";

export type LineView = CascadeFacts & {
  id: string;
  name: string;
  /** The unit for which the decision decides: it is no part of the sum. */
  isOwn: boolean;
  /** What the same issuer gives now, and by which decision. */
  current: { value: bigint; decision: string } | null;
  held: HeldTarget;
};

export type CascadeView = {
  kind: TargetKind;
  to: Receiver;
  unit: "người" | "đồng";
  lines: readonly LineView[];
  targets: readonly { value: bigint; label: string }[];
  base: bigint | null;
  /** Where the base is no target of the parent but the sum of its units'. */
  isBaseSummed: boolean;
  /** Whom the parent's rate is measured by. */
  denominator: bigint | null;
  /** Of rates: why what they mean in people is not compared with what the parent's means. */
  measureProblem: string | null;
  names: {
    issuer: string;
    receivers: string;
    parent: string;
    scope: string;
    before: string | null;
    value: string;
    measure: string | null;
    source: string | null;
  };
};

type Line = CascadeFacts & {
  current: StandingTarget | null;
  assigned: bigint | null;
  isLocked: boolean;
  measure: ChosenDenominator | null;
};

const lineView = (id: string, name: string, isOwn: boolean, line: Line): LineView => {
  const { value, plan, population, labourForce, denominator, current, assigned, isLocked } = line;
  return {
    id,
    name,
    isOwn,
    value,
    plan,
    population,
    labourForce,
    denominator,
    current: current && { value: current.value, decision: current.decisionNumber },
    held: { value: assigned, isLocked },
  };
};

const RECEIVERS = {
  nation: "tỉnh và đơn vị trực thuộc",
  province: "đơn vị",
  district: "nơi nhận",
  office: "nơi nhận",
};

/** The years of what the rows are measured by: "dân số 2025". */
function measureName(measures: readonly (ChosenDenominator | null)[]): string | null {
  const known = measures.flatMap((one) => one ?? []);
  const [first] = known;
  if (!first) return null;
  const years = [...new Set(known.map(({ year }) => year))].sort();
  const [from, to] = [years[0], years.at(-1)];
  return `${DENOMINATOR_NAMES[first.kind]} ${from === to ? from : `${from}–${to}`}`;
}

/**
 * @param recipients in place of the units, where the number goes to them
 * @param drives of which its time may be one
 */
export function toCascadeView(
  cascade: Cascade,
  decision: { issuer: string; unit: { id: string; shortName: string; level: string } },
  recipients: { basePeriod: PeriodId | null; recipients: readonly CascadeRecipient[] } | null,
  drives: DriveNames,
): CascadeView {
  const { table, own, units, parentTargets, parentPlanBefore } = cascade;
  const { kind } = table;
  const rows: readonly Line[] = recipients ? recipients.recipients : units;
  const lines = recipients
    ? recipients.recipients.map((one) => lineView(one.recipient.id, one.recipient.name, false, one))
    : units.map((one) => lineView(one.unit.id, one.unit.shortName, false, one));
  const summed = kind === "rate" ? null : completeSum(rows.map(({ plan }) => plan));
  const period = recipients ? recipients.basePeriod : cascade.basePeriod;
  const before = previousScope(table.scope);
  const measures = rows.map(({ measure }) => measure);
  const sources = new Set(measures.flatMap((one) => (one ? [one.source] : [])));
  return {
    kind,
    to: recipients ? "recipients" : "units",
    unit: INDICATORS[table.indicator].unit === "đồng" ? "đồng" : "người",
    lines: own && !recipients ? [lineView(own.unit.id, own.unit.shortName, true, own), ...lines] : lines,
    targets: parentTargets
      .filter((target) => target.kind === kind)
      .map(({ value, issuer, decisionNumber }) => ({ value, label: `${issuer}, ${decisionNumber}` })),
    base: parentPlanBefore ?? summed,
    isBaseSummed: parentPlanBefore === null && summed !== null,
    denominator: cascade.parentDenominator,
    measureProblem: kind === "rate" ? measureProblem(cascade.parentMeasure, measures) : null,
    names: {
      issuer: decision.issuer,
      parent: decision.unit.shortName,
      receivers: recipients ? "nơi nhận" : RECEIVERS[decision.unit.level as keyof typeof RECEIVERS],
      scope: scopeName(table.scope, drives),
      before: before && scopeName(before, drives),
      value: period === null ? "chưa có số liệu" : `đến ${formatDay(asOfDay(period))}`,
      measure: measureName(measures),
      source: sources.size === 1 ? ([...sources][0] ?? null) : null,
    },
  };
}

function completeSum(values: readonly (bigint | null)[]): bigint | null {
  let sum = 0n;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length > 0 ? sum : null;
}
