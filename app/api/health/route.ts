/** Whether the app and its database answer; for starters, load balancers and people on duty. Open to the unsigned. */
import { isDatabaseUp } from "@/lib/data/health";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const isUp = await isDatabaseUp();
  const [status, database] = isUp ? ["ok", "ok"] : ["unavailable", "unreachable"];
  return Response.json(
    { status, database, version },
    { status: isUp ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
