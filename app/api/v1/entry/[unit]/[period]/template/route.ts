/** The month's form of a unit, or of all units of a province, to be filled in a spreadsheet; for those who may fill it. */
import { findSheetPlace } from "@/app/(app)/entry/[unit]/[period]/sheet/read-period";
import { fileAnswer, refuse } from "@/app/api/v1/answers";
import { templateFormatSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { toSpreadsheetCsv } from "@/lib/domain/export-csv";
import { provinceTemplate, templateRows, unitTemplate } from "@/lib/domain/figure-template";
import { periodIdSchema } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";
import { writeFigureTemplate } from "@/lib/excel/write-figure-template";

type Context = { params: Promise<{ unit: string; period: string }> };


export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const { unit: unitText, period: periodText } = await params;
  const [unit, period] = [unitIdSchema.safeParse(unitText), periodIdSchema.safeParse(periodText)];
  const format = templateFormatSchema.safeParse(new URL(request.url).searchParams.get("format") ?? undefined);
  if (!format.success) return refuse(400, "bad_format", "Dạng tệp là xlsx hoặc csv");
  const place =
    unit.success && period.success ? await findSheetPlace(actor, unit.data, period.data, new Date()) : null;
  if (!place) return refuse(404, "not_found", "Không có biểu nào của kỳ này mà tài khoản được nhập");
  const { context } = place;
  const [own] = context.forms;
  const template =
    context.isUnit && own ? unitTemplate(context, own) : provinceTemplate(context, context.forms);
  const body =
    format.data === "csv" ? toSpreadsheetCsv(templateRows(template)) : await writeFigureTemplate(template);
  const file = `so-lieu-${context.periodId}-${place.unit.code}.${format.data}`;
  return fileAnswer(body, format.data, file);
}
