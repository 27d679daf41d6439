/** Writes the demo's drives: made and closed by the central office, their days told by the directors. */
import type { ClientBase } from "pg";
import { addDays } from "@/lib/domain/day";
import { copyRows } from "@/prisma/seed/copy";
import { closedAt, toldAt, type DemoDrive } from "./drives";
import type { Staff } from "./staff";

export async function writeDrives(
  client: ClientBase,
  drives: readonly DemoDrive[],
  { central, directorOf }: Pick<Staff, "central" | "directorOf">,
): Promise<void> {
  await copyRows(
    client,
    "drives",
    [
      "id",
      "unit_id",
      "kind",
      "name",
      "starts_on",
      "ends_on",
      "created_by",
      "created_at",
      "closed_at",
      "closed_by",
      "summary",
    ],
    drives.map((drive) => {
      const { id, kind, name, startsOn, endsOn, summary } = drive;
      const made = `${addDays(startsOn, -10)}T09:00:00+07:00`;
      const closed = summary === null ? [null, null, null] : [closedAt(drive), central, summary];
      return [id, "VN", kind, name, startsOn, endsOn, central, made, ...closed];
    }),
  );
  for (const { id, provinces, goals, results } of drives) {
    await copyRows(
      client,
      "drive_units",
      ["province_id", "unit_id", "drive_id"],
      provinces.map((provinceId) => [provinceId, provinceId, id]),
    );
    const whole = new Map<string, bigint>();
    for (const { indicator, value } of goals) whole.set(indicator, (whole.get(indicator) ?? 0n) + value);
    await copyRows(
      client,
      "drive_goals",
      ["province_id", "unit_id", "drive_id", "indicator_id", "value"],
      [
        ...[...whole].map(([indicator, value]) => ["VN", "VN", id, indicator, value]),
        ...goals.map(({ provinceId, indicator, value }) => [provinceId, provinceId, id, indicator, value]),
      ],
    );
    await copyRows(
      client,
      "drive_results",
      ["province_id", "unit_id", "drive_id", "day", "indicator_id", "value", "recorded_by", "recorded_at"],
      results.map(({ provinceId, unitId, day, indicator, value }) => [
        provinceId,
        unitId,
        id,
        day,
        indicator,
        value,
        directorOf.get(unitId) ?? null,
        toldAt(day),
      ]),
    );
  }
}
