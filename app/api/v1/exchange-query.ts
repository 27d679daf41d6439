/** What programs ask of an exchange, checked before anything is read. */
import { z } from "zod";
import { ID_SCHEMES, readDhis2Period } from "@/lib/domain/exchange-codes";
import type { ExchangeFormat } from "@/lib/domain/exchange-sheet";
import { MOST_PERIODS } from "@/lib/domain/exchange-reading";
import { isIndicatorId } from "@/lib/domain/indicator";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { unitIdSchema } from "@/lib/domain/unit";

const idScheme = z.enum(ID_SCHEMES).default("code").meta({
  description: "Tên của đơn vị và chỉ tiêu: mã (code), id không trùng (id), hoặc theo bảng đổi mã (mapped)",
});
const format = z.enum(["json", "csv"]).default("json");
const orgUnit = unitIdSchema.meta({ description: "Mã đơn vị tại ngày chốt của kỳ, hoặc id" });

/** With an empty list for what was not asked. */
export const figuresQuerySchema = z.object({
  content: z.literal("figures").default("figures"),
  orgUnit,
  period: z
    .array(z.string().transform((text) => readDhis2Period(text)))
    .min(1)
    .max(MOST_PERIODS)
    .refine((periods) => !periods.includes(null))
    .meta({ description: `Tháng 202310 hoặc ngày 20211118; lặp lại được, nhiều nhất ${MOST_PERIODS} kỳ` }),
  dataElement: z
    .array(z.string().refine(isIndicatorId))
    .max(50)
    .meta({ description: "Mã chỉ tiêu; bỏ trống: mọi chỉ tiêu" }),
  idScheme,
  format,
});

export const targetsQuerySchema = z.object({
  content: z.literal("targets"),
  orgUnit,
  period: z.tuple([z.string().regex(/^(?:199|20\d)\d$/)]).meta({ description: "Năm của chỉ tiêu giao" }),
  idScheme,
  format,
});

export const unitsQuerySchema = z.object({ orgUnit: orgUnit.default("VN"), idScheme, format });

export const importQuerySchema = z.object({
  dryRun: z.enum(["true", "false"]).default("false").meta({ description: "true: chỉ kiểm tra, không ghi" }),
});

const scope = targetScopeSchema.meta({ description: "Năm 2026, năm học SY2026, quý 2026-Q4" });
export const draftTargetsQuerySchema = z.object({ scope, idScheme });
export const targetsImportQuerySchema = importQuerySchema.extend({ scope });

const texts = (search: URLSearchParams, name: string) => search.get(name) ?? undefined;
/** "a,b" and a repeated name are the same list. */
const lists = (search: URLSearchParams, name: string) =>
  search.getAll(name).flatMap((text) => text.split(",").filter((one) => one !== ""));

export function dataValuesAsked(search: URLSearchParams) {
  const common = {
    content: texts(search, "content"),
    orgUnit: texts(search, "orgUnit"),
    period: lists(search, "period"),
    idScheme: texts(search, "idScheme"),
    format: texts(search, "format"),
  };
  return common.content === "targets"
    ? targetsQuerySchema.safeParse(common)
    : figuresQuerySchema.safeParse({ ...common, dataElement: lists(search, "dataElement") });
}

export function unitsAsked(search: URLSearchParams) {
  return unitsQuerySchema.safeParse({
    orgUnit: texts(search, "orgUnit"),
    idScheme: texts(search, "idScheme"),
    format: texts(search, "format"),
  });
}

const TYPES = { "application/json": "json", "application/csv": "csv", "text/csv": "csv" } as const;

/** As DHIS2: a content type of JSON or CSV; what is meant otherwise is told by what is in it. */
export function formatOf(request: Request): ExchangeFormat | null {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(TYPES, type) ? TYPES[type as keyof typeof TYPES] : null;
}
