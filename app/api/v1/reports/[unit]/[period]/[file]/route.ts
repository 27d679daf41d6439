/** A report as a file: the same report as its page, issued or draft, in Word or Excel. */
import { answerOnce, entityTag, refuse, refuseMissing, refuseUnit } from "@/app/api/v1/answers";
import { parseReport } from "@/app/(app)/reports/selection";
import { reportFileSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { findReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import { rightsOf } from "@/lib/domain/policy";
import { isEmptyReport } from "@/lib/domain/report";
import { writeReportFile } from "@/lib/report-file";

type Context = { params: Promise<{ unit: string; period: string; file: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = await params;
  const edition = new URL(request.url).searchParams.get("edition") ?? undefined;
  const address = parseReport(asked.unit, asked.period, edition);
  const file = reportFileSchema.safeParse(asked.file);
  if (!address) return refuseUnit();
  if (!file.success) return refuse(404, "file_not_found", "Báo cáo có ba tệp: word, brief và excel");
  const found = await findReport(actor, address.unitId, address.period, address.edition);
  if (found.kind !== "found") return refuseMissing(found);
  if (isEmptyReport(found.report)) return refuse(404, "report_empty", "Chưa có số liệu nào được duyệt");
  const today = dayInVietnam(new Date());
  const etag = entityTag(
    "report",
    rightsOf(actor),
    file.data,
    today,
    JSON.stringify([found.issued?.issue, found.report]),
  );
  return answerOnce(request, etag, async () => {
    const { name, type, bytes } = await writeReportFile(file.data, found, today);
    return new Response(new Uint8Array(bytes), {
      headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` },
    });
  });
}
