"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { saveFavourite, type FavouriteRefusal } from "@/lib/data/unit-marks";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused, saved } from "@/lib/form-state";

const schema = z.object({ unit: unitIdSchema, marked: z.enum(["0", "1"]) });

const REFUSALS: Record<FavouriteRefusal, string> = {
  "not-found": "Không có đơn vị này trong phạm vi của tài khoản.",
  "too-many": "Đã theo dõi 30 đơn vị. Bỏ bớt một đơn vị rồi thêm.",
};

/** Marks or unmarks a unit for whoever asks. */
export const favouriteAction = formAction(schema, async ({ unit, marked }, actor) => {
  const refusal = await saveFavourite(actor, unit, marked === "1", new Date());
  if (refusal) return refused(REFUSALS[refusal]);
  revalidatePath(`/units/${unit}`);
  return saved(marked === "1" ? "Đang theo dõi" : "Đã bỏ theo dõi");
});
