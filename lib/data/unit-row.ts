/** Units as every statement that needs whole ones reads them. */
import { z } from "zod";
import { REPORTING_KINDS } from "@/lib/domain/indicator";
import { UNIT_LEVELS, type Unit } from "@/lib/domain/unit";

export const unitRowSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(UNIT_LEVELS),
  reportingKind: z.enum(REPORTING_KINDS).nullable(),
  parentId: z.string().nullable(),
  provinceId: z.string(),
  path: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
}) satisfies z.ZodType<Unit>;

/** Of a table `units u`. */
export const UNIT_COLUMNS = `u.id, u.code, u.name, u.short_name AS "shortName", u.level::text, u.reporting_kind::text AS "reportingKind",
  u.parent_id AS "parentId", u.province_id AS "provinceId", u.path, u.valid_from::text AS "validFrom", u.valid_to::text AS "validTo"`;
