/** The form that opens periods, as its fields: rows of days, what is asked, and of whom. */
import { z } from "zod";
import { daySchema, type Day } from "./day";
import { isIndicatorId, REPORTING_KINDS, type IndicatorId, type ReportingKind } from "./indicator";
import { periodIdSchema, type PeriodId } from "./period";
import type { Opening, Required } from "./period-opening";
import { unitIdSchema } from "./unit";

/** The names of the fields; one place, so that screen and server cannot disagree. */
export const FIELDS = {
  on: (row: number) => `on.${row}`,
  id: (row: number) => `id.${row}`,
  due: (row: number) => `due.${row}`,
  scope: "scope",
  unit: (id: string) => `unit.${id}`,
  indicator: (kind: ReportingKind, id: IndicatorId) => `ask.${kind}.${id}`,
} as const;

/** A quarter has at most 14 of a weekday. */
const MOST_ROWS = 20;

export type OpeningRow = { id: PeriodId; dueOn: Day };
export type OpeningForm = { rows: OpeningRow[]; required: Required; asks: string[] | null };

type Fields = Readonly<Record<string, string>>;

function rowsOf(fields: Fields, fail: (field: string, message: string) => void): OpeningRow[] {
  const rows: OpeningRow[] = [];
  const seen = new Set<string>();
  for (let row = 0; row < MOST_ROWS; row += 1) {
    if (fields[FIELDS.on(row)] === undefined) continue;
    const id = periodIdSchema.safeParse(fields[FIELDS.id(row)]);
    const due = daySchema.safeParse(fields[FIELDS.due(row)]);
    if (!id.success) fail(FIELDS.id(row), "Ghi ngày chốt số liệu");
    if (!due.success) fail(FIELDS.due(row), "Ghi hạn nộp");
    if (!id.success || !due.success) continue;
    if (seen.has(id.data)) fail(FIELDS.id(row), "Ngày này đã có ở dòng trên");
    seen.add(id.data);
    rows.push({ id: id.data, dueOn: due.data });
  }
  if (rows.length === 0) fail("rows", "Chọn ít nhất một ngày");
  return rows;
}

function requiredOf(fields: Fields): Required {
  const of = (kind: ReportingKind) =>
    Object.keys(fields).flatMap((name) => {
      const [head, named, id = ""] = name.split(".");
      return head === "ask" && named === kind && isIndicatorId(id) ? [id] : [];
    });
  const [district, office, national] = REPORTING_KINDS.map(of);
  return { district: district ?? [], province_office: office ?? [], national_office: national ?? [] };
}

/** Units that are ticked, `unit.593-2025`. */
export function tickedUnits(fields: Fields): string[] {
  return Object.keys(fields).flatMap((name) => {
    const id = name.startsWith("unit.") ? unitIdSchema.safeParse(name.slice(5)) : null;
    return id?.success ? [id.data] : [];
  });
}

export const openingFormSchema = z
  .record(z.string(), z.string())
  .transform((fields, context): OpeningForm => {
    const fail = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    return {
      rows: rowsOf(fields, fail),
      required: requiredOf(fields),
      asks: fields[FIELDS.scope] === "some" ? tickedUnits(fields) : null,
    };
  });

export const openingsOf = ({ rows, required, asks }: OpeningForm): Opening[] =>
  rows.map(({ id, dueOn }) => ({ id, dueOn, required, asks }));
