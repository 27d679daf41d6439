/** Units, periods and screens by a few letters, within what the caller may open. Nothing typed answers the caller's shortcuts. */
import { find } from "@/app/(app)/search/find";
import { findingsSchema, searchQuerySchema } from "@/app/(app)/search/schemas";
import { requireApiActor } from "@/lib/auth/session";

const HEADERS = { "Cache-Control": "private, no-store" };

export async function GET(request: Request): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const asked = searchQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success)
    return Response.json(
      { error: "bad_query", message: "Câu tìm dài quá 100 ký tự" },
      { status: 400, headers: HEADERS },
    );
  return Response.json(findingsSchema.parse(await find(actor, asked.data, new Date())), { headers: HEADERS });
}
