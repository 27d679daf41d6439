import { DEMO_ACCOUNTS } from "@/prisma/demo/accounts";
import { createAccount, fillLogin, PASSWORD } from "../support/accounts";
import { E2E_OIDC, E2E_URL } from "../support/e2e-settings";
import { expect, expectAccessible, test } from "../support/fixtures";
import { OidcProvider } from "../support/oidc-provider";

const WRONG = "Tên đăng nhập hoặc mật khẩu không đúng";

for (const { username, password, displayName } of DEMO_ACCOUNTS) {
  test(`${username} signs in with what the login page shows`, async ({ page }) => {
    await page.goto("/login");
    await expect(page.getByRole("row", { name: username })).toContainText(password);
    await fillLogin(page, username, password);
    await expect(page).not.toHaveURL(/login/);
    await page.goto("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(displayName);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("signing in leads back to where one wanted to go, signing out ends it", async ({ page, sql }) => {
      const { username, displayName } = await createAccount(sql, { role: "viewer", unit: "VN" });
      await page.goto("/account?tab=1");
      await expect(page).toHaveURL("/login?callbackUrl=%2Faccount%3Ftab%3D1");
      await fillLogin(page, username, PASSWORD);
      await expect(page).toHaveURL("/account?tab=1");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(displayName);
      await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();
      await expect(page).toHaveURL("/login");
      await page.goto("/account");
      await expect(page).toHaveURL("/login?callbackUrl=%2Faccount");
    });

    test("an unknown name and a wrong password get the same answer", async ({ page, sql }) => {
      const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
      await page.goto("/login?callbackUrl=/account");
      await fillLogin(page, username, "không phải mật khẩu");
      await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
      const known = new URL(page.url()).search;
      await fillLogin(page, "khong-co-ai", "không phải mật khẩu");
      await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
      expect(new URL(page.url()).search).toBe(known);
      await fillLogin(page, username, PASSWORD);
      await expect(page).toHaveURL("/account");
    });

    test("a password set by somebody else is changed before anything else", async ({ page, sql }) => {
      const { username } = await createAccount(sql, { role: "viewer", unit: "VN", mustChange: true });
      await page.goto("/login");
      await fillLogin(page, username, PASSWORD);
      await expect(page).toHaveURL("/account");
      await page.goto("/units/VN");
      await expect(page).toHaveURL("/account");
      await expect(page.getByText("Đổi mật khẩu trước khi dùng hệ thống")).toBeVisible();

      const change = page.getByRole("button", { name: "Đổi mật khẩu" });
      await page.getByLabel("Mật khẩu đang dùng").fill("không phải nó");
      await page.getByLabel("Mật khẩu mới", { exact: true }).fill("một câu khác hẳn");
      await page.getByLabel("Nhập lại mật khẩu mới").fill("một câu khác hẳn");
      await change.click();
      await expect(page.getByText("Mật khẩu đang dùng không đúng")).toBeVisible();

      await page.getByLabel("Mật khẩu đang dùng").fill(PASSWORD);
      await page.getByLabel("Mật khẩu mới", { exact: true }).fill("ngắn quá");
      await page.getByLabel("Nhập lại mật khẩu mới").fill("ngắn quá");
      await change.click();
      await expect(page.getByText("Mật khẩu mới cần ít nhất 12 ký tự")).toBeVisible();

      await page.getByLabel("Mật khẩu đang dùng").fill(PASSWORD);
      await page.getByLabel("Mật khẩu mới", { exact: true }).fill("một câu khác hẳn");
      await page.getByLabel("Nhập lại mật khẩu mới").fill("một câu khác hẳn");
      await change.click();
      await expect(page).toHaveURL("/units/VN");
    });
  });
}

test("sixth try has to wait, and says how long", async ({ page, sql }) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  await page.goto("/login");
  for (const wrong of ["một", "hai", "ba", "bốn", "năm"]) {
    await fillLogin(page, username, wrong);
    await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
  }
  await fillLogin(page, username, PASSWORD);
  await expect(page.getByText(/Đã nhập sai nhiều lần\. Thử lại sau \d+ giây\./)).toBeVisible();
});

test("a visitor's own X-Forwarded-For brings no new tries", async ({ page, request, sql }) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  for (const address of ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"]) {
    const form = { csrfToken, username, password: "sai" };
    const headers = { origin: E2E_URL, "x-forwarded-for": address };
    await request.post("/api/auth/callback/credentials", { form, headers, maxRedirects: 0 });
  }
  await page.goto("/login");
  await fillLogin(page, username, PASSWORD);
  await expect(page.getByText(/Đã nhập sai nhiều lần/)).toBeVisible();
});

