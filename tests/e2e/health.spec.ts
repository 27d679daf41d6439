import packageJson from "@/package.json" with { type: "json" };
import { expect, test } from "@/tests/support/fixtures";

test("the health of app and database is open to the unsigned and never cached", async ({ request }) => {
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toEqual({ status: "ok", database: "ok", version: packageJson.version });
  expect(answer.headers()["cache-control"]).toBe("no-store");
});

test("somebody who is signed in is not sent to the login page", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/account");
  await expect(page).toHaveURL("/account");
});

test("a browser that looks for an icon by itself finds it, signed in or not", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, "image/svg+xml"]);
});
