/** Whether anything that the page of a unit shows has changed: small enough to be asked by every open page. */
import { dashboardQuery, parseSelection } from "@/app/(app)/units/[unit]/selection";
import {
  answerOnce,
  refuse,
  refuseMissing,
  refusePeriod,
  refuseTime,
  refuseUnit,
  versionOf,
} from "@/app/api/v1/answers";
import { versionSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { findUnitDashboard } from "@/lib/data/dashboard";
import { findSummary } from "@/lib/data/summary";
import { dayInVietnam } from "@/lib/domain/day";
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

  // History in today's tree has a state of its own, and so has a unit that had not begun.
  const selection = parseSelection(unit.data, Object.fromEntries(new URL(request.url).searchParams));
  if (selection?.boundaries === "now") {
    const found = await findUnitDashboard(actor, dashboardQuery(selection, dayInVietnam(new Date())));
    if (found.kind !== "found") return refuseMissing(found);
    return answer(request, versionOf(actor, found.unit.id, found.period, found.state));
  }
  const found = await findSummary(actor, unit.data, period.data);
  if (found.kind === "not-valid") return refuseTime(found.unit, found.successors);
  if (found.kind !== "summary") return found.kind === "no-unit" ? refuseUnit() : refusePeriod();
  return answer(request, versionOf(actor, found.unitId, period.data, found.state));
}

const answer = (request: Request, version: string) =>
  answerOnce(request, `"${version}"`, async () => Response.json(versionSchema.parse({ version })));
