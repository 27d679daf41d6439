/** Units whose real numbers a template is tried on. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import type { ReportScope } from "@/lib/domain/report-facts";
import { db } from "./db";

const OF_SCOPE: Record<ReportScope, string> = {
  nation: "u.level = 'nation'",
  province: "u.level = 'province'",
  // Of each province the first will do.
  unit: `u.reporting_kind = 'district' AND u.code = (
    SELECT min(o.code) FROM units o WHERE o.province_id = u.province_id AND o.reporting_kind = 'district'
      AND $1::date BETWEEN o.valid_from AND coalesce(o.valid_to, 'infinity'))`,
};

const sampleSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** Those that exist on the day, by code. */
export async function findSampleUnits(scope: ReportScope, day: Day): Promise<z.infer<typeof sampleSchema>> {
  const rows = await db.$queryRawUnsafe(
    `SELECT u.id, u.name FROM units u
     WHERE ${OF_SCOPE[scope]} AND $1::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
     ORDER BY u.code`,
    day,
  );
  return sampleSchema.parse(rows);
}
