/** The record that closes a period as a Word document: what its page shows, from the same data. */
import { fileAnswer, refuse, refusePeriod, refuseUnit } from "@/app/api/v1/answers";
import { requireApiActor } from "@/lib/auth/session";
import { findClosingRecord } from "@/lib/data/closing-record";
import { periodIdSchema } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";
import { writePaper } from "@/lib/word/write-paper";

type Context = { params: Promise<{ period: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const period = periodIdSchema.safeParse((await params).period);
  if (!period.success) return refusePeriod();
  const unit = unitIdSchema.safeParse(new URL(request.url).searchParams.get("unit") ?? "");
  if (!unit.success) return refuse(400, "bad_unit", "Cần nêu đơn vị (unit): VN hoặc một tỉnh");
  const found = await findClosingRecord(actor, unit.data, period.data, new Date());
  if (found.kind !== "record") return found.kind === "no-unit" ? refuseUnit() : refusePeriod();
  const file = `bao-phu_bien-ban-chot-so_${found.unit.id}_${period.data}.docx`;
  return fileAnswer(await writePaper(found.paper), "docx", file);
}
