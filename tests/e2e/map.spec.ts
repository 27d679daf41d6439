import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/fixtures";

/** Closed months of the short demo, before and after the reform of July 2025. */
const BEFORE = "2025-05";
const AFTER = "2025-10";

const map = (page: Page) => page.getByRole("group", { name: /^Bản đồ / });
const provinces = (page: Page) => map(page).getByRole("link");
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

test.describe("the map of provinces", () => {
  test.beforeEach(async ({ login }) => {
    await login({ role: "central", unit: "VN" });
  });

  test("shows the provinces of the period, each a link with its name and value", async ({ page }) => {
    await page.goto(`/units/VN?period=${BEFORE}`);
    await expect(provinces(page)).toHaveCount(63);
    await page.goto(`/units/VN?period=${AFTER}`);
    await expect(provinces(page)).toHaveCount(34);
    await expect(map(page).getByRole("link", { name: /^Lâm Đồng: \d+(,\d)?%$/ })).toHaveAttribute(
      "href",
      `/units/68-2025?period=${AFTER}`,
    );
    await expect(map(page).getByText("Quần đảo Hoàng Sa")).toBeVisible();
    await expect(map(page).getByText("Quần đảo Trường Sa")).toBeVisible();
    await expect(
      page.getByText("Open Development Mekong / Cục Đo đạc và Bản đồ, CC BY-SA 4.0"),
    ).toBeVisible();
    await expect(page.locator(".legend")).toContainText("Tỷ lệ bao phủ BHYT");
  });

  test("is one stop of the tabulator; arrows lead through the country, Enter down into a province", async ({
    page,
  }) => {
    await page.goto(`/units/VN?period=${AFTER}`);
    await expect(provinces(page)).toHaveCount(34);
    await page.getByRole("group", { name: "Tô màu theo" }).getByRole("link").last().focus();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatch(/%$/);
    await page.keyboard.press("End");
    expect(await focused(page)).toMatch(/^Cà Mau: /);
    await page.keyboard.press("Home");
    expect(await focused(page)).toMatch(/^Cao Bằng: /);
    await page.keyboard.press("ArrowDown");
    const name = (await focused(page))?.split(":")[0] ?? "";
    expect(name).not.toBe("Cao Bằng");
    await page.keyboard.press("Tab");
    await expect(map(page).locator(":focus")).toHaveCount(0);
    await page.keyboard.press("Shift+Tab");
    expect((await focused(page))?.split(":")[0]).toBe(name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });

  test("is coloured by what the address says", async ({ page }) => {
    await page.goto(`/units/VN?period=${AFTER}&compare=mom`);
    await page.getByRole("group", { name: "Tô màu theo" }).getByRole("link", { name: "Tăng, giảm" }).click();
    await expect(page).toHaveURL(/compare=mom&map=growth/);
    await expect(page.locator(".legend")).toContainText("% so với tháng trước");
    await expect(provinces(page).first()).toHaveAccessibleName(/: ([+−]\d|0)/);
  });

  test("has the table for a twin", async ({ page }) => {
    await page.goto(`/units/VN?period=${AFTER}`);
    await page.getByRole("link", { name: "bảng 34 tỉnh, thành phố" }).click();
    await expect(page).toHaveURL(/#don-vi$/);
    await expect(page.getByRole("region", { name: "Bảng 34 tỉnh, thành phố" })).toBeInViewport();
  });

  test("the notes beside it lead to the units they name", async ({ page }) => {
    await page.goto(`/units/VN?period=${AFTER}`);
    const notes = page.locator(".attention");
    await expect(notes.getByRole("heading", { name: "Điều cần chú ý" })).toBeVisible();
    const first = notes.getByRole("link").first();
    const name = await first.innerText();
    await first.click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });
});

test.describe("then and now", () => {
  test.beforeEach(async ({ login }) => {
    await login({ role: "viewer", unit: "VN" });
  });

  test("today's 34 take the place of the 63, and the nation stays the same", async ({ page }) => {
    await page.goto(`/units/VN?period=${BEFORE}`);
    const total = page.getByRole("row", { name: /^Toàn quốc/ });
    const before = await total.innerText();
    await page.getByRole("group", { name: "Địa giới" }).getByRole("link", { name: "Hiện nay 34" }).click();
    await expect(page).toHaveURL(/boundaries=now/);
    await expect(page.getByRole("heading", { name: "34 tỉnh, thành phố", exact: true })).toBeVisible();
    await expect(provinces(page)).toHaveCount(34);
    await expect(page.getByText(/theo địa giới ngày/)).toBeVisible();
    expect(await total.innerText()).toBe(before);
  });

  test("a merged province shows those that went into it, and they lead back to it", async ({ page }) => {
    await page.goto(`/units/VN?period=${BEFORE}&boundaries=now`);
    await page.getByRole("rowheader", { name: "Lâm Đồng" }).getByRole("link").click();
    const then = page.getByRole("region", { name: "Bảng tỉnh, thành phố trước khi hợp nhất" });
    await expect(then.getByRole("rowheader")).toHaveText([
      /Bình Thuận/,
      /Đắk Nông/,
      /Lâm Đồng/,
      /Lâm Đồng hiện nay/,
    ]);
    await then.getByRole("link", { name: "Bình Thuận" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Bình Thuận" })).toBeVisible();
    await expect(page.getByText("Từ 01/07/2025 thuộc Lâm Đồng.")).toBeVisible();
    await page.getByRole("group", { name: "Địa giới" }).getByRole("link", { name: "Hiện nay" }).click();
    await expect(page).toHaveURL(/\/units\/68-2025\?period=2025-05&boundaries=now/);
  });

  test("its trend says what it is made of", async ({ page }) => {
    await page.goto(`/units/68-2025?period=${AFTER}`);
    await expect(
      page.getByText("Trước 01/07/2025 là tổng của Bình Thuận, Đắk Nông, Lâm Đồng."),
    ).toBeVisible();
  });

  test("there is no switch where both trees are the same", async ({ page }) => {
    await page.goto(`/units/VN?period=${AFTER}`);
    await expect(page.getByRole("heading", { name: "34 tỉnh, thành phố", exact: true })).toBeVisible();
    await expect(page.getByRole("group", { name: "Địa giới" })).toHaveCount(0);
  });

  test("a page that is not there without today's tree says how to see it", async ({ page }) => {
    await page.goto(`/units/68-2025?period=${BEFORE}`);
    await page.getByRole("link", { name: /theo địa giới hiện nay/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Lâm Đồng" })).toBeVisible();
  });

  for (const path of [
    `/units/VN?period=${BEFORE}&boundaries=now&map=growth`,
    `/units/68-2025?period=${BEFORE}&boundaries=now`,
  ])
    test(`${path} breaks no rule of accessibility and fits a phone`, async ({ page }) => {
      test.slow();
      await page.goto(path);
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.reload();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the table stands for the map, and the switches work", async ({ page, login }) => {
    await login({ role: "viewer", unit: "VN" });
    await page.goto(`/units/VN?period=${BEFORE}`);
    await expect(page.locator(".map")).toBeHidden();
    await expect(page.locator(".legend")).toBeVisible();
    await page.getByRole("group", { name: "Địa giới" }).getByRole("link", { name: "Hiện nay 34" }).click();
    await expect(page.getByRole("heading", { name: "34 tỉnh, thành phố", exact: true })).toBeVisible();
  });
});
