import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/auth/options";
import { isAuthRoute, withLocalRedirect } from "@/lib/auth/next-auth-routes";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Of next-auth's routes only those that signing in needs; the rest (its log sink, its English pages) do not exist here. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!isAuthRoute(request, nextauth)) return Response.json({ error: "not_found" }, { status: 404 });
  const handler = NextAuth(authOptions()) as (request: NextRequest, context: Context) => Promise<Response>;
  return withLocalRedirect(await handler(request, context));
}

export { handle as GET, handle as POST };
