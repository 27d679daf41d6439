import { expect, expectAccessible, test } from "../support/fixtures";

test.describe("the palette", () => {
  test("opens by Ctrl K, finds by initials, and Enter leads there", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/sources");
    await page.getByRole("link", { name: "Tìm đơn vị, kỳ" }).click();
    const field = page.getByRole("combobox", { name: /Tên đơn vị/ });
    await expect(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
    await page.keyboard.press("Control+k");
    await field.fill("brvt");
    await expect(page.getByRole("option").first()).toContainText("Bà Rịa - Vũng Tàu");
    await expect(page.getByRole("option").first()).toContainText("đến 30/06/2025");
    await field.fill("lam dong 10/2025");
    await expect(page.getByRole("option").first()).toContainText("Lâm Đồng");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/units\/68-2025\?period=2025-10$/);
    await expect(page.getByRole("heading", { level: 1, name: "Lâm Đồng" })).toBeVisible();
  });

  test("is moved in by arrows and has nothing that axe minds", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/sources");
    await page.getByRole("link", { name: "Tìm đơn vị, kỳ" }).click();
    await page.getByRole("combobox").fill("lam dong");
    await expect(page.getByRole("option", { name: /Lâm Đồng/ }).first()).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
    await expectAccessible(page);
  });
});

test("the search page breaks no rule of accessibility", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/search?q=tth");
  await expect(page.getByRole("link", { name: "Huế", exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same search is a page", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/sources");
    await page.getByRole("link", { name: "Tìm đơn vị, kỳ" }).click();
    await page.getByRole("searchbox").fill("tth");
    await page.getByRole("button", { name: "Tìm", exact: true }).click();
    await expect(page.getByRole("link", { name: "Huế", exact: true }).first()).toBeVisible();
  });

  test("a star is set, stands first where one searches, and is taken away", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/units/68-2025");
    const star = page.getByRole("button", { name: "Theo dõi Lâm Đồng" });
    await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "true");
    await page.goto("/search");
    await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("Đang theo dõi");
    await page.getByRole("link", { name: "Lâm Đồng" }).first().click();
    await star.click();
    await expect(star).toHaveAttribute("aria-pressed", "false");
  });

  test("the table is filtered by name and by state, and picked units stand side by side", async ({
    page,
    login,
  }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto("/units/VN");
    await page.getByRole("searchbox", { name: "Lọc theo tên đơn vị" }).fill("lam dong");
    await page.getByRole("button", { name: "Lọc" }).click();
    await expect(page).toHaveURL(/[?&]q=lam/);
    const table = page.getByRole("region", { name: /Bảng 34 tỉnh/ });
    await expect(table.locator("tbody tr")).toHaveCount(1);
    await expect(table.getByRole("checkbox")).toHaveCount(0);
    await page.getByRole("link", { name: "Chọn đơn vị để so sánh" }).click();
    await expect(page).toHaveURL(/[?&]q=lam.*&pick=/);
    await table.getByRole("checkbox", { name: "Chọn Lâm Đồng để so sánh" }).check();
    await table.getByRole("checkbox", { name: /Công an/ }).check();
    await page.getByRole("button", { name: "So sánh đơn vị đã chọn" }).click();
    const compared = page.getByRole("region", { name: "Bảng so sánh đơn vị" });
    await expect(compared.getByRole("columnheader", { name: "Lâm Đồng" })).toBeVisible();
    await page.getByRole("link", { name: "Bỏ lọc" }).click();
    await expect(table.locator("tbody tr")).toHaveCount(34);
    await page.getByRole("link", { name: "Thiếu số liệu" }).click();
    await expect(page).toHaveURL(/only=missing/);
  });
});

test("a file holds what the page shows, and comes again as 304 while nothing changed", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/units/68-2025");
  await page.getByText("Tải về").click();
  const link = page.getByRole("link", { name: "CSV Bảng đơn vị" });
  const href = (await link.getAttribute("href")) ?? "";
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^bao-phu_68-2025_[0-9-]+_BHYT_don-vi\.csv$/);
  const first = await page.request.get(href);
  expect(await first.text()).toContain("Minh họa");
  const again = await page.request.get(href, {
    headers: { "if-none-match": first.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
});

test("an open page notices what is approved meanwhile", async ({ page, login, sql }) => {
  await login({ role: "central", unit: "VN" });
  await page.clock.install();
  await page.goto("/units/68-2025");
  await expect(page.locator(".freshness")).toBeAttached();
  await sql.query(
    "UPDATE data_versions SET version = version + 1, changed_at = now() WHERE province_id = '68-2025'",
  );
  // The page starts to ask once its script runs, which may be after the first half minute of this clock.
  await expect(async () => {
    await page.clock.runFor(31_000);
    await expect(page.getByText(/Có số mới, cập nhật lúc/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("units side by side on the province page have nothing that axe minds", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/units/68-2025");
  await page.getByRole("link", { name: "So sánh cạnh nhau" }).click();
  await expect(page.getByRole("region", { name: "Bảng so sánh đơn vị" })).toBeVisible();
  await expectAccessible(page, { within: "#so-sanh" });
});
