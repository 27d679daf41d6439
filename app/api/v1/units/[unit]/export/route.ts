/** A table of a unit's page as a file: what the page shows of the same selection, by the same functions. */
import { dashboardQuery, parseSelection } from "@/app/(app)/units/[unit]/selection";
import { answerOnce, entityTag, fileAnswer, refuse, refuseMissing, refuseUnit } from "@/app/api/v1/answers";
import { unitExportQuerySchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { findUnitDashboard, type UnitDashboard } from "@/lib/data/dashboard";
import { isDemo } from "@/lib/data/reference";
import { dayInVietnam, formatInstant } from "@/lib/domain/day";
import { toCsv } from "@/lib/domain/export-csv";
import { exportFileName, exportTable, type ExportTable } from "@/lib/domain/export-table";
import { writeWorkbook } from "@/lib/excel/write-workbook";

type Context = { params: Promise<{ unit: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const selection = parseSelection((await params).unit, search);
  if (!selection) return refuseUnit();
  const asked = unitExportQuerySchema.safeParse(search);
  if (!asked.success || selection.period === null)
    return refuse(400, "bad_export", "Cần nêu kỳ (period), bảng (table) và dạng tệp (format: csv hoặc xlsx)");
  const { table: name, format } = asked.data;

  const query = dashboardQuery(selection, dayInVietnam(new Date()));
  const found = await findUnitDashboard(actor, query);
  if (found.kind !== "found") return refuseMissing(found);
  const etag = entityTag(actor, "export", found.state, JSON.stringify([query, asked.data]));
  return answerOnce(request, etag, async () => {
    const dashboard = await found.read();
    if (dashboard.kind !== "dashboard") return refuseMissing(dashboard);
    if (name === "children" && !dashboard.hasReadableChildren) return refuseUnit();
    const table = await withOrigin(exportTable(name, dashboard.view, selection), dashboard);
    const file = exportFileName(name, { ...selection, period: dashboard.period.id }, format);
    const body = format === "csv" ? toCsv(table) : await writeWorkbook(table);
    return fileAnswer(body, format, file);
  });
}

/** How old the numbers are, and in a demo that most of them are made up. */
async function withOrigin(table: ExportTable, { updatedAt }: UnitDashboard): Promise<ExportTable> {
  const more: [string, string][] = [
    ...(updatedAt ? [["Cập nhật", formatInstant(updatedAt)] as [string, string]] : []),
    ...((await isDemo())
      ? [
          ["Minh họa", "Bản trình diễn: phần lớn số liệu là minh họa, không dùng làm báo cáo"] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  return { ...table, provenance: [...table.provenance, ...more] };
}
