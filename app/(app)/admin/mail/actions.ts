"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { retryMails } from "@/lib/data/mail-outbox";
import { refused, saved } from "@/lib/form-state";

const NONE = "Không có thư nào gửi lại được. Tải lại trang để xem trạng thái mới.";

export const retryMailAction = formAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  const count = await retryMails(actor, id, new Date());
  revalidatePath("/admin/mail");
  return count > 0 ? saved("Thư vào hàng chờ, gửi trong vòng một phút.") : refused(NONE);
});

export const retryFailedAction = formAction(z.object({}), async (_input, actor) => {
  const count = await retryMails(actor, null, new Date());
  revalidatePath("/admin/mail");
  return count > 0 ? saved(`${count} thư vào hàng chờ.`) : refused(NONE);
});
