import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { isDatabaseUp } from "@/lib/data/health";

test("however many ask at once, the database is asked once, and again a moment later", async () => {
  const asked = Array.from({ length: 50 }, () => isDatabaseUp());
  expect(new Set(asked).size).toBe(1);
  expect(await asked[0]).toBe(true);
  await sleep(400);
  expect(isDatabaseUp()).not.toBe(asked[0]);
  expect(await isDatabaseUp()).toBe(true);
});
