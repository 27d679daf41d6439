/** What the routes ask and answer that no module of the domain describes. */
import { z } from "zod";
import { EXPORT_TABLES } from "@/lib/domain/export-table";
import { isIndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema } from "@/lib/domain/period";
import { TARGET_KINDS } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { unitIdSchema } from "@/lib/domain/unit";
import { kindsOf } from "@/lib/domain/decision";

/** Every refusal: a word for programs, a sentence for people. */
export const refusalSchema = z.object({
  error: z.string(),
  message: z.string(),
  /** Of a unit that is not there in the period. */
  successors: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })).optional(),
});

export const versionSchema = z.object({ version: z.string() });
export const periodQuerySchema = z.object({
  period: periodIdSchema.meta({ description: "Tháng 2023-11 hoặc ngày 2021-11-18" }),
});
export const unitQuerySchema = z.object({ unit: unitIdSchema });

export const tableFormatSchema = z.enum(["csv", "xlsx"]);
export const unitExportQuerySchema = z.object({ table: z.enum(EXPORT_TABLES), format: tableFormatSchema });
export const templateFormatSchema = z.enum(["xlsx", "csv"]).default("xlsx");
export const reportFileSchema = z.enum(["word", "brief", "excel", "pdf"]);

const indicatorText = z.string().refine(isIndicatorId);
const cascadeFields = z.object({
  indicator: indicatorText,
  kind: z.enum(TARGET_KINDS),
  scope: targetScopeSchema,
});
export const cascadeQuerySchema = cascadeFields.refine(({ indicator, kind }) =>
  kindsOf(indicator).includes(kind),
);

export const targetTemplateQuerySchema = z.object({
  scope: targetScopeSchema,
  indicator: z.array(indicatorText).min(1).max(20),
  to: z.enum(["units", "recipients"]).default("units"),
});

const digits = z.string().regex(/^-?\d+$/);
/** Of a rate in percent with two decimals. */
const amount = z.string().regex(/^-?\d+(\.\d{2})?$/);
const lineSchema = z.object({
  unit: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  value: digits.nullable(),
  plan: amount.nullable(),
  current: amount.nullable(),
  denominator: digits.nullable(),
  assigned: amount.nullable(),
  locked: z.boolean(),
});

export const cascadeAnswerSchema = cascadeFields.extend({
  decision: z.object({ id: z.string(), issuer: z.string(), number: z.string(), status: z.string() }),
  on: z.string(),
  period: z.string().nullable(),
  targets: z.array(
    z.object({
      kind: z.enum(TARGET_KINDS),
      value: amount.nullable(),
      issuer: z.string(),
      decision: z.string(),
      headline: z.boolean(),
    }),
  ),
  own: lineSchema.nullable(),
  units: z.array(lineSchema),
});

export const messageSchema = z.object({ message: z.string() });
