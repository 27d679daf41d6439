import { randomUUID } from "node:crypto";
import { addDays, dayInVietnam } from "@/lib/domain/day";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

const PROVINCE = "68-2025";

test("a drive is picked by its name, its targets stand under it, and its goals can be taken from them", async ({
  page,
  login,
  sql,
}) => {
  test.setTimeout(180_000);
  const today = dayInVietnam(new Date());
  const name = `Ra quân thử vận động người dân tham gia bảo hiểm xã hội tự nguyện ${Date.now()}`;
  await login({ role: "manager", unit: PROVINCE });
  await page.goto("/campaigns/new");
  await page.getByLabel("Tên đợt").fill(name);
  await page.getByLabel("Từ ngày").fill(addDays(today, 20));
  await page.getByLabel("Đến hết ngày").fill(addDays(today, 29));
  await page.getByLabel("Mới tham gia BHXH tự nguyện").fill("1.000");
  await page.getByRole("button", { name: "Lập đợt" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const drive = new URL(page.url()).pathname;
  await expect(page.getByRole("link", { name: "Chỉ tiêu của đợt" })).toHaveCount(0);

  const number = `${randomUUID().slice(0, 8)}/QĐ-UBND`;
  await page.goto(`/targets/decisions/new?unit=${PROVINCE}`);
  await page.getByLabel("Nơi ban hành").selectOption("UBND tỉnh");
  await page.getByLabel("Số quyết định").fill(number);
  await page.getByLabel("Có hiệu lực từ ngày").fill(today);
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Quyết định ${number}`);
  const id = new URL(page.url()).pathname.split("/").at(3) ?? "";
  const form = page.getByRole("form", { name: "Thêm chỉ tiêu" });
  await form.getByLabel("Chỉ tiêu", { exact: true }).selectOption("TN_MOI");
  await form.getByLabel("Thời gian").selectOption({ label: `Đợt ${name}` });
  await form.getByRole("button", { name: "Thêm chỉ tiêu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`đợt ${name}`);
  await expect(page.locator(".cascade-picker option:checked").last()).toHaveText(`đợt ${name}`);
  await page.locator("tr.own input[data-cell]").fill("700");
  await page.locator("tr:not(.own) input[data-cell]").first().fill("40");
  await page.getByRole("button", { name: "Lưu dự thảo" }).click();
  await expect(page.locator(".submit-bar .saved")).toContainText("Đã lưu lúc");
  const forged = await page.goto(`/targets/decisions/${id}/cascade?indicator=TN_MOI&scope=D:khong-co`);
  expect(forged?.status()).toBe(404);
  const screen = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["", "/sheet", "/exchange", "/cascade?indicator=TN_MOI"]) {
    await page.goto(`/targets/decisions/${id}${path}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft([path, width]).toEqual([path, 390]);
  }
  if (screen) await page.setViewportSize(screen);
  await page.goto(`/targets/decisions/${id}/issue`);
  await expect(page.getByRole("table")).toContainText(`đợt ${name}`);
  await page.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByText("Ban hành trên hệ thống")).toBeVisible();

  await page.goto(drive);
  await expect(page.getByText(`UBND tỉnh giao 700 người, Quyết định ${number}`)).toBeVisible();
  await page.getByRole("link", { name: "Chỉ tiêu của đợt" }).click();
  await expect(page.getByRole("main")).toContainText(`Đợt ${name}`);
  await expect(page.getByRole("main")).not.toContainText(drive.slice("/campaigns/".length));
  await page.goto(`${drive}/goals`);
  const whole = page.locator('input[name="g..TN_MOI"]');
  await expect(whole).toHaveValue("1.000");
  await page.getByRole("link", { name: "Lấy số của quyết định giao chỉ tiêu" }).click();
  await expect(whole).toHaveValue("700");
  await expect(page.getByText("Chưa lưu gì")).toBeVisible();
  await expectAccessibleInBothSchemes(page);
  const goals = async () => {
    const text = "SELECT value::text FROM drive_goals WHERE drive_id = $1 ORDER BY value DESC";
    const { rows } = await sql.query(text, [drive.slice("/campaigns/".length)]);
    return rows;
  };
  expect(await goals()).toEqual([{ value: "1000" }]);
  // What is saved stays as it was typed: the decision's number does not come back over it.
  await whole.fill("650");
  await page.getByRole("button", { name: "Lưu mục tiêu" }).click();
  await expect(page).toHaveURL(drive);
  expect(await goals()).toEqual([{ value: "650" }, { value: "40" }]);
  await page.goto(`${drive}/goals`);
  await expect(whole).toHaveValue("650");
});
