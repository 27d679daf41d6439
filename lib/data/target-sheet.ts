/** A decision's targets of one time as a sheet: who may stand in it, what they have, and the form to be filled. */
import "server-only";
import { z } from "zod";
import { formatDay, type Day } from "@/lib/domain/day";
import { kindsOf, mayReceive, receivingDay } from "@/lib/domain/decision";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { scopeDays, scopeName, type DriveNames, type TargetScope } from "@/lib/domain/target-scope";
import type { TargetTemplate } from "@/lib/domain/target-template";
import type {
  SheetContext,
  SheetOutsider,
  SheetReceiver,
  SheetTarget,
  SheetValues,
} from "@/lib/domain/target-sheet";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { getCascade } from "./cascade";
import { getRecipientCascade } from "./cascade-recipients";
import { db } from "./db";
import { listDecisionTargets, type Decision, type DecisionTarget } from "./decisions";
import { saveTargetDrafts, type DraftCell, type SaveResult, type TargetTable } from "./target-drafts";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

type To = DraftCell["to"];

/** Below a reporting unit there are only recipients. */
export function sheetReceivers({ unit: { level } }: Pick<Decision, "unit">, asked: To = "unit"): To {
  return level === "district" || level === "office" ? "recipient" : asked;
}

type Dated = { validFrom: Day; validTo: Day | null };

const asReceiver = ({ id, code, name, shortName, level }: Unit): SheetReceiver => ({
  id,
  code,
  name,
  shortName,
  level,
});

/** Why a unit or recipient is not there on the day. */
export function absence({ validFrom, validTo }: Dated, on: Day): string {
  if (validFrom > on) return `chỉ có từ ngày ${formatDay(validFrom)}`;
  return `đã kết thúc ngày ${formatDay(validTo ?? on)}`;
}

type Named = Pick<SheetContext, "receivers" | "outsiders">;

