"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { createWall, revokeWall } from "@/lib/data/walls";
import { timeInVietnam } from "@/lib/domain/day";
import { formatCode, newWallSchema } from "@/lib/domain/wall";
import { refused, saved, type FormState } from "@/lib/form-state";

/** A code that is on no other screen and in no store: who leaves the page makes another one. */
export type NewWall = FormState | { ok: true; message: string; code: string; until: string };

export const createWallAction = keepingValues<NewWall>(
  formAction(newWallSchema, async (input, actor): Promise<NewWall> => {
    const created = await createWall(input, actor, new Date());
    if (!created.ok) return refused("Không tạo được màn hình cho đơn vị này");
    revalidatePath("/walls");
    const [code, until] = [formatCode(created.code), timeInVietnam(created.codeExpiresAt)];
    return { ok: true, message: `Đã tạo màn hình “${input.label}”`, code, until };
  }),
);

export const revokeWallAction = formAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  const isRevoked = await revokeWall(id, actor, new Date());
  revalidatePath("/walls");
  return isRevoked
    ? saved("Đã thu hồi. Màn hình tắt ở lần chuyển bảng tới.")
    : refused("Màn hình này không còn mở");
});
