import { expect, expectAccessible, test } from "../support/fixtures";

test("a manager finds who changed what in the own province, narrows it down, and takes it along", async ({
  page,
  login,
}) => {
  test.setTimeout(180_000);
  await login({ role: "manager", unit: "68-2025" });
  await page.goto("/admin/audit");
  await expect(page.getByText(/^Đã nối chuỗi: .*, đến mục [\d.]+\.$/)).toBeVisible();
  const rows = page.locator(".audit-table > tbody > tr");
  await expect(rows).toHaveCount(50);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Các mục cũ hơn" }).click();
  await expect(page.getByRole("link", { name: "Về đầu" })).toBeVisible();
  await page.goto("/admin/audit");

  await page.getByLabel("Đối tượng").fill("600-2025");
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page).toHaveURL(/subject=600-2025/);
  await expect(rows.first()).toContainText("Trả lại");
  const submitted = rows.filter({ hasText: "Nộp số liệu" }).first();
  await submitted.getByText(/\d+ giá trị/).click();
  await expect(submitted.locator(".audit-changes")).toContainText("BHYT");
  await expectAccessible(page);

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải CSV" }).click();
  expect((await file).suggestedFilename()).toMatch(/^nhat-ky-\d{4}-\d{2}-\d{2}\.csv$/);

  await submitted.getByRole("link").click();
  await expect(page).toHaveURL(/\/submissions\/68-2025\.600-2025\./);
});

test("an administrator sees the course of a waiting month and none of its figures", async ({
  page,
  login,
  sql,
}) => {
  await login({ role: "admin", unit: "VN" });
  const { rows } = await sql.query<{ id: string; value: string }>(
    `SELECT concat_ws('.', s.province_id, s.unit_id, s.period_id) AS id, r.value::text
     FROM submissions s JOIN figure_revisions r USING (province_id, unit_id, period_id, version)
     WHERE s.status = 'submitted' AND s.unit_id = '599-2025' AND r.indicator_id = 'BHYT'`,
  );
  const { id, value } = rows[0] ?? { id: "", value: "0" };
  await page.goto(`/admin/audit?subject=${id}`);
  await expect(page.getByText("Số liệu chưa duyệt, không hiển thị").first()).toBeVisible();
  await expect(page.locator("main")).not.toContainText(Number(value).toLocaleString("vi-VN"));
  const answer = await page.request.get(`/api/v1/audit/export?format=csv&subject=${id}`);
  const csv = await answer.text();
  expect(csv).toContain("Nộp số liệu");
  expect(csv).not.toContain(Number(value).toLocaleString("vi-VN"));
});

test("a manager finds no other province, and a director no record at all", async ({
  page,
  login,
  allowErrors,
}) => {
  allowErrors(/404/);
  await login({ role: "manager", unit: "68-2025" });
  expect((await page.goto("/admin/audit?province=46-2025"))?.status()).toBe(404);
  await login({ role: "director", unit: "593-2025" });
  expect((await page.goto("/admin/audit"))?.status()).toBe(404);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("entries stand one below the other, and nothing moves the page sideways", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto("/admin/audit");
    await expect(page.locator(".audit-table > tbody > tr").first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expectAccessible(page);
  });
});
