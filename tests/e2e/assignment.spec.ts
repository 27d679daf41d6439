import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

const NATION = "/targets/assignment?scope=2026&indicator=BHYT";

test("a viewer reads how far the provinces came, sorts, narrows and opens one as far as it is shown", async ({
  page,
  login,
}) => {
  await login({ role: "viewer", unit: "46-2025" });
  await page.goto(NATION);
  await expect(page.getByRole("region", { name: "Kết luận" })).toHaveText(
    /^Mới có 12\/34 tỉnh giao đến cấp xã, đủ 34 tỉnh giao hết cho các đơn vị; đã giao 100% chỉ tiêu\.$/,
  );
  const table = page.getByRole("region", { name: "Bảng giao chỉ tiêu theo tỉnh" });
  await expect(table.locator("tbody tr")).toHaveCount(34);
  await expect(table.getByRole("row", { name: /Đà Nẵng/ })).toContainText("25/25");
  await table.getByRole("link", { name: "Xã được giao" }).click();
  await expect(page).toHaveURL(/sort=-communes/);
  await expect(table.getByRole("columnheader", { name: "Xã được giao" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page.getByRole("searchbox", { name: "Lọc theo tên tỉnh" }).fill("lam dong");
  await page.getByRole("button", { name: "Lọc", exact: true }).click();
  await expect(table.locator("tbody tr")).toHaveCount(1);
  await table.getByRole("link", { name: "Lâm Đồng" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tỉnh Lâm Đồng: giao chỉ tiêu");
  await expect(page.getByText("Chỉ tiêu từng đơn vị không hiển thị")).toBeVisible();
});

test("a manager sees each unit of the own province, and a file holds the same", async ({ page, login }) => {
  await login({ role: "manager", unit: "68-2025" });
  await page.goto("/targets/assignment?scope=2026&indicator=BHXH_TN&province=68-2025");
  const table = page.getByRole("region", { name: "Bảng giao chỉ tiêu theo đơn vị" });
  await expect(table.getByRole("row", { name: /Phan Thiết/ })).toContainText("khớp");
  await expect(table.getByRole("row", { name: /Văn phòng/ })).toContainText("không cần giao");
  await expect(page.getByRole("link", { name: "Quyết định và phân giao" })).toHaveAttribute(
    "href",
    "/targets?unit=68-2025&scope=2026&indicator=BHXH_TN",
  );
  await page.getByText("Tải về").click();
  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const text = await (await page.request.get(href ?? "")).text();
  expect(text).toContain("BHXH cơ sở Phan Thiết");
  expect(text).toContain("Bản trình diễn");
  const foreign = await page.request.get("/api/v1/assignment?province=46-2025&format=csv");
  expect(foreign.status()).toBe(404);
});

test("a time without decisions says so, and what is no time or indicator is not found", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/targets/assignment?scope=2031&indicator=BHYT");
  await expect(page.getByRole("heading", { name: "Chưa có quyết định giao BHYT" })).toBeVisible();
  for (const query of ["scope=31", "indicator=KHONG", "province=%25", "province=khong-co"])
    expect((await page.request.get(`/targets/assignment?${query}`)).status()).toBe(404);
  expect((await page.request.get("/api/v1/assignment?format=pdf")).status()).toBe(400);
});

test("the dashboards of the nation and of a province say it and lead there", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/units/VN?period=2026-09");
  const block = page.getByRole("region", { name: "Tình hình giao chỉ tiêu" });
  await expect(block).toContainText("12/34 tỉnh giao đến cấp xã");
  await block.getByRole("link", { name: "Từng tỉnh" }).click();
  await expect(page).toHaveURL(/\/targets\/assignment\?scope=2026&indicator=BHYT/);
  await page.goto("/units/68-2025?period=2026-09");
  await expect(page.getByRole("region", { name: "Tình hình giao chỉ tiêu" })).toContainText("29 đơn vị");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("time and indicator are chosen by a form", async ({ page, login }) => {
    await login({ role: "viewer", unit: "VN" });
    await page.goto(NATION);
    await page.getByLabel("Chỉ tiêu", { exact: true }).selectOption({ label: "BHXH tự nguyện" });
    await page.getByRole("button", { name: "Xem", exact: true }).click();
    await expect(page).toHaveURL(/indicator=BHXH_TN/);
    await expect(page.getByRole("region", { name: "Kết luận" })).toContainText("34 tỉnh giao hết");
  });
});

test("the pages of assignment break no accessibility rule", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto(NATION);
  await expectAccessibleInBothSchemes(page);
  await page.goto("/targets/assignment?scope=2026&indicator=BHXH_TN&province=68-2025");
  await expectAccessibleInBothSchemes(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the pages scroll sideways", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    for (const path of [NATION, `${NATION}&province=68-2025`]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});
