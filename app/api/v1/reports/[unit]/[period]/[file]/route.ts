/** A report as a file: the same report as its page, issued or draft, in Word or Excel, or printed. */
import { answerOnce, entityTag, fileAnswer, refuse, refuseMissing, refuseUnit } from "@/app/api/v1/answers";
import { parseReport, type ReportAddress } from "@/app/(app)/reports/selection";
import { reportFileSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { findReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { isEmptyReport } from "@/lib/domain/report";
import { mayPrint, printReport } from "@/lib/print/report-pdf";
import { writeReportFile, type ReportFileKind } from "@/lib/report-file";
import { Turns } from "@/lib/turns.mjs";

type Context = { params: Promise<{ unit: string; period: string; file: string }> };
type FileKind = ReportFileKind | "pdf";

/** Each costs the one processor of this process; a printing also the memory of a browser. */
const TURNS = {
  documents: new Turns({ atOnce: 2, waiting: 60, each: 10 }),
  printing: new Turns({ atOnce: 1, waiting: 4, each: 1 }),
};
const AGAIN_AFTER = 5;

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = await params;
  const edition = new URL(request.url).searchParams.get("edition") ?? undefined;
  const address = parseReport(asked.unit, asked.period, edition);
  const file = reportFileSchema.safeParse(asked.file);
  if (!address) return refuseUnit();
  if (!file.success) return refuse(404, "file_not_found", "Báo cáo có các tệp: word, brief, excel và pdf");
  if (file.data === "pdf" && !mayPrint())
    return refuse(404, "file_not_found", "Máy chủ này không in PDF; dùng nút In của trang báo cáo");
  const turns = file.data === "pdf" ? TURNS.printing : TURNS.documents;
  return (await turns.take(actor.id, () => answer(request, actor, address, file.data))) ?? refuseBusy();
}

async function answer(
  request: Request,
  actor: Actor,
  { unitId, period, edition }: ReportAddress,
  file: FileKind,
): Promise<Response> {
  // Whoever has gone while others had their turn wants nothing any more.
  if (request.signal.aborted) return refuseBusy();
  const found = await findReport(actor, unitId, period, edition);
  if (found.kind === "no-edition") return refuse(404, "edition_not_found", "Không có bản ban hành này");
  if (found.kind !== "found") return refuseMissing(found);
  if (isEmptyReport(found.report)) return refuse(404, "report_empty", "Chưa có số liệu nào được duyệt");
  const today = dayInVietnam(new Date());
  const content = JSON.stringify([found.standing, found.report]);
  const etag = entityTag(actor, "report", file, today, content);
  return answerOnce(request, etag, async () => {
    const written = await (file === "pdf" ? printReport(found, today) : writeReportFile(file, found, today));
    if (written === null)
      return refuse(503, "not_printed", "Chưa in được PDF; thử lại, hoặc dùng nút In của trang báo cáo");
    return fileAnswer(written.bytes, written.format, written.name);
  });
}

function refuseBusy(): Response {
  const message = "Đang có nhiều báo cáo được lập cùng lúc; đợi ít giây rồi thử lại";
  const refusal = refuse(503, "busy", message);
  refusal.headers.set("Retry-After", String(AGAIN_AFTER));
  return refusal;
}
