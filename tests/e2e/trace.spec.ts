import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

/** A closed month of the short demo. */
const MONTH = "2025-10";
const OLD = "2025-05";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, name: string) => page.getByRole("article", { name });
const digits = (text: string) => text.replaceAll(/[^0-9]/g, "");

test("central follows a number from the nation's card down to the figure and who approved it", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto(`/units/VN?period=${MONTH}`);
  const shown = await card(page, "BHYT").locator(".kpi-value b").innerText();
  await card(page, "BHYT").getByRole("link", { name: shown }).click();
  await expect(heading(page, "Nguồn gốc số liệu BHYT")).toBeVisible();
  await expect(page).toHaveURL(/\/units\/VN\/trace\?.*#gia-tri$/);
  await expect(section(page, "Giá trị").locator(".big")).toContainText(shown);
  const units = page.getByRole("region", { name: "Các đơn vị được cộng" });
  await expect(units.getByRole("row", { name: /^Tổng/ })).toContainText(shown);
  await units
    .getByRole("row", { name: /^Lâm Đồng/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/units\/68-2025\/trace/);
  await page
    .getByRole("region", { name: "Các đơn vị được cộng" })
    .getByRole("row", { name: /^Phan Thiết/ })
    .getByRole("link")
    .click();
  await expect(section(page, "Giá trị")).toContainText("Người duyệt");
  await page.getByRole("link", { name: "Mở biểu tháng 10/2025" }).click();
  await expect(page).toHaveURL(/\/submissions\/68-2025\.593-2025\.2025-10$/);
});

test("the manager of Lâm Đồng reads plan, coverage, comparison and pace as formulas, and goes back", async ({
  page,
  login,
}) => {
  await login({ role: "manager", unit: "68-2025" });
  await page.goto(`/units/68-2025?period=${MONTH}&compare=mom`);
  const plan = card(page, "BHYT").locator(".kpi-plan").getByRole("link").first();
  const reached = await plan.innerText();
  await plan.click();
  await expect(page).toHaveURL(/#ke-hoach$/);
  await expect(section(page, "Kế hoạch")).toContainText(reached);
  await expect(section(page, "Kế hoạch")).toContainText("Quyết định");
  await expect(section(page, "Bao phủ")).toContainText("Nguồn");
  await expect(section(page, "So sánh").getByRole("heading", { name: /tháng 09\/2025$/ })).toBeVisible();
  await expect(section(page, "Tiến độ")).toContainText(
    "Chưa có đủ số tháng 12/2024 nên chưa tính được mức cần có.",
  );
  await expect(section(page, "Tiến độ")).toContainText("cần mỗi ngày (làm tròn lên)");
  await expect(section(page, "Lịch sử")).toContainText("Số này đứng từ");
  await page.getByRole("link", { name: "Về trang Lâm Đồng" }).click();
  await expect(heading(page, "Lâm Đồng")).toBeVisible();
  await expect(page).toHaveURL(/compare=mom/);
});

test("the units of a flow add up to its year, month by month", async ({ page, login }) => {
  await login({ role: "manager", unit: "68-2025" });
  await page.goto(`/units/68-2025/trace?period=${MONTH}&indicator=TN_MOI`);
  const months = page.getByRole("region", { name: "Số từng kỳ từ đầu năm" });
  const cells = await months.locator("tbody td:nth-child(2)").allInnerTexts();
  const total = await months.locator("tfoot td").first().innerText();
  const sum = cells.reduce((all, text) => all + Number(digits(text)), 0);
  expect(sum).toBe(Number(digits(total)));
  await expect(section(page, "Giá trị").locator(".big")).toContainText(total);
});

test("a director sees the own figure, who typed it and its versions", async ({ page, login }) => {
  await login({ role: "director", unit: "593-2025" });
  await page.goto(`/units/593-2025?period=${MONTH}`);
  await page
    .getByRole("row", { name: /^BHXH bắt buộc / })
    .locator("a.value")
    .click();
  await expect(heading(page, "Nguồn gốc số liệu BHXH bắt buộc")).toBeVisible();
  await expect(section(page, "Giá trị")).toContainText("Người nhập");
  await expect(page.getByRole("region", { name: "Các bản của số này" })).toContainText("đang tính");
  await expect(page.getByRole("link", { name: /^Mở biểu/ })).toBeVisible();
});

test("a viewer reads every formula and opens no submission", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/units/593-2025/trace?period=${MONTH}`);
  await expect(section(page, "Kế hoạch")).toContainText("chỉ tiêu");
  await expect(section(page, "Giá trị")).toContainText("chỉ người trong phạm vi xem được");
  await expect(page.locator("a[href^='/submissions/']")).toHaveCount(0);
});

test("of another province only the whole is explained, and its districts do not exist", async ({
  page,
  login,
}) => {
  await login({ role: "manager", unit: "79-2025" });
  await page.goto(`/units/68-2025/trace?period=${MONTH}`);
  await expect(section(page, "Giá trị")).toContainText("chỉ tỉnh đó và Trung ương xem được");
  await expect(page.getByRole("region", { name: "Các đơn vị được cộng" })).toHaveCount(0);
  await expect(page.locator("a[href*='593']")).toHaveCount(0);
  for (const path of [
    `/units/593-2025/trace?period=${MONTH}`,
    `/units/khong-co/trace?period=${MONTH}`,
    `/units/68-2025/trace?period=${MONTH}&indicator=KHONG_CO`,
    "/units/68-2025/trace?period=1999-01",
  ])
    expect((await page.goto(path))?.status()).toBe(404);
});

test("a merged province is explained by those that stood in its place", async ({ page, login }) => {
  await login({ role: "manager", unit: "68-2025" });
  await page.goto(`/units/68-2025/trace?period=${OLD}&boundaries=now`);
  const units = page.getByRole("region", { name: "Các đơn vị khi đó được cộng" });
  await expect(units.getByRole("row", { name: /^Tổng/ })).toContainText("bằng số hiển thị");
  await units
    .getByRole("row", { name: /^Bình Thuận/ })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(/\/units\/60\/trace\?period=2025-05/);
});

test("by keyboard the value of a row and its percentage of plan are reached, by pointer every number", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto(`/units/68-2025?period=${MONTH}`);
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "Đà Lạt" }) })
    .last();
  await expect(row.locator("a.trace-link")).toHaveCount(2);
  await expect(async () => {
    await row.locator("td[data-trace='bao-phu']").click();
    await expect(page).toHaveURL(/\/units\/[^/]+\/trace\?.*#bao-phu$/, { timeout: 1_000 });
  }).toPass();
  await expect(heading(page, "Nguồn gốc số liệu BHYT")).toBeVisible();
});

const PLACES = [
  ["a province", `/units/68-2025/trace?period=${MONTH}`],
  ["the nation's flow", `/units/VN/trace?period=${MONTH}&indicator=TN_MOI`],
  ["a figure", `/units/593-2025/trace?period=${MONTH}&indicator=NO`],
] as const;

for (const [name, path] of PLACES) {
  test(`the explanation of ${name} breaks no rule of accessibility`, async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto(path);
    await expect(section(page, "Lịch sử")).toBeVisible();
    await expectAccessibleInBothSchemes(page);
  });

  test(`the explanation of ${name} does not scroll sideways on a phone`, async ({ page, login }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await login({ role: "central", unit: "VN" });
    await page.goto(path);
    await expect(section(page, "Lịch sử")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a number leads to its explanation, and on to the unit below", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto(`/units/68-2025?period=${MONTH}`);
    await card(page, "Chậm đóng").locator(".kpi-value a").click();
    await expect(heading(page, "Nguồn gốc số liệu Chậm đóng")).toBeVisible();
    await page
      .getByRole("region", { name: "Các đơn vị được cộng" })
      .getByRole("row", { name: /^La Gi/ })
      .getByRole("link")
      .click();
    await expect(section(page, "Giá trị")).toContainText("Người duyệt");
  });
});
