"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { markAllRead, markRead } from "@/lib/data/inbox";
import type { FormState } from "@/lib/form-state";

/** The list moves, which says it: silence is success. The bell of every page counts anew. */
function done(): FormState {
  revalidatePath("/", "layout");
  return null;
}

export const markReadAction = formAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  await markRead(actor, id, new Date());
  return done();
});

export const markAllReadAction = formAction(z.object({ seenAt: z.iso.datetime() }), async (input, actor) => {
  await markAllRead(actor, new Date(input.seenAt), new Date());
  return done();
});
