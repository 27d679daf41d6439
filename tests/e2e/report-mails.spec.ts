import { expect, expectAccessible, test } from "../support/fixtures";

test("a manager sets a report to be mailed, is told whom to choose, and ends it again", async ({
  page,
  login,
}) => {
  const user = await login({ role: "manager", unit: "68-2025" });
  await page.goto("/reports");
  await page.getByRole("link", { name: "Gửi theo lịch" }).click();
  await expect(page.getByRole("heading", { name: "Gửi báo cáo theo lịch" })).toBeVisible();
  const create = page.getByRole("button", { name: "Đặt lịch gửi" });
  await create.click();
  await expect(page.getByText("Chọn ít nhất một người nhận")).toBeVisible();
  await page.getByRole("combobox", { name: "Ngày gửi" }).selectOption("w1");
  await page.getByRole("checkbox", { name: new RegExp(user.displayName) }).check();
  await create.click();
  await expect(page.getByText("Đã đặt lịch. Chưa có máy chủ thư nên thư chưa đi được.")).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(user.displayName) });
  await expect(row).toContainText("thứ Hai hằng tuần");
  await expectAccessible(page);
  await row.getByRole("button", { name: /^Dừng gửi/ }).click();
  await expect(row).toHaveCount(0);
  await expect(page.getByText("Đã dừng gửi.")).toBeVisible();
});
