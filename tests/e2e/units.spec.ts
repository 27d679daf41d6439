import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

/** Closed months of the short demo, before and after the reform of July 2025. */
const BEFORE = "2025-05";
const AFTER = "2025-10";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const children = (page: Page) => page.getByRole("table").filter({ hasText: "% kế hoạch" }).first();
/** The mark at the end of the line of values, which also a line of one month has. */
const drawnLine = (page: Page) => page.locator(".trend-lines circle[stroke='var(--series)']");
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test.describe("what each role finds", () => {
  test("central sees the nation and follows a number down to the submission it came from", async ({
    page,
    login,
  }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/");
    await expect(heading(page, "Việt Nam")).toBeVisible();
    await page.goto(`/units/VN?period=${AFTER}`);
    await expect(page.getByRole("heading", { name: "34 tỉnh, thành phố" })).toBeVisible();
    await page.getByRole("rowheader", { name: "Lâm Đồng" }).getByRole("link").click();
    await expect(heading(page, "Lâm Đồng")).toBeVisible();
    await page.getByRole("rowheader", { name: "Phan Thiết" }).getByRole("link").click();
    await expect(heading(page, "BHXH cơ sở Phan Thiết")).toBeVisible();
    await expect(page.getByText("Người duyệt")).toBeVisible();
    await page.getByRole("link", { name: "Mở biểu tháng 10/2025" }).click();
    await expect(page).toHaveURL(/\/submissions\/68-2025\.593-2025\.2025-10$/);
  });

  test("a director begins with the own unit and may open its submission", async ({ page, login }) => {
    await login({ role: "director", unit: "593-2025" });
    await page.goto("/");
    await expect(heading(page, "BHXH cơ sở Phan Thiết")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Mở biểu/ }).first()).toBeVisible();
  });

  test("a manager sees how far each unit of the month is, and opens any of them", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto("/units/68-2025");
    await expect(page.getByRole("heading", { name: "28 BHXH cơ sở và văn phòng tỉnh" })).toBeVisible();
    await expect(children(page).getByRole("link", { name: "đã duyệt" }).first()).toHaveAttribute(
      "href",
      /^\/submissions\/68-2025\./,
    );
  });

  test.describe("a viewer and an admin read what is approved, and open no submission", () => {
    for (const role of ["viewer", "admin"] as const)
      test(`as ${role}`, async ({ page, login }) => {
        await login({ role, unit: "VN" });
        await page.goto("/units/68-2025");
        await expect(children(page)).toContainText("đã duyệt");
        await expect(children(page)).not.toContainText("chờ duyệt");
        await expect(page.locator("a[href^='/submissions/']")).toHaveCount(0);
      });
  });

  test("of another province everybody sees the whole, but not its units", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto(`/units/01-2025?period=${AFTER}`);
    await expect(heading(page, "Hà Nội")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Số liệu từng đơn vị không hiển thị" })).toBeVisible();
  });
});

test.describe("what is not there", () => {
  test("a unit that has ended names its successor, with the way there", async ({ page, login }) => {
    await login({ role: "viewer", unit: "VN" });
    const response = await page.goto(`/units/60?period=${AFTER}`);
    expect(response?.status()).toBe(404);
    await expect(heading(page, "Tỉnh Bình Thuận không có trong kỳ tháng 10/2025")).toBeVisible();
    await page.getByRole("link", { name: "Tỉnh Lâm Đồng" }).click();
    await expect(heading(page, "Lâm Đồng")).toBeVisible();
    await expect(page.getByLabel("Kỳ số liệu")).toHaveValue(AFTER);
  });

  for (const path of [
    "/units/99999",
    "/units/VN?period=2019-01",
    "/units/VN?period=khong-phai-ky",
    "/units/VN?indicator=KHONG_CO",
    `/units/001-2025?period=${AFTER}`,
  ])
    test(`${path} is not found for somebody of another province`, async ({ page, login }) => {
      await login({ role: "director", unit: "593-2025" });
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "Không có đơn vị hoặc kỳ số liệu này" })).toBeVisible();
    });
});