/** The units around: of a province all of them with their communes, of the country all but the communes. */
async function listUnitsAround({ unit }: Decision): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE u.province_id = $1 OR ($2 AND u.level <> 'commune')
     ORDER BY length(u.path), u.level = 'office', u.code`,
    unit.provinceId,
    unit.level === "nation",
  );
  return z.array(unitRowSchema).parse(rows);
}

/** Units that somebody might still name by a code or a name; those that are there before those that have ended. */
function outsidersOf(units: readonly Unit[], own: Unit["id"], words: string, on: Day): SheetOutsider[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const reasonOf = (unit: Unit) => {
    if (unit.id === own) return words;
    if (!existsOn(unit, on)) return absence(unit, on);
    const above = unit.parentId === own ? undefined : names.get(unit.parentId ?? "");
    return above === undefined ? "không nhận chỉ tiêu của quyết định này" : `thuộc ${above}`;
  };
  return units
    .toSorted((a, b) => Number(existsOn(b, on)) - Number(existsOn(a, on)))
    .map((unit) => ({ ...asReceiver(unit), reason: reasonOf(unit) }));
}

/** The units below, as they stand on the day, and those that somebody might still name. */
async function listNamedUnits(decision: Decision, on: Day): Promise<Named> {
  const own = decision.unit.id;
  const units = await listUnitsAround(decision);
  const receivers = units.filter(
    (unit) =>
      unit.parentId === own && unit.level !== "commune" && existsOn(unit, on) && mayReceive(decision, unit),
  );
  const others = units.filter((unit) => !receivers.includes(unit));
  return {
    receivers: receivers.map(asReceiver),
    outsiders: outsidersOf(others, own, "là tổng của cả bảng", on),
  };
}

const recipientSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});

/** A commune has the code of its unit. */
async function listNamedRecipients(decision: Decision, on: Day): Promise<Named> {
  const { unit } = decision;
  const [rows, units] = await Promise.all([
    db.$queryRawUnsafe(
      `SELECT r.id, u.code, r.name, r.valid_from::text AS "validFrom", r.valid_to::text AS "validTo"
       FROM recipients r LEFT JOIN units u ON u.province_id = r.province_id AND u.id = r.commune_id
       WHERE r.province_id = $1 AND r.unit_id = $2 ORDER BY r.kind, r.name, r.id`,
      unit.provinceId,
      unit.id,
    ),
    listUnitsAround(decision),
  ]);
  const receivers: SheetReceiver[] = [];
  const outsiders: SheetOutsider[] = [];
  for (const { id, code, name, ...dated } of z.array(recipientSchema).parse(rows)) {
    const receiver = { id, code, name, shortName: null, level: null };
    const isThere = dated.validFrom <= on && (dated.validTo === null || dated.validTo >= on);
    if (isThere) receivers.push(receiver);
    else outsiders.push({ ...receiver, reason: absence(dated, on) });
  }
  const known = new Set([...receivers, ...outsiders].map(({ id }) => id));
  const others = units.filter(({ id }) => !known.has(id));
  return { receivers, outsiders: [...outsiders, ...outsidersOf(others, unit.id, "là nơi giao", on)] };
}

const receiverOf = (target: DecisionTarget, to: To) =>
  to === "unit" ? target.unitId : target.unitId === null ? target.recipientId : null;

/** What a sheet for this time of a decision that was read may name, and what the decision gives already. */
export async function getSheetContext(decision: Decision, scope: TargetScope, to: To): Promise<SheetContext> {
  const on = receivingDay(decision.effectiveOn, scope);
  const [named, targets] = await Promise.all([
    to === "unit" ? listNamedUnits(decision, on) : listNamedRecipients(decision, on),
    listDecisionTargets(decision),
  ]);
  const current = targets.flatMap((target) => {
    const receiverId = receiverOf(target, to);
    if (target.scope !== scope || receiverId === null) return [];
    const { indicator, kind, value, isLocked } = target;
    return [{ receiverId, indicator, kind, value, isLocked }];
  });
  return { ...named, current };
}

type Base = { period: PeriodId | null; values: ReadonlyMap<string, bigint | null> };

async function readBase(decision: Decision, table: TargetTable, to: To, today: Day): Promise<Base> {
  if (to === "unit") {
    const { basePeriod, units } = await getCascade(decision, table, today);
    return { period: basePeriod, values: new Map(units.map(({ unit, value }) => [unit.id, value])) };
  }
  const { basePeriod, recipients } = await getRecipientCascade(decision, table);
  return {
    period: basePeriod,
    values: new Map(recipients.map(({ recipient, value }) => [recipient.id, value])),
  };
}

type Asked = {
  scope: TargetScope;
  indicators: readonly IndicatorId[];
  to: To;
  today: Day;
  drives?: DriveNames;
};

/** The form of a decision that was read: its receivers, what each had at the end of the year before, and the draft so far. */
export async function getTargetTemplate(
  decision: Decision,
  { scope, indicators, to, today, drives = new Map() }: Asked,
): Promise<TargetTemplate> {
  const { receivers, current } = await getSheetContext(decision, scope, to);
  const given = new Map(current.map((one) => [[one.receiverId, one.indicator, one.kind].join(), one.value]));
  const bases = new Map<IndicatorId, Base>();
  for (const indicator of indicators) {
    const table = { scope, indicator, kind: kindsOf(indicator)[0] ?? "headcount" };
    bases.set(indicator, await readBase(decision, table, to, today));
  }
  const valuesOf = (id: string): SheetValues[] =>
    [...bases].map(([indicator, { values }]) => {
      const drafted = (kind: string) => given.get([id, indicator, kind].join()) ?? null;
      return {
        indicator,
        base: values.get(id) ?? null,
        increase: drafted("increase"),
        target: drafted("headcount") ?? drafted("amount"),
        rate: null,
      };
    });
  const periods = [...bases.values()].flatMap(({ period }) => (period === null ? [] : [asOfDay(period)]));
  return {
    title: `Chỉ tiêu ${scopeName(scope, drives)} của ${decision.unit.name}`,
    baseDay: formatDay(
      periods.toSorted().at(-1) ?? dayBefore(scopeDays(scope)?.from ?? decision.effectiveOn),
    ),
    scopeName: scopeName(scope, drives),
    indicators,
    rows: receivers.map((receiver) => ({ receiver, values: valuesOf(receiver.id) })),
  };
}

const dayBefore = (day: Day): Day => `${Number(day.slice(0, 4)) - 1}-12-31`;

/** Writes what a sheet changes. A reading moves no locked cell, and the decision that was `seen` has locked none since. */
export async function saveSheetChanges(
  seen: Pick<Decision, "id" | "lockVersion">,
  scope: TargetScope,
  to: To,
  changes: readonly SheetTarget[],
  actor: Actor,
  now: Date,
): Promise<SaveResult> {
  const tables = new Map<string, { table: TargetTable; cells: DraftCell[] }>();
  for (const { receiverId, indicator, kind, value } of changes) {
    const key = `${indicator} ${kind}`;
    const entry = tables.get(key) ?? { table: { scope, indicator, kind }, cells: [] };
    entry.cells.push({ to, id: receiverId, value, isLocked: false });
    tables.set(key, entry);
  }
  return saveTargetDrafts(seen, [...tables.values()], actor, now);
}
