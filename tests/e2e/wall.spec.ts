import { createHash } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import type pg from "pg";
import { E2E_URL } from "../support/e2e-settings";
import { expect, expectAccessible, expectReadable, test as base } from "../support/fixtures";

type Screens = {
  /** A browser at which nobody is signed in, as large as a screen on a wall. */
  wallScreen: (options?: { javaScriptEnabled: boolean }) => Promise<Page>;
};

const LARGE = { width: 1920, height: 1080 };

const test = base.extend<Screens>({
  wallScreen: async ({ browser, complaints }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async (options) => {
      const context = await newScreen(browser, options);
      contexts.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

const newScreen = (browser: Browser, options = { javaScriptEnabled: true }) =>
  browser.newContext({ ...options, baseURL: E2E_URL, viewport: LARGE, locale: "vi-VN" });

/** Made on the page of whoever is signed in there; the code as it is shown. */
async function makeWall(page: Page, unit: string, label: string, seconds = "60"): Promise<string> {
  await page.goto("/walls");
  await page.getByRole("combobox", { name: "Đơn vị" }).selectOption({ label: unit });
  await page.getByLabel("Tên màn hình").fill(label);
  await page.getByLabel("Số giây mỗi bảng").fill(seconds);
  await page.getByRole("button", { name: "Tạo mã" }).click();
  const code = page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/);
  await expect(code).toBeVisible();
  return code.innerText();
}

async function open(screen: Page, code: string): Promise<void> {
  await screen.goto("/wall");
  await screen.getByLabel("Mã gồm 16 chữ số").fill(code);
  await screen.getByRole("button", { name: "Mở màn hình" }).click();
}

/** Until the script of a panel listens, a key is lost. */
async function press(wall: Page, key: string): Promise<void> {
  await wall.locator("html[data-idle]").waitFor({ state: "attached" });
  await wall.keyboard.press(key);
}

test("a code typed once shows the nation in turn, and nothing else", async ({ page, login, wallScreen }) => {
  test.setTimeout(120_000);
  await login({ role: "central", unit: "VN" });
  await page.goto("/");
  await page.getByLabel(/^Tài khoản:/).click();
  await page.getByRole("link", { name: "Màn hình phòng điều hành" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Màn hình phòng điều hành" })).toBeVisible();
  const code = await makeWall(page, "Toàn quốc", "Tầng 5");
  await expect(page.getByText(`${E2E_URL}/wall`)).toBeVisible();
  await expectAccessible(page);

  const wall = await wallScreen();
  await wall.goto("/wall");
  await expectAccessible(wall);
  await open(wall, code);
  await expect(wall.getByRole("heading", { level: 1, name: "Việt Nam" })).toBeVisible();
  await expect(wall.getByText(/^Số liệu đến/)).toBeVisible();

  const second = await wallScreen();
  await open(second, code);
  await expect(second.getByRole("main").getByRole("alert")).toContainText("Mã không dùng được");

  const [cookie, ...others] = await wall.context().cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ name: "bao-phu.wall", path: "/wall", httpOnly: true, sameSite: "Strict" });
  const forced = { cookie: `bao-phu.wall=${cookie?.value}`, origin: E2E_URL };
  for (const address of ["/", "/units/VN", "/walls", "/submissions", "/account"]) {
    const answer = await wall.request.get(address, { headers: forced, maxRedirects: 0 });
    expect.soft([address, answer.status()]).toEqual([address, 307]);
    expect.soft(answer.headers().location).toMatch(/^\/login/);
  }
  for (const address of ["summary", "version", "export"]) {
    const answer = await wall.request.get(`/api/v1/units/VN/${address}`, { headers: forced });
    expect.soft([address, answer.status()]).toEqual([address, 401]);
  }
});

test("every panel fits a large and a small screen, dark and light, and is accessible", async ({
  page,
  login,
  wallScreen,
}) => {
  test.setTimeout(180_000);
  await login({ role: "central", unit: "VN" });
  for (const unit of ["Toàn quốc", "Lâm Đồng"]) {
    const wall = await wallScreen();
    await open(wall, await makeWall(page, unit, `Vừa ${unit}`));
    for (const panel of [0, 1, 2, 3, 4, 5]) {
      for (const [width, height, theme, expectFit] of [
        [1920, 1080, "dark", expectReadable],
        [1366, 768, "light", expectAccessible],
      ] as const) {
        await wall.setViewportSize({ width, height });
        await wall.goto(`/wall?panel=${panel}&theme=${theme}`);
        const overflow = await wall.evaluate(() => {
          const { scrollHeight, scrollWidth } = document.documentElement;
          const foot = document.querySelector(".wall-foot")?.getBoundingClientRect().top ?? 0;
          const body = [...document.querySelectorAll(".wall-body *")];
          const below = body.filter((one) => one.getBoundingClientRect().bottom > foot + 1).length;
          return { below, isWide: scrollWidth > innerWidth, isTall: scrollHeight > innerHeight };
        });
        expect
          .soft([unit, panel, width, overflow])
          .toEqual([unit, panel, width, { below: 0, isWide: false, isTall: false }]);
        await expectFit(wall);
      }
    }
  }
});

test("panels change by themselves and by keys, and going on needs no second answer", async ({
  page,
  login,
  wallScreen,
}) => {
  await login({ role: "central", unit: "VN" });
  const wall = await wallScreen();
  await open(wall, await makeWall(page, "Toàn quốc", "Chuyển", "10"));
  await expect(wall).toHaveURL(/panel=0$/);
  await expect(wall).toHaveURL(/panel=1$/, { timeout: 20_000 });
  await press(wall, "ArrowRight");
  await expect(wall).toHaveURL(/panel=2$/);
  const transferred = () =>
    wall.evaluate(
      () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).transferSize,
    );
  expect(await transferred()).toBe(0);
  await press(wall, "ArrowLeft");
  await expect(wall).toHaveURL(/panel=1$/);
  await press(wall, " ");
  await expect(wall.getByRole("status")).toHaveText("Tạm dừng");
  await press(wall, " ");
  await expect(wall.getByRole("status")).toBeEmpty();
  expect(await wall.evaluate(() => history.length)).toBeLessThan(5);
});

test("without its server a screen keeps its panel, says since when, and goes on by itself", async ({
  page,
  login,
  wallScreen,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED/);
  await login({ role: "central", unit: "VN" });
  const wall = await wallScreen();
  await open(wall, await makeWall(page, "Toàn quốc", "Mất mạng"));
  await expect(wall.getByRole("heading", { level: 1, name: "Việt Nam" })).toBeVisible();
  await wall.context().setOffline(true);
  await press(wall, "ArrowRight");
  await expect(wall.getByRole("status")).toHaveText(/^Mất kết nối từ \d\d:\d\d, số liệu lúc \d\d:\d\d$/);
  await expect(wall).toHaveURL(/panel=0$/);
  await expect(wall.getByRole("heading", { level: 1, name: "Việt Nam" })).toBeVisible();
  await wall.context().setOffline(false);
  await expect(wall).toHaveURL(/panel=1$/, { timeout: 20_000 });
});

test("a manager makes and revokes a screen of the own province without JavaScript", async ({
  browser,
  anotherPerson,
  wallScreen,
}) => {
  const { page } = await anotherPerson({ role: "manager", unit: "68-2025" });
  const plain = await browser.newContext({
    baseURL: E2E_URL,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const manager = await plain.newPage();
  const code = await makeWall(manager, "Lâm Đồng", "Không script");
  const wall = await wallScreen({ javaScriptEnabled: false });
  await open(wall, code);
  await expect(wall.getByRole("heading", { level: 1, name: "Lâm Đồng" })).toBeVisible();
  await expect(wall.locator("noscript meta")).toHaveAttribute("content", "60;url=/wall?panel=1");

  await manager.goto("/walls");
  await expect(manager.getByRole("row", { name: /Không script/ })).toContainText("Đang mở");
  await expect(manager.getByRole("option")).toHaveCount(1);
  await manager.getByRole("button", { name: "Thu hồi Không script" }).click();
  await expect(manager.getByRole("row", { name: /Không script/ })).toContainText("Đã thu hồi");
  await wall.goto("/wall?panel=1");
  await expect(wall.getByText("Màn hình này đã bị thu hồi.")).toBeVisible();
  await expect(wall.getByLabel("Mã gồm 16 chữ số")).toBeVisible();
  await plain.close();
});

test("who is signed in stays signed in beside a screen", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await open(page, await makeWall(page, "Toàn quốc", "Cùng trình duyệt"));
  await expect(page.getByRole("heading", { level: 1, name: "Việt Nam" })).toBeVisible();
  await page.goto("/walls");
  await expect(page.getByRole("heading", { level: 1, name: "Màn hình phòng điều hành" })).toBeVisible();
});

const digest = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);
const forget = (sql: pg.Pool) =>
  sql.query("DELETE FROM sign_in_attempts WHERE key LIKE $1", [`pair:${digest("màn hình")}:%`]);

test("wrong codes are answered alike, and after five tries have to wait", async ({ wallScreen, sql }) => {
  await forget(sql);
  const wall = await wallScreen();
  for (const code of ["0000 0000 0000 0000", "12", "abcd", "1111111111111111", "0000000000000001"]) {
    await open(wall, code);
    await expect(wall.getByRole("main").getByRole("alert")).toHaveText(
      "Mã không dùng được: sai, đã hết hạn hoặc đã dùng.",
    );
  }
  await open(wall, "0000000000000002");
  await expect(wall.getByRole("main").getByRole("alert")).toHaveText(
    "Đã nhập sai nhiều lần. Thử lại sau ít phút.",
  );
  await forget(sql);
});
