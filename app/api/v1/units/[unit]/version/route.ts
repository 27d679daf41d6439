/** Whether anything that the page of a unit shows has changed: small enough to be asked by every open page. */
import { answerOnce, refuse, refusePeriod, refuseTime, refuseUnit, versionOf } from "@/app/api/v1/answers";
import { requireApiActor } from "@/lib/auth/session";
import { findSummary } from "@/lib/data/summary";
import { periodIdSchema } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

type Context = { params: Promise<{ unit: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const period = periodIdSchema.safeParse(new URL(request.url).searchParams.get("period") ?? "");
  if (!period.success) return refuse(400, "bad_period", "Kỳ không hợp lệ");
  const unit = unitIdSchema.safeParse((await params).unit);
  if (!unit.success) return refuseUnit();

  const found = await findSummary(actor, unit.data, period.data);
  if (found.kind === "not-valid") return refuseTime(found.unit, found.successors);
  if (found.kind !== "summary") return found.kind === "no-unit" ? refuseUnit() : refusePeriod();
  const version = versionOf(actor.id, found.unitId, period.data, found.state);
  return answerOnce(request, `"${version}"`, async () => Response.json({ version }));
}