test.describe("the table of units", () => {
  test("sorts by its heads, and says by which", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto(`/units/VN?period=${BEFORE}`);
    await expect(page.getByRole("heading", { name: "63 tỉnh, thành phố" })).toBeVisible();
    const plan = page.getByRole("columnheader", { name: "% kế hoạch", exact: true }).first();
    await expect(plan).toHaveAttribute("aria-sort", "descending");
    const name = page.getByRole("columnheader", { name: "Tỉnh, thành phố" });
    await name.getByRole("link").click();
    await expect(name).toHaveAttribute("aria-sort", "ascending");
    await expect(children(page).getByRole("rowheader").first()).toContainText("An Giang");
    await name.getByRole("link").click();
    await expect(name).toHaveAttribute("aria-sort", "descending");
    await expect(children(page).getByRole("rowheader").first()).toContainText("Yên Bái");
  });

  test("holds the two national offices in its foot", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto(`/units/VN?period=${AFTER}`);
    const foot = children(page).locator("tfoot");
    await expect(foot.getByRole("row")).toHaveCount(3);
    await expect(foot).toContainText("BHXH Bộ Quốc phòng");
    await expect(foot).toContainText("Toàn quốc");
  });
});

test("the cards, the switch and the comparator keep what else is selected", async ({ page, login }) => {
  await login({ role: "viewer", unit: "68-2025" });
  await page.goto(`/units/68-2025?period=${AFTER}&sort=name`);
  await page.getByRole("link", { name: "Cuối năm" }).click();
  await expect(page).toHaveURL(/compare=ytd/);
  await page.getByRole("group", { name: "Chỉ tiêu" }).getByRole("link", { name: "Số thu" }).click();
  await expect(page.getByRole("heading", { name: "Chi tiết Số thu lũy kế" })).toBeVisible();
  await expect(page).toHaveURL(/period=2025-10&indicator=THU&compare=ytd&sort=name/);
});

test("the trend is drawn, and its table says the same", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/units/VN?period=${AFTER}`);
  await expect(drawnLine(page)).toBeVisible();
  await page.getByText("Bảng số liệu 36 tháng").click();
  const twin = page.getByRole("region", { name: "Bảng số liệu 36 tháng" });
  await expect(twin.getByRole("row")).toHaveCount(37);
  await expect(twin.getByRole("rowheader", { name: "10/2025" })).toBeVisible();
});

test("the theme is kept, and signing out ends the session", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto("/units/VN");
  await page.getByRole("button", { name: "Đổi nền sáng, tối" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel(/^Tài khoản:/).click();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto("/units/VN");
  await expect(page).toHaveURL(/\/login\?/);
});

test("nothing on the page moves while it loads", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map((entry) => Reflect.get(entry, "value") as number)),
    ).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`/units/VN?period=${AFTER}`);
  await expect(drawnLine(page)).toBeVisible();
  const shifts = await page.evaluate(() => Reflect.get(window, "shifts") as number[]);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.02);
});

const LEVELS = [
  ["the nation", `/units/VN?period=${AFTER}`],
  ["a province of the month that is open", "/units/68-2025"],
  ["a province of the old tree", `/units/60?period=${BEFORE}&indicator=NO`],
  ["a reporting unit", `/units/593-2025?period=${AFTER}`],
] as const;

for (const [name, path] of LEVELS) {
  test(`${name} breaks no rule of accessibility`, async ({ page, login }) => {
    test.slow();
    await login({ role: "central", unit: "VN" });
    await page.goto(path);
    await expect(drawnLine(page)).toBeVisible();
    await expectAccessibleInBothSchemes(page);
  });

  test(`${name} does not scroll sideways on a phone`, async ({ page, login }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await login({ role: "central", unit: "VN" });
    await page.goto(path);
    // A table far below is laid out when somebody comes near it, and says then that it is swiped.
    await page.locator(".tablebox:has(.swipe) > .scroll").first().scrollIntoViewIfNeeded();
    await expect(page.getByText("Vuốt ngang để xem đủ cột.").filter({ visible: true }).first()).toBeVisible();
    expect(await width(page)).toBe(390);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the period is picked, the table sorted and the twin opened", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto(`/units/68-2025?period=${AFTER}&compare=mom`);
    await page.getByLabel("Kỳ số liệu").selectOption("2025-09");
    await page.getByRole("button", { name: "Xem" }).click();
    await expect(page).toHaveURL(/compare=mom/);
    await expect(page.getByText("Số liệu đến 30/09/2025")).toBeVisible();
    await page.getByRole("columnheader", { name: "Đơn vị", exact: true }).getByRole("link").click();
    await expect(children(page).getByRole("rowheader").first()).toContainText("Bảo Lâm");
    await expect(page.locator(".trend-lines")).toBeHidden();
    await page.getByText("Bảng số liệu 36 tháng").click();
    await expect(page.getByRole("region", { name: "Bảng số liệu 36 tháng" })).toBeVisible();
  });

  test("signing out works", async ({ page, login }) => {
    await login({ role: "viewer", unit: "VN" });
    await page.goto("/units/VN");
    await page.getByLabel(/^Tài khoản:/).click();
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await expect(page).toHaveURL(/\/login$/);
  });
});
