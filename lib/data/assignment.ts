/** How far a time's targets of an indicator have been handed down: province by province everybody may know it. */
import "server-only";
import { z } from "zod";
import {
  assignmentRow,
  assignmentSummary,
  type AssignmentRow,
  type AssignmentSummary,
} from "@/lib/domain/assignment";
import { decemberBefore } from "@/lib/domain/comparison";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import type { Day } from "@/lib/domain/day";
import { grouped } from "@/lib/domain/grouped";
import { indicator as domainIndicator, INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { isWithin, type Actor } from "@/lib/domain/policy";
import { targetsInForce, type StandingTarget } from "@/lib/domain/target";
import { scopeDays, scopeYear, targetScopeSchema, type TargetScope } from "@/lib/domain/target-scope";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { listTargets } from "./dashboard-plans";
import { findPeriodBefore } from "./dashboard-periods";
import { listLineages, listUnits, readablePaths, type LineageMember } from "./dashboard-units";
import { inState, readFactsState } from "./dashboard-version";
import { db } from "./db";
import { listRecipientTargets } from "./recipient-targets";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

export type Assignment = {
  /** The tree of this day, and the targets that stand on it. */
  on: Day;
  rows: readonly AssignmentRow[];
  summary: AssignmentSummary;
};

const UNITS = `
  SELECT ${UNIT_COLUMNS} FROM units u
  WHERE (u.level = 'province' OR u.reporting_kind IN ('district', 'province_office'))
    AND u.valid_from <= $1::date AND coalesce(u.valid_to, 'infinity') >= $1::date
    AND ($2::text IS NULL OR u.province_id = $2)
  ORDER BY u.province_id, length(u.path), u.code`;

/** $1 day, $2 scope, $3 indicator. A commune that is a recipient counts where its unit reports. */
const COMMUNES = `
  SELECT r.province_id AS "provinceId", count(*)::int AS expected,
    count(*) FILTER (WHERE EXISTS (
      SELECT FROM recipient_targets t WHERE t.province_id = r.province_id AND t.recipient_id = r.id
        AND t.scope = $2 AND t.indicator_id = $3))::int AS assigned
  FROM recipients r
  WHERE r.kind = 'commune' AND r.valid_from <= $1::date AND coalesce(r.valid_to, 'infinity') >= $1::date
  GROUP BY r.province_id`;
const communesSchema = z.array(
  z.object({ provinceId: z.string(), expected: z.number(), assigned: z.number() }),
);

/** The day within the time that is nearest to `today`. */
function dayWithin(scope: TargetScope, today: Day): Day {
  const days = scopeDays(scope);
  return days ? ([days.from, today, days.to].toSorted()[1] ?? today) : today;
}

/** Everything that was given for the time, and everybody who could be given something. */
type Loaded = {
  on: Day;
  units: readonly Unit[];
  given: (unit: Pick<Unit, "id">) => StandingTarget[];
  /** Has nobody to count, or does not report the indicator. */
  needsNone: (unit: Unit) => boolean;
};

/** $1 indicator, $2 period, $3 provinces: reporting units that told of it and have nobody. */
const ZEROS = `
  SELECT r.unit_id AS id FROM rollups r JOIN units u ON u.province_id = r.province_id AND u.id = r.unit_id
  WHERE r.province_id = ANY ($3) AND r.indicator_id = $1 AND r.period_id = $2 AND u.reporting_kind IS NOT NULL
    AND r.sum = 0 AND r.missing = 0 AND r.expected > 0`;
const zerosSchema = z.array(z.object({ id: z.string() }));

/** Only a unit that began after `newYear` has anything from its predecessors in that year. */
async function listMembers(units: readonly Unit[], newYear: Day): Promise<LineageMember[]> {
  const young = await listLineages(units.filter((unit) => unit.validFrom > newYear).map(({ id }) => id));
  const old = units.filter((unit) => unit.validFrom <= newYear);
  return [...young, ...old.map((unit) => ({ ...unit, rootId: unit.id, intoId: null }))];
}

/** By what it is judged who has nobody to count: the base of the numbers that are handed down. */
async function findTold(on: Day, today: Day): Promise<PeriodId> {
  const [nation] = await listUnits(["VN"]);
  const base = nation ? await findPeriodBefore(nation, on, today) : null;
  return base ?? decemberBefore(on.slice(0, 7) as PeriodId);
}

type Asked = { scope: TargetScope; indicator: IndicatorId; today: Day };

/** @param provinceId of all provinces if null */
async function load({ scope, indicator, today }: Asked, provinceId: string | null): Promise<Loaded> {
  const on = dayWithin(scope, today);
  const units = z.array(unitRowSchema).parse(await db.$queryRawUnsafe(UNITS, on, provinceId));
  const told = await findTold(on, today);
  const members = await listMembers(units, `${on.slice(0, 4)}-01-01`);
  const [targets, zeroRows] = await Promise.all([
    listTargets(members, [scope], { indicator, whole: [] }),
    db.$queryRawUnsafe(ZEROS, indicator, told, [...new Set(members.map((one) => one.provinceId))]),
  ]);
  const zeros = new Set(zerosSchema.parse(zeroRows).map(({ id }) => id));
  const lineages = grouped(members, ({ rootId }) => rootId);
  const byUnit = grouped(targets, ({ unitId }) => unitId);
  /** Its own, and in a year what it inherits. */
  const given = ({ id }: Pick<Unit, "id">): StandingTarget[] => {
    const lineage = lineages.get(id) ?? [];
    const theirs = lineage.flatMap((member) => byUnit.get(member.id) ?? []);
    if (scope !== on.slice(0, 4)) return targetsInForce(byUnit.get(id) ?? [], scope, on);
    return standingTargets(id, lineage, theirs, [], on);
  };
  const isStock = INDICATORS[indicator].nature !== "flow";
  const needsNone = ({ id, reportingKind }: Unit) => {
    if (reportingKind === null) return false;
    const { reportedBy }: { reportedBy?: readonly string[] } = domainIndicator(indicator);
    if (reportedBy && !reportedBy.includes(reportingKind)) return true;
    const then = (lineages.get(id) ?? []).filter((member) => existsOn(member, asOfDay(told)));
    return isStock && then.length > 0 && then.every((member) => zeros.has(member.id));
  };
  return { on, units, given, needsNone };
}

/** All provinces. @param today on which of the days of the time they are looked at: the nearest to this */
export async function getAssignment(
  scope: TargetScope,
  indicator: IndicatorId,
  today: Day,
): Promise<Assignment> {
  const key = JSON.stringify(["assignment", scope, indicator, today]);
  const state = await readFactsState({ level: "nation", provinceId: "VN" }, key);
  return inState(key, state, () => readAssignment({ scope, indicator, today }));
}

async function readAssignment(asked: Asked): Promise<Assignment> {
  const { scope, indicator, today } = asked;
  const on = dayWithin(scope, today);
  const [{ units, given, needsNone }, communeRows] = await Promise.all([
    load(asked, null),
    db.$queryRawUnsafe(COMMUNES, on, scope, indicator),
  ]);
  const communes = new Map(communesSchema.parse(communeRows).map((row) => [row.provinceId, row]));
  const byProvince = grouped(units, ({ provinceId }) => provinceId);
  const rows = [...byProvince].flatMap(([provinceId, all]) => {
    const province = all.find(({ id }) => id === provinceId);
    if (!province) return [];
    const below = all.filter((one) => one !== province);
    const { expected, assigned } = communes.get(provinceId) ?? { expected: 0, assigned: 0 };
    const facts = {
      unit: province,
      targets: given(province),
      units: below.map((one) => ({ id: one.id, targets: given(one), needsNone: needsNone(one) })),
      communes: { expected, assigned },
    };
    return [assignmentRow(facts)];
  });
  return { on, rows, summary: assignmentSummary(rows) };
}

export type ProvinceAssignment = {
  on: Day;
  /** The province itself, as in the table of all. */
  row: AssignmentRow;
  /** Its units, each with what it handed down to its recipients; null for who may not see them one by one. */
  units: readonly UnitAssignment[] | null;
};
export type UnitAssignment = AssignmentRow & { needsNone: boolean };

/** $1 province, $2 day. */
const RECIPIENTS = `
  SELECT id, unit_id AS "unitId", kind = 'commune' AS "isCommune" FROM recipients
  WHERE province_id = $1 AND valid_from <= $2::date AND coalesce(valid_to, 'infinity') >= $2::date`;
const recipientsSchema = z.array(z.object({ id: z.string(), unitId: z.string(), isCommune: z.boolean() }));

/** Null where there is no such province on the day. */
export async function getProvinceAssignment(
  reader: Pick<Actor, "scope">,
  provinceId: string,
  scope: TargetScope,
  indicator: IndicatorId,
  today: Day,
): Promise<ProvinceAssignment | null> {
  const { on, rows } = await getAssignment(scope, indicator, today);
  const row = rows.find(({ unit }) => unit.id === provinceId);
  if (!row) return null;
  if (!isWithin(readablePaths(reader), row.unit.path)) return { on, row, units: null };
  const { units: all, given, needsNone } = await load({ scope, indicator, today }, provinceId);
  const units = all.filter(({ id }) => id !== provinceId);
  const ids = units.map(({ id }) => id);
  const [recipientRows, targets] = await Promise.all([
    db.$queryRawUnsafe(RECIPIENTS, provinceId, on),
    listRecipientTargets(provinceId, ids, { scope, on, indicator }),
  ]);
  const recipients = grouped(recipientsSchema.parse(recipientRows), ({ unitId }) => unitId);
  const byRecipient = grouped(targets, ({ unitId }) => unitId);
  return {
    on,
    row,
    units: units.map((unit) => {
      const own = (recipients.get(unit.id) ?? []).map((one) => ({
        ...one,
        targets: byRecipient.get(one.id) ?? [],
        // Only communes are expected to be given something.
        needsNone: !one.isCommune,
      }));
      const communes = own.filter(({ isCommune }) => isCommune);
      const assigned = communes.filter((one) => one.targets.length > 0).length;
      const facts = {
        unit,
        targets: given(unit),
        units: own,
        communes: { expected: communes.length, assigned },
      };
      return { ...assignmentRow(facts), needsNone: needsNone(unit) };
    }),
  };
}

/** The times that may be looked at: those for which the nation was given anything, this year and the next. */
export async function listAssignmentScopes(today: Day): Promise<TargetScope[]> {
  const year = Number(today.slice(0, 4));
  const found = await db.target.findMany({
    where: { provinceId: "VN" },
    distinct: ["scope"],
    select: { scope: true },
  });
  const scopes = new Set([...found.map(({ scope }) => scope), String(year), String(year + 1)]);
  return [...scopes]
    .flatMap((scope) => targetScopeSchema.safeParse(scope).data ?? [])
    .toSorted((a, b) => (scopeYear(b) ?? 0) - (scopeYear(a) ?? 0) || (a < b ? -1 : 1));
}
