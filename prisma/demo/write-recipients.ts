/** Writes what the demo's reporting units hand down, and the months of those who received it; recorded by their directors. */
import type { ClientBase } from "pg";
import type { Unit } from "@/lib/domain/unit";
import { addDays } from "@/lib/domain/day";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { copyRows } from "@/prisma/seed/copy";
import {
  demoRecipients,
  isRecipientYear,
  recipientResults,
  recipientTargets,
  type DemoRecipient,
  type HandedDown,
  type RecipientResult,
} from "./recipients";
import type { Staff } from "./staff";
import type { DemoTargets } from "./targets";

type Told = { units: readonly Unit[]; staff: Pick<Staff, "directorOf">; today: string; last: PeriodId };

/** @param byYear the made-up decisions of each year */
export async function writeRecipients(
  client: ClientBase,
  byYear: ReadonlyMap<number, DemoTargets>,
  { units, staff, today, last }: Told,
): Promise<void> {
  const years = [...byYear.keys()].filter((year) => isRecipientYear(last, year));
  if (years.length === 0) return;
  const recipients = demoRecipients(units);
  const directorOf = (unitId: string) => staff.directorOf.get(unitId) ?? null;
  await copyOthers(client, [...recipients.values()].flat());
  for (const year of years) {
    const given = byYear.get(year);
    if (!given) continue;
    const handedDown = recipientTargets(year, given, units, recipients, today);
    await copyDecisions(client, handedDown, directorOf);
    await copyResults(client, recipientResults(year, handedDown, recipients, last), directorOf);
  }
}

/** Communes are there already: they are of every installation. */
async function copyOthers(client: ClientBase, recipients: readonly DemoRecipient[]) {
  const columns = ["province_id", "id", "unit_id", "kind", "name", "valid_from"];
  const others = recipients.filter(({ kind }) => kind !== "commune");
  await copyRows(
    client,
    "recipients",
    columns,
    others.map(({ provinceId, id, unitId, kind, name, validFrom }) => [
      provinceId,
      id,
      unitId,
      kind,
      name,
      validFrom,
    ]),
  );
}

async function copyDecisions(
  client: ClientBase,
  { decisions, targets }: HandedDown,
  directorOf: (unitId: string) => string | null,
) {
  const recordedAt = new Map(decisions.map(({ id, effectiveOn }) => [id, `${effectiveOn}T08:00:00+07:00`]));
  await copyRows(
    client,
    "decisions",
    [
      "id",
      "unit_id",
      "issuer",
      "number",
      "decided_on",
      "effective_on",
      "status",
      "recorded_at",
      "recorded_by",
      "issued_at",
      "issued_by",
      "subject",
    ],
    decisions.map(({ id, unitId, issuer, number, decidedOn, effectiveOn }) => {
      const at = recordedAt.get(id) ?? null;
      const by = directorOf(unitId);
      const subject = `Giao chỉ tiêu năm ${effectiveOn.slice(0, 4)} cho cấp xã, hội đoàn thể, tổ chức dịch vụ thu`;
      return [id, unitId, issuer, number, decidedOn, effectiveOn, "issued", at, by, at, by, subject];
    }),
  );
  await copyRows(
    client,
    "recipient_targets",
    [
      "province_id",
      "recipient_id",
      "scope",
      "indicator_id",
      "kind",
      "decision_id",
      "version",
      "value",
      "recorded_at",
    ],
    targets.map(({ provinceId, recipientId, scope, indicator, decisionId, value }) => [
      provinceId,
      recipientId,
      scope,
      indicator,
      "headcount",
      decisionId,
      1,
      value,
      recordedAt.get(decisionId) ?? null,
    ]),
  );
}

async function copyResults(
  client: ClientBase,
  results: readonly RecipientResult[],
  directorOf: (unitId: string) => string | null,
) {
  await copyRows(
    client,
    "recipient_results",
    ["province_id", "recipient_id", "period_id", "indicator_id", "value", "recorded_by", "recorded_at"],
    results.map(({ provinceId, recipientId, unitId, periodId, indicator, value }) => [
      provinceId,
      recipientId,
      periodId,
      indicator,
      value,
      directorOf(unitId),
      `${addDays(asOfDay(periodId), 2)}T09:00:00+07:00`,
    ]),
  );
}
