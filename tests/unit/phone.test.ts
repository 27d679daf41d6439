import { expect, test } from "vitest";
import { phoneChoiceSchema, phoneSchema, telHref } from "@/lib/domain/phone";

test.each(["0912345678", "0912 345 678", "+84 912 345 678", "0252 (3821) 234", "0252.3821.234 máy 12"])(
  "%s is a number to call",
  (given) => {
    expect(phoneSchema.parse(` ${given}  `)).toBe(given);
  },
);

test.each(["", "abc", "123", "0912 345 678\nBcc: x", "<script>", "0".repeat(40), "không có"])(
  "%j is none",
  (given) => {
    expect(phoneSchema.safeParse(given).success).toBe(false);
  },
);

test("an empty field takes the number away", () => {
  expect(phoneChoiceSchema.parse({ phone: "" })).toEqual({ phone: null });
});

test.each([
  ["0912 345 678", "tel:0912345678"],
  ["+84 912 345 678", "tel:+84912345678"],
  ["0252 3821 234 máy 12", "tel:02523821234;ext=12"],
])("%s is dialled as %s", (phone, href) => {
  expect(telHref(phone)).toBe(href);
});
