import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

/** A closed month of the short demo after the reform of July 2025, and the last month before it. */
const AFTER = "2025-10";
const BEFORE = "2025-06";

const panel = (page: Page, name: string | RegExp) => page.getByRole("region", { name, exact: false });

test("who was lost and who was gained is compared between any two months", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto(`/units/VN?period=${AFTER}&sort=name`);
  await page.getByRole("combobox", { name: "Từ", exact: true }).selectOption(BEFORE);
  await page.getByRole("button", { name: "So sánh", exact: true }).click();
  await expect(page).toHaveURL(/sort=name.*from=2025-06&to=2025-10/);
  const groups = page.getByRole("table").filter({ hasText: "Nhóm đóng" }).first();
  await expect(groups.getByRole("columnheader", { name: "06/2025" })).toBeVisible();
  // The armed forces paid for their families until 30 June 2025: the group loses everybody.
  const ended = groups.getByRole("row", { name: /Người sử dụng lao động đóng/ });
  await expect(ended).toContainText("kết thúc 30/06/2025");
  await expect(ended).toContainText("\u2212");
  await page.getByRole("link", { name: "Từ đầu năm" }).click();
  await expect(page).not.toHaveURL(/from=/);
});

test("the end of the year says why it cannot be told without the years before", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/units/68-2025?period=${AFTER}`);
  const projection = panel(page, "Dự báo cuối năm 2025");
  await expect(projection).toContainText("Chưa có đủ số liệu tháng 12 năm trước");
  await expect(projection).toContainText("minh họa");
});

test("a rate is split into people and population where it is compared", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/units/68-2025?period=${AFTER}&compare=mom`);
  const split = panel(page, "Tách thay đổi tỷ lệ so với tháng trước");
  await expect(split).toContainText("Do số người tham gia");
  await expect(split).toContainText("Tỷ lệ bao phủ");
  await page.getByRole("group", { name: "Chỉ tiêu" }).getByRole("link", { name: "Số thu" }).click();
  await expect(page.getByRole("heading", { name: "Chi tiết Số thu lũy kế" })).toBeVisible();
  await expect(split).toHaveCount(0);
});

test("revenue is drawn against the year's plan, and its table says the same", async ({ page, login }) => {
  await login({ role: "manager", unit: "68-2025" });
  await page.goto(`/units/68-2025?period=${AFTER}&indicator=THU`);
  const figure = page.getByRole("figure").filter({ hasText: "trong năm 2025, so với kế hoạch" });
  await expect(figure.locator("circle[stroke='var(--series)']")).toBeVisible();
  await expect(figure).toContainText("mức cần có");
  await figure.getByText("Bảng số thu 2025 theo tháng").click();
  const twin = page.getByRole("region", { name: "Bảng số thu 2025 theo tháng" });
  await expect(twin.getByRole("row")).toHaveCount(13);
});

test("chậm đóng is told by its three ratios", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/units/68-2025?period=${AFTER}&indicator=NO`);
  const figure = page.getByRole("figure").filter({ hasText: "theo ba mẫu số" });
  await expect(figure).toContainText("Trên kế hoạch thu");
  await expect(figure).toContainText("Trên số phải thu");
  await expect(figure).toContainText("Trên số đã thu");
  await figure.getByText("Bảng tỷ lệ chậm đóng 36 tháng").click();
  await expect(
    page.getByRole("region", { name: "Bảng tỷ lệ chậm đóng 36 tháng" }).getByRole("row"),
  ).toHaveCount(37);
});

test.describe("communication", () => {
  for (const [name, unit] of [
    ["the nation", "VN"],
    ["a province", "68-2025"],
    ["a reporting unit", "593-2025"],
  ] as const)
    test(`of ${name} is counted for the month and for the year`, async ({ page, login }) => {
      await login({ role: "manager", unit: "68-2025" });
      await page.goto(`/units/${unit}?period=${AFTER}`);
      const table = page.getByRole("region", { name: "Truyền thông so với cùng kỳ" });
      await expect(table.getByRole("rowheader")).toHaveCount(8);
      await expect(table).toContainText("Từ đầu năm");
    });

  test("is not asked of an office", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto(`/units/BQP?period=${AFTER}`);
    await expect(page.getByText("Đơn vị này không báo cáo chỉ tiêu truyền thông")).toBeVisible();
  });
});

for (const indicator of ["THU", "NO", "BHXH_TN"] as const)
  test(`the detail of ${indicator} breaks no rule of accessibility`, async ({ page, login }) => {
    test.slow();
    await login({ role: "central", unit: "VN" });
    await page.goto(`/units/68-2025?period=${AFTER}&indicator=${indicator}`);
    await expect(page.locator(".trend-lines circle[stroke='var(--series)']").first()).toBeVisible();
    await expectAccessibleInBothSchemes(page);
  });

test("on a phone nothing of the detail scrolls the page sideways", async ({ page, login }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await login({ role: "central", unit: "VN" });
  for (const indicator of ["BHYT", "THU", "NO"]) {
    await page.goto(`/units/VN?period=${AFTER}&indicator=${indicator}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the two months of the payer groups are picked, and revenue is read in its table", async ({
    page,
    login,
  }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto(`/units/68-2025?period=${AFTER}`);
    await page.getByRole("combobox", { name: "Từ", exact: true }).selectOption("2025-08");
    await page.getByRole("button", { name: "So sánh", exact: true }).click();
    await expect(page).toHaveURL(/from=2025-08&to=2025-10/);
    await page.goto(`/units/68-2025?period=${AFTER}&indicator=THU`);
    await page.getByText("Bảng số thu 2025 theo tháng").click();
    await expect(page.getByRole("region", { name: "Bảng số thu 2025 theo tháng" })).toBeVisible();
  });
});
