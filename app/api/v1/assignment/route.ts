/** The table of assignment as a file: the rows of the page for the same selection, by the same functions. */
import { parseAssignment } from "@/app/(app)/targets/assignment/selection";
import { fileAnswer, refuse, refuseUnit } from "@/app/api/v1/answers";
import { tableFormatSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { getAssignment, getProvinceAssignment } from "@/lib/data/assignment";
import { isDemo } from "@/lib/data/reference";
import { readDriveNames } from "@/lib/data/scope-drives";
import { assignmentTable, sortAssignment } from "@/lib/domain/assignment-view";
import { dayInVietnam } from "@/lib/domain/day";
import { toCsv } from "@/lib/domain/export-csv";
import type { ExportTable } from "@/lib/domain/export-table";
import { isKnownScope, scopeName } from "@/lib/domain/target-scope";
import { writeWorkbook } from "@/lib/excel/write-workbook";
import { DRIVE_REFUSALS } from "@/lib/refusals";

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const today = dayInVietnam(new Date());
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const selection = parseAssignment(search, today);
  const format = tableFormatSchema.safeParse(search.format);
  if (!selection || !format.success)
    return refuse(
      400,
      "bad_export",
      "Cần nêu thời gian (scope), chỉ tiêu (indicator) và dạng tệp (format: csv hoặc xlsx)",
    );
  const { scope, indicator, province, sort } = selection;
  const drives = await readDriveNames(actor, [scope]);
  if (!isKnownScope(scope, drives)) return refuse(404, "not_found", DRIVE_REFUSALS["not-found"]);
  const told = { time: scopeName(scope, drives), indicator };
  const table = async (): Promise<ExportTable | null> => {
    if (province === null) {
      const { rows, on } = await getAssignment(scope, indicator, today);
      return assignmentTable(sortAssignment(rows, sort), { ...told, of: "Toàn quốc", below: "đơn vị", on });
    }
    const found = await getProvinceAssignment(actor, province, scope, indicator, today);
    if (!found?.units) return null;
    const { units, row, on } = found;
    return assignmentTable(units, { ...told, of: row.unit.name, below: "bên nhận", on });
  };
  const made = await table();
  if (!made) return refuseUnit();
  const whole = (await isDemo())
    ? {
        ...made,
        provenance: [
          ...made.provenance,
          ["Minh họa", "Bản trình diễn: phần lớn số liệu là minh họa, không dùng làm báo cáo"] as const,
        ],
      }
    : made;
  const body = format.data === "csv" ? toCsv(whole) : await writeWorkbook(whole);
  const name = ["bao-phu_giao-chi-tieu", scope, indicator, province ?? "VN"]
    .join("_")
    .replace(/[^0-9A-Za-z_-]/g, "");
  return fileAnswer(body, format.data, `${name}.${format.data}`);
}
