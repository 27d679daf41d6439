import { expect, test, vi } from "vitest";
import { z } from "zod";
import { lostSheet, sheetsOf } from "@/components/sheet/sheet-answer";
import { formAction } from "@/lib/action";
import { saved, unanswered } from "@/lib/form-state";

vi.mock("@/lib/auth/session", () => ({ requireActor: async () => ({ id: "somebody" }) }));
vi.mock("@/lib/auth/request-context", () => ({ requestLog: async () => ({ error: () => undefined }) }));

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const broken = {
  ok: false,
  message: "Chưa lưu được do lỗi hệ thống. Tải lại trang rồi làm lại.",
};
const breaks = (): never => {
  throw new RangeError("a bug");
};

test("what is not well formed is answered field by field", async () => {
  const action = formAction(z.object({ day: z.iso.date("Ngày sai") }), async () => saved());
  expect(await action(null, form({ day: "hôm nay", $ACTION_ID: "x" }))).toEqual({
    ok: false,
    message: "Dữ liệu chưa hợp lệ",
    fieldErrors: { day: ["Ngày sai"] },
  });
  expect(await action(null, form({ day: "2023-11-30" }))).toEqual({ ok: true, message: "Đã lưu" });
});

test("a bug is answered with one line, be it in reading the form or in what it asks for", async () => {
  const reading = formAction(z.object({ day: z.string().refine(breaks) }), async () => saved());
  expect(await reading(null, form({ day: "x" }))).toEqual(broken);
  const running = formAction(z.object({ day: z.string() }), breaks);
  expect(await running(null, form({ day: "x" }))).toEqual(broken);
});

test("a form that gets no answer keeps its texts, and says that it may have been carried out", () => {
  const state = unanswered(form({ reason: "Thiếu số thu", event: "return" }));
  expect(state).toMatchObject({ ok: false, values: { reason: "Thiếu số thu", event: "return" } });
  expect(state?.message).toMatch(/^Chưa gửi được vì máy chủ chưa trả lời\..*tải lại trang/);
});

test("a form for sheets that gets no answer keeps the preview it stands under, however often", () => {
  const preview = { sheets: ["Tháng 1", "Tháng 2"] };
  const lost = lostSheet({ ok: true, message: "1 thay đổi", preview }, form({ intent: "write" }));
  expect(lost).toMatchObject({ ok: false, values: { intent: "write" }, preview });
  expect(lostSheet(lost, form({}))).toMatchObject({ ok: false, preview });
  expect(sheetsOf(lost)).toEqual(preview.sheets);
  const unread = lostSheet<typeof preview>(
    { ok: false, message: "Chọn trang tính", sheets: ["Tháng 3"] },
    form({}),
  );
  expect(unread).not.toHaveProperty("preview");
  expect(sheetsOf(unread)).toEqual(["Tháng 3"]);
  expect(lostSheet(null, form({ paste: "7" }))).toMatchObject({ ok: false, values: { paste: "7" } });
});
