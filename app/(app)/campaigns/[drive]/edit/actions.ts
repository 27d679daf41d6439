"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { saveDriveHead, type DriveHeadSaved } from "@/lib/data/drive-head";
import { driveIdSchema, newDriveSchema } from "@/lib/domain/drive";
import { cutDaysWords, goneUnitsWords } from "@/lib/domain/drive-head";
import { refused, type FormState } from "@/lib/form-state";
import { DRIVE_REFUSALS } from "@/lib/refusals";

const schema = z.intersection(z.object({ drive: driveIdSchema, seen: z.string().max(500) }), newDriveSchema);

/** Corrects the name, kind and days of a drive that is not closed. */
export const saveDriveHeadAction = keepingValues(
  formAction(schema, async ({ drive, seen, ...head }, actor): Promise<FormState> => {
    const answer = await saveDriveHead(drive, head, seen, actor, new Date());
    if (!answer.ok) return refused(refusalWords(answer));
    revalidatePath("/campaigns", "layout");
    redirect(`/campaigns/${drive}`);
  }),
);

function refusalWords(answer: Extract<DriveHeadSaved, { ok: false }>): string {
  if ("days" in answer) return cutDaysWords(answer.days);
  if ("units" in answer) return goneUnitsWords(answer.units);
  return DRIVE_REFUSALS[answer.reason];
}
