/** A report as a file: the same report as its page, issued or draft, in Word or Excel. */
import { answerOnce, entityTag, fileAnswer, refuse, refuseMissing, refuseUnit } from "@/app/api/v1/answers";
import { parseReport } from "@/app/(app)/reports/selection";
import { reportFileSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { findReport, type FoundReport } from "@/lib/data/report-editions";
import { dayInVietnam } from "@/lib/domain/day";
import { rightsOf } from "@/lib/domain/policy";
import { isEmptyReport } from "@/lib/domain/report";
import { reportBrief } from "@/lib/domain/report-brief";
import { reportPaper } from "@/lib/domain/report-paper";
import { writeReport } from "@/lib/excel/write-report";
import { writePaper } from "@/lib/word/write-paper";

type Context = { params: Promise<{ unit: string; period: string; file: string }> };

const FILES = {
  word: { format: "docx", name: "bao-cao" },
  brief: { format: "docx", name: "tom-tat" },
  excel: { format: "xlsx", name: "bao-cao" },
} as const;

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
    JSON.stringify([found.standing, found.report]),
  );
  return answerOnce(request, etag, async () => {
    const { format, name } = FILES[file.data];
    const number = found.issued ? `_so-${found.issued.issue.number}` : found.standing === null ? "_nhap" : "";
    const fileName = `bao-phu_${name}_${found.unit.id}_${found.period}${number}.${format}`;
    return fileAnswer(await write(file.data, found, today), format, fileName);
  });
}

function write(file: keyof typeof FILES, { report, standing }: FoundReport, today: string): Promise<Buffer> {
  if (file === "excel") return writeReport(report, standing);
  return writePaper((file === "word" ? reportPaper : reportBrief)(report, standing, today));
}
