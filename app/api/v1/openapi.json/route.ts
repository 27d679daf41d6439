/** The description of this API for programs and for whoever writes them. */
import { answerOnce, entityTag } from "@/app/api/v1/answers";
import { openApi } from "@/app/api/v1/openapi";
import { requireApiActor } from "@/lib/auth/session";
import { env } from "@/lib/env";

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const description = openApi(env.APP_URL);
  return answerOnce(request, entityTag(null, "openapi", JSON.stringify(description)), async () =>
    Response.json(description),
  );
}
