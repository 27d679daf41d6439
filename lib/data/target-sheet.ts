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

const asReceiver = ({ id, code, name, shortName }: Unit): SheetReceiver => ({ id, code, name, shortName });

/** Why a unit or recipient is not there on the day. */
export function absence({ validFrom, validTo }: Dated, on: Day): string {
  if (validFrom > on) return `chỉ có từ ngày ${formatDay(validFrom)}`;
  return `đã kết thúc ngày ${formatDay(validTo ?? on)}`;
}

type Named = Pick<SheetContext, "receivers" | "outsiders">;

/** The units below, as they stand on the day, and those that somebody might still name. */
async function listNamedUnits(decision: Decision, on: Day): Promise<Named> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u WHERE (u.id = $1 OR u.parent_id = $1) AND u.level <> 'commune'
     ORDER BY length(u.path), u.code`,
    decision.unit.id,
  );
  const receivers: SheetReceiver[] = [];
  const outsiders: SheetOutsider[] = [];
  for (const unit of z.array(unitRowSchema).parse(rows)) {
    const isOwn = unit.id === decision.unit.id;
    if (isOwn) outsiders.push({ ...asReceiver(unit), reason: "là tổng của cả bảng" });
    else if (!existsOn(unit, on)) outsiders.push({ ...asReceiver(unit), reason: absence(unit, on) });
    else if (mayReceive(decision, unit)) receivers.push(asReceiver(unit));
  }
  return { receivers, outsiders };
}

const recipientSchema = z.object({
  id: z.string(),
  name: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});

async function listNamedRecipients({ unit }: Decision, on: Day): Promise<Named> {
  const rows = await db.$queryRawUnsafe(
    `SELECT id, name, valid_from::text AS "validFrom", valid_to::text AS "validTo" FROM recipients
     WHERE province_id = $1 AND unit_id = $2 ORDER BY kind, name, id`,
    unit.provinceId,
    unit.id,
  );
  const receivers: SheetReceiver[] = [];
  const outsiders: SheetOutsider[] = [];
  for (const { id, name, ...dated } of z.array(recipientSchema).parse(rows)) {
    const receiver = { id, code: null, name, shortName: null };
    const isThere = dated.validFrom <= on && (dated.validTo === null || dated.validTo >= on);
    if (isThere) receivers.push(receiver);
    else outsiders.push({ ...receiver, reason: absence(dated, on) });
  }
  return { receivers, outsiders };
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
    const { indicator, kind, value } = target;
    return [{ receiverId, indicator, kind, value }];
  });
  return { ...named, current };
}

type Base = { period: PeriodId | null; rows: { receiver: SheetReceiver; value: bigint | null }[] };

async function readBase(decision: Decision, table: TargetTable, to: To): Promise<Base> {
  if (to === "unit") {
    const { basePeriod, units } = await getCascade(decision, table);
    return {
      period: basePeriod,
      rows: units.map(({ unit, value }) => ({ receiver: asReceiver(unit), value })),
    };
  }
  const { basePeriod, recipients } = await getRecipientCascade(decision, table);
  return {
    period: basePeriod,
    rows: recipients.map(({ recipient: { id, name }, value }) => ({
      receiver: { id, code: null, name, shortName: null },
      value,
    })),
  };
}

/** The form of a decision that was read: its receivers, what each had at the end of the year before, and the draft so far. */
export async function getTargetTemplate(
  decision: Decision,
  scope: TargetScope,
  indicators: readonly IndicatorId[],
  to: To,
  drives: DriveNames = new Map(),
): Promise<TargetTemplate> {
  const { current } = await getSheetContext(decision, scope, to);
  const given = new Map(current.map((one) => [[one.receiverId, one.indicator, one.kind].join(), one.value]));
  const bases = new Map<IndicatorId, Base>();
  for (const indicator of indicators)
    bases.set(
      indicator,
      await readBase(decision, { scope, indicator, kind: kindsOf(indicator)[0] ?? "headcount" }, to),
    );
  const all = [...bases.values()];
  const values = (id: string): SheetValues[] =>
    [...bases].map(([indicator, { rows }]) => {
      const drafted = (kind: string) => given.get([id, indicator, kind].join()) ?? null;
      return {
        indicator,
        base: rows.find(({ receiver }) => receiver.id === id)?.value ?? null,
        increase: drafted("increase"),
        target: drafted("headcount") ?? drafted("amount"),
        rate: null,
      };
    });
  const periods = all.flatMap(({ period }) => (period === null ? [] : [asOfDay(period)]));
  return {
    title: `Chỉ tiêu ${scopeName(scope, drives)} của ${decision.unit.name}`,
    baseDay: formatDay(
      periods.toSorted().at(-1) ?? dayBefore(scopeDays(scope)?.from ?? decision.effectiveOn),
    ),
    scopeName: scopeName(scope, drives),
    indicators,
    rows: (all[0]?.rows ?? []).map(({ receiver }) => ({ receiver, values: values(receiver.id) })),
  };
}

const dayBefore = (day: Day): Day => `${Number(day.slice(0, 4)) - 1}-12-31`;

/** Writes what a sheet changes; a cell that was locked stays locked. */
export async function saveSheetChanges(
  seen: Pick<Decision, "id" | "lockVersion" | "status">,
  scope: TargetScope,
  to: To,
  changes: readonly SheetTarget[],
  actor: Actor,
  now: Date,
): Promise<SaveResult> {
  const targets = await listDecisionTargets(seen);
  const locked = new Set(
    targets
      .filter((one) => one.isLocked && one.scope === scope)
      .map((one) => keyOf(one, receiverOf(one, to))),
  );
  const tables = new Map<string, { table: TargetTable; cells: DraftCell[] }>();
  for (const { receiverId, indicator, kind, value } of changes) {
    const key = `${indicator} ${kind}`;
    const entry = tables.get(key) ?? { table: { scope, indicator, kind }, cells: [] };
    const isLocked = locked.has(keyOf({ indicator, kind }, receiverId));
    entry.cells.push({ to, id: receiverId, value, isLocked });
    tables.set(key, entry);
  }
  return saveTargetDrafts(seen, [...tables.values()], actor, now);
}

const keyOf = ({ indicator, kind }: Pick<TargetTable, "indicator" | "kind">, receiver: string | null) =>
  [indicator, kind, receiver].join(" ");
