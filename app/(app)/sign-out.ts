"use server";

import { redirect } from "next/navigation";
import { endSession } from "@/lib/auth/session-cookie";

/** Ends the session in this browser. Takes no input and does nothing for the unsigned, so it asks for no actor. */
export async function signOutAction(): Promise<void> {
  await endSession();
  redirect("/login");
}
