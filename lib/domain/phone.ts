/** Numbers under which people are called, as they are stored: "0912 345 678", "+84 912 345 678", with an extension "máy 12". */
import { z } from "zod";

const SHAPE = /^\+?[0-9][0-9 .()-]{6,22}[0-9](?: máy [0-9]{1,6})?$/;

export const phoneSchema = z
  .string()
  .trim()
  .overwrite((text) => text.replace(/\s+/g, " "))
  .regex(SHAPE, "Số điện thoại chưa đúng dạng, ví dụ 0912 345 678 hoặc 0252 3821 234 máy 12");

/** Empty: none. */
export const phoneChoiceSchema = z.object({
  phone: z.union([z.literal("").transform(() => null), phoneSchema]),
});

/** The address under which a telephone dials it; the extension apart, or it would be part of the number. */
export function telHref(phone: string): string {
  const [number = "", extension] = phone.split(" máy ");
  const digits = number.replace(/[^0-9+]/g, "");
  return `tel:${digits}${extension === undefined ? "" : `;ext=${extension}`}`;
}
