"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { accountAction, keepingValues } from "@/lib/action";
import { confirmPassword } from "@/lib/auth/confirm-password";
import { hashPassword } from "@/lib/auth/password";
import { endSession, startSession } from "@/lib/auth/session-cookie";
import { stopStandingIn } from "@/lib/auth/stand-in";
import { revokeToken } from "@/lib/data/tokens";
import { endSessions, setUserMail, setUserPassword, setUserPhone } from "@/lib/data/user-changes";
import { getCredentials } from "@/lib/data/users";
import { mailChoiceSchema } from "@/lib/domain/mail";
import { phoneChoiceSchema } from "@/lib/domain/phone";
import { passwordFault, PASSWORD_MAX, PASSWORD_MIN } from "@/lib/domain/sign-in";
import { refused, saved, type FormState } from "@/lib/form-state";

const FAULTS = {
  "too-short": `Mật khẩu mới cần ít nhất ${PASSWORD_MIN} ký tự`,
  "too-long": `Mật khẩu mới dài nhất ${PASSWORD_MAX} ký tự`,
  "is-username": "Mật khẩu mới không được trùng tên đăng nhập",
};

const passwordSchema = z
  .object({
    current: z.string().min(1, "Nhập mật khẩu đang dùng").max(1000),
    next: z.string().min(1, "Nhập mật khẩu mới").max(1000),
    repeat: z.string().max(1000),
  })
  .refine(({ next, repeat }) => next === repeat, { path: ["repeat"], error: "Hai lần nhập không giống nhau" })
  .refine(({ current, next }) => current !== next, {
    path: ["next"],
    error: "Mật khẩu mới phải khác mật khẩu đang dùng",
  });

const wrong = (field: "current" | "next", message: string): FormState => {
  return { ok: false, message: "Chưa đổi mật khẩu", fieldErrors: { [field]: [message] } };
};

export const changePasswordAction = accountAction(passwordSchema, async ({ current, next }, actor) => {
  const now = new Date();
  const fault = passwordFault(next, actor.username);
  if (fault) return wrong("next", FAULTS[fault]);
  const confirmation = await confirmPassword(actor, current, now);
  if (confirmation === "slow-down") return refused("Đã nhập sai nhiều lần. Thử lại sau ít phút.");
  if (confirmation === "wrong") return wrong("current", "Mật khẩu đang dùng không đúng");
  const by = { actorId: actor.id, now };
  await setUserPassword(actor.username, await hashPassword(next), false, by);
  const user = await getCredentials(actor.username);
  if (user) await startSession(user, now);
  if (actor.mustChangePassword) redirect("/");
  return saved("Đã đổi mật khẩu. Các phiên khác đã kết thúc.");
});

export const signOutEverywhereAction = accountAction(z.object({}), async (_input, actor) => {
  await endSessions(actor.username, { actorId: actor.id, now: new Date() });
  await endSession();
  redirect("/login");
});

export const revokeTokenAction = accountAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  const { id: actorId, username } = actor;
  const isRevoked = await revokeToken(id, { actorId, now: new Date() }, { username });
  revalidatePath("/account");
  return isRevoked ? saved("Đã thu hồi mã truy cập") : refused("Mã truy cập không còn hiệu lực");
});

export const savePhoneAction = keepingValues(
  accountAction(phoneChoiceSchema, async ({ phone }, actor) => {
    await setUserPhone(actor.username, phone, { actorId: actor.id, now: new Date() });
    revalidatePath("/account");
    return saved(phone === null ? "Đã bỏ số điện thoại." : "Đã lưu số điện thoại.");
  }),
);

export const saveMailAction = keepingValues(
  accountAction(mailChoiceSchema, async (choice, actor) => {
    await setUserMail(actor.username, choice, { actorId: actor.id, now: new Date() });
    revalidatePath("/account");
    return saved(choice.email === null ? "Đã lưu. Không gửi thư." : `Đã lưu. Thư gửi tới ${choice.email}.`);
  }),
);

/** Back to the own rights; also where the stand-in is over already. */
export const stopStandInAction = accountAction(z.object({}), async () => {
  await stopStandingIn();
  redirect("/");
});
