"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { secureCookies } from "@/lib/auth/settings";
import { sessionCookieName } from "@/lib/auth/session-token";

/** Ends the session in this browser. Takes no input and does nothing for the unsigned, so it asks for no actor. */
export async function signOutAction(): Promise<void> {
  (await cookies()).delete(sessionCookieName(secureCookies()));
  redirect("/login");
}
