/** One unit and period for programs: session cookie or bearer token, JSON in every answer. */
import { answerOnce, entityTag, refuse, refusePeriod, refuseTime, refuseUnit } from "@/app/api/v1/answers";
import { requireApiActor } from "@/lib/auth/session";
import { findSummary, type NoSummary } from "@/lib/data/summary";
import { periodIdSchema } from "@/lib/domain/period";
import { summarySchema } from "@/lib/domain/summary";
import { unitIdSchema } from "@/lib/domain/unit";

type Context = { params: Promise<{ unit: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const period = periodIdSchema.safeParse(new URL(request.url).searchParams.get("period") ?? "");
  if (!period.success) return refuse(400, "bad_period", period.error.issues[0]?.message ?? "Kỳ không hợp lệ");
  const unit = unitIdSchema.safeParse((await params).unit);
  if (!unit.success) return refuseUnit();

  const found = await findSummary(actor, unit.data, period.data);
  if (found.kind !== "summary") return refuseMissing(found);
  const etag = entityTag(actor, "summary", found.unitId, period.data, found.state);
  return answerOnce(request, etag, async () => Response.json(summarySchema.parse(await found.read())));
}

function refuseMissing(reason: NoSummary): Response {
  if (reason.kind === "not-valid") return refuseTime(reason.unit, reason.successors);
  return reason.kind === "no-unit" ? refuseUnit() : refusePeriod();
}
