import { expect, test } from "vitest";
import { reasonSchema } from "@/lib/domain/submission";
import { plainText } from "@/lib/domain/text";

test("control characters are taken out of words, line ends and tabs stay", () => {
  expect(plainText(" tăng\u0000 vì\u001b\u0085 đợt 2\u007f\n\tghi thêm ")).toBe("tăng vì đợt 2\n\tghi thêm");
});

test("line ends are alike, whether a form or a script posted them", () => {
  expect(plainText("một\r\nhai\rba\nbốn")).toBe("một\nhai\nba\nbốn");
});

test("letters of any script, marks and emoji stay", () => {
  expect(plainText("Đắk Lắk “ước”, e\u0301 👩‍👧 ngày 1‑7")).toBe("Đắk Lắk “ước”, e\u0301 👩‍👧 ngày 1‑7");
});

test("a reason is cleaned before it is measured: of control characters alone there is none", () => {
  expect(reasonSchema.parse(" Sai số BHYT\u0000\r\n")).toBe("Sai số BHYT");
  expect(reasonSchema.safeParse("\u0000 ").success).toBe(false);
  expect(reasonSchema.safeParse("a".repeat(1001)).success).toBe(false);
});

test("what turns the reading direction is left out: a name reads as it is stored", () => {
  expect(plainText("Tháng\u202e 5\u2066 vận\u200f động")).toBe("Tháng 5 vận động");
});
