import { expect, test } from "vitest";
import { returnPath } from "@/lib/auth/return-path";

const ORIGIN = "https://baophu.example";

test.each([
  ["/units/VN?period=2023-11", "/units/VN?period=2023-11"],
  ["https://baophu.example/entry/593-2025/2026-10", "/entry/593-2025/2026-10"],
  ["/sources#x", "/sources"],
])("%s is a page of ours", (wanted, path) => {
  expect(returnPath(wanted, ORIGIN)).toBe(path);
});

test.each([
  undefined,
  null,
  "",
  "units/VN",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "https://evil.example/",
  "https://baophu.example.evil.example/",
  "https://baophu.example@evil.example/",
  "javascript:alert(1)",
  "/login",
  "/login?callbackUrl=/",
  "/api/v1/units/VN/summary",
])("%s leads to the front door instead", (wanted) => {
  expect(returnPath(wanted, ORIGIN)).toBe("/");
});
