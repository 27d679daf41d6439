/** Whether anything that the page of a period shows has changed: small enough to be asked by every open page. */
import { answerOnce, refusePeriod, versionOf } from "@/app/api/v1/answers";
import { versionSchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { readPeriodState } from "@/lib/data/discipline";
import { periodIdSchema } from "@/lib/domain/period";

type Context = { params: Promise<{ period: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const period = periodIdSchema.safeParse((await params).period);
  const state = period.success ? await readPeriodState(actor, period.data) : null;
  if (!period.success || state === null) return refusePeriod();
  const version = versionOf(actor, actor.unit.id, period.data, state);
  return answerOnce(request, `"${version}"`, async () => Response.json(versionSchema.parse({ version })));
}
