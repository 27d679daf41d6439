/** Writes the demo's decisions and targets, all recorded by the central office on the day they took effect. */
import type { ClientBase } from "pg";
import type { Day } from "@/lib/domain/day";
import { copyRows } from "@/prisma/seed/copy";
import type { DemoTargets } from "./targets";

const recordedAt = ({ effectiveOn }: { effectiveOn: Day }) => `${effectiveOn}T08:00:00+07:00`;

export async function writeTargets(client: ClientBase, parts: readonly DemoTargets[], recordedBy: string) {
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
    ],
    parts.flatMap(({ decisions }) =>
      decisions.map((one) => [
        one.id,
        one.unitId,
        one.issuer,
        one.number,
        one.decidedOn,
        one.effectiveOn,
        "issued",
        recordedAt(one),
        recordedBy,
      ]),
    ),
  );
  await copyRows(
    client,
    "targets",
    [
      "province_id",
      "unit_id",
      "scope",
      "indicator_id",
      "kind",
      "decision_id",
      "version",
      "value",
      "recorded_at",
    ],
    parts.flatMap(({ decisions, targets }) => {
      const recorded = new Map(decisions.map((one) => [one.id, recordedAt(one)]));
      return targets.map((one) => [
        one.provinceId,
        one.unitId,
        one.scope,
        one.indicator,
        one.kind,
        one.decisionId,
        1,
        one.value,
        recorded.get(one.decisionId) ?? null,
      ]);
    }),
  );
}