test("a disabled user is out at the next click", async ({ page, login, sql }) => {
  const { id } = await login({ role: "viewer", unit: "VN" });
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Phiên đăng nhập" })).toBeVisible();
  await sql.query("UPDATE users SET is_active = false WHERE id = $1", [id]);
  await page.getByRole("link", { name: "Về trang chính" }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("signing out everywhere ends the session in the other browser too", async ({
  page,
  browser,
  login,
  sql,
}) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  const other = await browser.newContext();
  const there = await other.newPage();
  for (const window of [page, there]) {
    await window.goto("/login?callbackUrl=/account");
    await fillLogin(window, username, PASSWORD);
    await expect(window).toHaveURL("/account");
  }
  await page.getByRole("button", { name: "Đăng xuất mọi nơi" }).click();
  await expect(page).toHaveURL("/login");
  await there.reload();
  await expect(there).toHaveURL(/\/login/);
  await other.close();
  await login({ role: "viewer", unit: "VN" });
  await page.goto("/account");
  await expect(page).toHaveURL("/account");
});

test("a change of password keeps this browser signed in and no other", async ({ page, browser, sql }) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  const other = await browser.newContext();
  const there = await other.newPage();
  for (const window of [page, there]) {
    await window.goto("/login?callbackUrl=/account");
    await fillLogin(window, username, PASSWORD);
    await expect(window).toHaveURL("/account");
  }
  await page.getByLabel("Mật khẩu đang dùng").fill(PASSWORD);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("một câu khác hẳn");
  await page.getByLabel("Nhập lại mật khẩu mới").fill("một câu khác hẳn");
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByText("Đã đổi mật khẩu")).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL("/account");
  await there.reload();
  await expect(there).toHaveURL(/\/login/);
  await other.close();
});

test("who belongs to an ended unit is told so and sees nothing", async ({ page, login }) => {
  await login({ role: "director", unit: "593" });
  await page.goto("/units/VN");
  await expect(page).toHaveURL("/account");
  await expect(page.getByText(/không còn hoạt động/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Về trang chính" })).toBeHidden();
});

test("a foreign return address is forgotten", async ({ page, sql }) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  await page.goto("/login?callbackUrl=https://evil.example/");
  await fillLogin(page, username, PASSWORD);
  await expect(page).toHaveURL("/units/VN");
});

test("a session lasts twelve hours, however often it is asked for", async ({ page, request, sql }) => {
  const { username } = await createAccount(sql, { role: "viewer", unit: "VN" });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, username, password: PASSWORD };
  await request.post("/api/auth/callback/credentials", {
    headers: { origin: E2E_URL },
    form,
    maxRedirects: 0,
  });
  const first = await (await request.get("/api/auth/session")).json();
  const second = await (await request.get("/api/auth/session")).json();
  const hours = (Date.parse(first.expires) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(11.9);
  expect(hours).toBeLessThanOrEqual(12);
  expect(second.expires).toBe(first.expires);
  await page.close();
});

test("the login and account pages can be used by everybody", async ({ page, login }) => {
  await page.goto("/login?error=CredentialsSignin");
  await expectAccessible(page);
  await login({ role: "manager", unit: "68-2025" });
  await page.goto("/account");
  await expectAccessible(page);
});

test.describe("single sign-on", () => {
  test.describe.configure({ mode: "serial" });
  const provider = new OidcProvider();
  test.beforeAll(() => provider.start());
  test.afterAll(() => provider.stop());

  test("signs in the user to whom an admin gave this issuer and subject", async ({ page, sql }) => {
    provider.subject = crypto.randomUUID();
    const { issuer } = E2E_OIDC;
    const user = await createAccount(sql, { role: "viewer", unit: "VN", issuer, subject: provider.subject });
    await page.goto("/login?callbackUrl=/account");
    await page.getByRole("button", { name: "Đăng nhập bằng tài khoản cơ quan" }).click();
    await expect(page).toHaveURL("/account");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(user.displayName);
  });

  test("makes no account for a stranger", async ({ page, sql }) => {
    provider.subject = crypto.randomUUID();
    const count = "SELECT count(*) FROM users WHERE oidc_subject = $1";
    await page.goto("/login");
    await page.getByRole("button", { name: "Đăng nhập bằng tài khoản cơ quan" }).click();
    await expect(page.getByText("Tài khoản cơ quan này chưa được cấp quyền")).toBeVisible();
    expect((await sql.query(count, [provider.subject])).rows).toEqual([{ count: "0" }]);
  });

  test("does not know the same subject of another issuer", async ({ page, sql }) => {
    provider.subject = crypto.randomUUID();
    const issuer = "https://another.example";
    await createAccount(sql, { role: "viewer", unit: "VN", issuer, subject: provider.subject });
    await page.goto("/login");
    await page.getByRole("button", { name: "Đăng nhập bằng tài khoản cơ quan" }).click();
    await expect(page.getByText("Tài khoản cơ quan này chưa được cấp quyền")).toBeVisible();
  });

  test("lets no disabled user in", async ({ page, sql }) => {
    provider.subject = crypto.randomUUID();
    const { issuer } = E2E_OIDC;
    const { id } = await createAccount(sql, {
      role: "viewer",
      unit: "VN",
      issuer,
      subject: provider.subject,
    });
    await sql.query("UPDATE users SET is_active = false WHERE id = $1", [id]);
    await page.goto("/login");
    await page.getByRole("button", { name: "Đăng nhập bằng tài khoản cơ quan" }).click();
    await expect(page.getByText("Tài khoản cơ quan này chưa được cấp quyền")).toBeVisible();
  });

  test("takes no answer that this browser did not ask for", async ({ page }) => {
    await page.goto("/api/auth/callback/oidc?code=stolen&state=stolen");
    await expect(page).toHaveURL(/\/login/);
    await expect(page.getByText("Chưa đăng nhập được. Làm lại.")).toBeVisible();
  });
});
