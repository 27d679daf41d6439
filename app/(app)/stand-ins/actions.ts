"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { startStandingIn } from "@/lib/auth/stand-in";
import { createStandIn, findStandIn, revokeStandIn } from "@/lib/data/stand-ins";
import { newStandInSchema } from "@/lib/domain/stand-in";
import { refused, saved } from "@/lib/form-state";
import { STAND_IN_REFUSALS } from "@/lib/refusals";

const idSchema = z.object({ id: z.uuid() });

export const createStandInAction = keepingValues(
  formAction(newStandInSchema, async (input, actor) => {
    const result = await createStandIn(input, actor, new Date());
    revalidatePath("/stand-ins");
    return result.ok ? saved("Đã lập ủy quyền.") : refused(STAND_IN_REFUSALS[result.reason]);
  }),
);

export const revokeStandInAction = formAction(idSchema, async ({ id }, actor) => {
  const isRevoked = await revokeStandIn(id, actor, new Date());
  revalidatePath("/stand-ins");
  return isRevoked
    ? saved("Đã thu hồi. Người làm thay bị dừng ngay ở thao tác tới.")
    : refused("Ủy quyền này không còn hiệu lực.");
});

/** From now on this browser acts for the absent person, if the database says so at each request. */
export const startStandInAction = formAction(idSchema, async ({ id }, actor) => {
  const found = await findStandIn(actor, id, new Date());
  if (found === null || found === "over") return refused("Ủy quyền này không có hiệu lực hôm nay.");
  await startStandingIn(found);
  redirect("/");
});
