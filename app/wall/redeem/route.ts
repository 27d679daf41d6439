/** Takes the code that was typed on a screen. A plain form, so that it works in any browser and outlives a new version of the app. */
import { openWall } from "@/lib/auth/wall";
import { wallHref, wallSelectionSchema } from "@/lib/domain/wall";

export async function POST(request: Request): Promise<Response> {
  const form = await request.formData();
  const typed = form.get("code");
  const selection = wallSelectionSchema.parse({ theme: form.get("theme") ?? undefined });
  const code = typeof typed === "string" ? typed.slice(0, 100) : "";
  const redemption = await openWall(code, request.headers.get("x-forwarded-for"));
  const error = redemption === "opened" ? "" : `&error=${redemption}`;
  const location = `${wallHref(selection)}${error}`;
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}
