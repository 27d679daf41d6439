import { expect, expectAccessible, test } from "../support/fixtures";

test("everybody reads which figures are real, and what each indicator means", async ({ page, login }) => {
  await login({ role: "viewer", unit: "VN" });
  await page.goto("/sources");
  await expect(page.getByRole("heading", { name: "Nguồn dữ liệu", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Bảng bộ dữ liệu" })).toContainText("E02.01");
  await expect(page.getByText("Suy ra từ tỷ lệ NSO.")).toBeVisible();
  await expect(page.getByText("có số từ tháng 04/2025")).toBeVisible();
  const compulsory = page.getByRole("row").filter({ hasText: "BHXH_BB" }).first();
  await expect(compulsory).toContainText("bảo hiểm xã hội bắt buộc");
  await expectAccessible(page);
});

test("the tables scroll by themselves on a phone, the page does not", async ({ page, login }) => {
  await login({ role: "director", unit: "593-2025" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/sources");
  await expect(page.getByText("Vuốt ngang để xem đủ cột.").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page);
});
