import type { Page } from "@playwright/test";
import { formatCount } from "@/lib/domain/number";
import { expect, expectAccessible, test } from "../support/fixtures";
import { emptyMonth, submittedMonth, typedMonth } from "../support/months";

const PROVINCE = "42-2025";
/** Three neighbours in the grid. */
const [ABOVE, MIDDLE, BELOW] = ["442-2025", "443-2025", "444-2025"] as const;
const COLUMNS = ["Đơn vị SDLĐ", "GD điện tử", "VssID", "Hồ sơ"] as const;
type Column = (typeof COLUMNS)[number];

const address = (period: string, section = "digital") =>
  `/entry/${PROVINCE}/${period}/grid?section=${section}`;
const grid = (page: Page) => page.getByRole("grid");
const rowOf = (page: Page, unitName: string) => page.getByRole("row", { name: new RegExp(`^${unitName} `) });
/** The status of the form stands before its cells. */
const cellOf = (page: Page, unitName: string, column: Column) =>
  rowOf(page, unitName)
    .getByRole("gridcell")
    .nth(COLUMNS.indexOf(column) + 1);
/** Forms of which this browser keeps numbers. */
const waiting = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("entry:")));
const saveState = (page: Page) => page.locator(".grid-bar .saved");

async function paste(page: Page, text: string) {
  await grid(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const HELD = `
  SELECT indicator_id AS id, value::text FROM submission_drafts
  WHERE unit_id = $1 AND period_id = $2 AND value IS NOT NULL ORDER BY indicator_id`;

test("a block from Excel is shown before it is taken, with every error at its place, and one key takes it back", async ({
  page,
  login,
  sql,
}) => {
  const { period, unitName, unit } = await emptyMonth(sql, ABOVE);
  const below = await emptyMonth(sql, MIDDLE);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await cellOf(page, unitName, "Đơn vị SDLĐ").click();
  await paste(page, "120\t100\t3.000\t40\r\n-5\t12,5%\t31/10/2026\tchưa có\r\n");
  const dialog = page.getByRole("dialog", { name: "Xem trước khi dán" });
  await expect(dialog).toContainText("2 dòng × 4 cột");
  await expect(dialog.getByRole("row", { name: /Đơn vị SDLĐ trống 120$/ })).toBeVisible();
  for (const [place, reason] of [
    ["A2", "số âm"],
    ["B2", "tỷ lệ phần trăm"],
    ["C2", "ngày tháng"],
    ["D2", "chữ, không phải số"],
  ])
    await expect(dialog.getByRole("row", { name: new RegExp(`^${place} .*${reason}`) })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Dán 4 ô" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Còn ô không dán được");
  expect((await sql.query(HELD, [unit, period])).rows).toEqual([]);
  await dialog.getByRole("checkbox", { name: /Bỏ qua 4 ô lỗi/ }).check();
  await dialog.getByRole("button", { name: "Dán 4 ô" }).click();
  await expect(cellOf(page, unitName, "VssID")).toContainText("3.000");
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  expect((await sql.query(HELD, [unit, period])).rows).toHaveLength(4);
  expect((await sql.query(HELD, [below.unit, period])).rows).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect(cellOf(page, unitName, "VssID")).not.toContainText("3.000");
  await expect(page.getByText("Đã hoàn tác: dán 4 ô.")).toBeVisible();
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  expect((await sql.query(HELD, [unit, period])).rows).toEqual([]);
});

test("a block that reaches beyond the grid, into a closed form, or of 10,000 rows says so and changes nothing by itself", async ({
  page,
  login,
  sql,
}) => {
  const { period, unitName } = await emptyMonth(sql, ABOVE);
  const user = await login({ role: "manager", unit: PROVINCE });
  await submittedMonth(sql, MIDDLE, user.id);
  await page.goto(address(period));
  await cellOf(page, unitName, "Hồ sơ").click();
  await paste(page, Array<string>(10_000).fill("999\t1").join("\r\n"));
  const dialog = page.getByRole("dialog", { name: "Xem trước khi dán" });
  await expect(dialog).toContainText("10.000 dòng × 2 cột");
  await expect(dialog).toContainText(/dòng cuối, 1 cột cuối không có chỗ/);
  await expect(dialog.getByRole("row", { name: /^A2 .*Biểu đang chờ duyệt/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Không dán" }).click();
  await expect(page.getByText("Chưa dán ô nào.")).toBeVisible();
  await expect(cellOf(page, unitName, "Hồ sơ")).not.toContainText("999");
});

test("a row is entered by the keyboard alone, corrected, emptied and filled down", async ({
  page,
  login,
  sql,
}) => {
  const { period, unitName, unit } = await emptyMonth(sql, ABOVE);
  const below = await emptyMonth(sql, MIDDLE);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  const at = await rowOf(page, unitName).getAttribute("aria-rowindex");
  await grid(page).focus();
  await page.keyboard.press("Control+Home");
  for (let row = 2; row < Number(at); row++) await page.keyboard.press("ArrowDown");
  await page.keyboard.type("120");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1000");
  await page.keyboard.press("Tab");
  await page.keyboard.type("3000");
  await page.keyboard.press("Tab");
  await page.keyboard.type("77");
  await page.keyboard.press("Escape");
  await expect(cellOf(page, unitName, "Hồ sơ")).not.toContainText("77");
  await page.keyboard.type("40");
  await page.keyboard.press("Enter");
  await expect(cellOf(page, unitName, "GD điện tử")).toHaveAccessibleName(/1.000.*lỗi: .*lớn hơn/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("F8");
  await page.keyboard.press("F2");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(cellOf(page, unitName, "GD điện tử")).toContainText("100");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+d");
  await expect(cellOf(page, below.unitName, "GD điện tử")).toContainText("100");
  await page.keyboard.press("Delete");
  await expect(cellOf(page, unitName, "Đơn vị SDLĐ")).not.toContainText("120");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(cellOf(page, below.unitName, "GD điện tử")).not.toContainText("100");
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  const { rows } = await sql.query(HELD, [unit, period]);
  expect(rows).toEqual([
    { id: "DON_VI", value: "120" },
    { id: "DON_VI_GDDT", value: "100" },
    { id: "HO_SO", value: "40" },
    { id: "VSSID", value: "3000" },
  ]);
  expect((await sql.query(HELD, [below.unit, period])).rows).toEqual([]);
});

test("of two people in one grid the second sees both numbers of the same cell, and other cells are saved", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const { period, unitName, unit } = await typedMonth(sql, ABOVE);
  const other = await anotherPerson({ role: "director", unit });
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await other.page.goto(`/entry/${unit}/${period}`);
  await other.page.getByRole("textbox", { name: "Hồ sơ trực tuyến", exact: true }).fill("111");
  await other.page.getByRole("textbox", { name: "Hồ sơ trực tuyến", exact: true }).blur();
  await expect(other.page.getByRole("status")).toContainText("ô lúc");
  await cellOf(page, unitName, "VssID").click();
  await page.keyboard.type("4444");
  await page.keyboard.press("Tab");
  await page.keyboard.type("222");
  await page.keyboard.press("Enter");
  await expect(cellOf(page, unitName, "Hồ sơ")).toHaveAccessibleName(/hai số/);
  await expect(saveState(page)).toContainText("1 ô chưa lưu");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText(/sửa thành 111 .* Bạn vừa nhập 222\./)).toBeVisible();
  await page.getByRole("button", { name: "Dùng 222" }).click();
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  const { rows } = await sql.query(HELD, [unit, period]);
  expect(rows).toContainEqual({ id: "HO_SO", value: "222" });
  expect(rows).toContainEqual({ id: "VSSID", value: "4444" });
});

test("a form that waits for approval is read and says why nothing can be typed", async ({
  page,
  login,
  sql,
}) => {
  const user = await login({ role: "manager", unit: PROVINCE });
  const { period, unitName } = await submittedMonth(sql, MIDDLE, user.id);
  await page.goto(address(period));
  await expect(rowOf(page, unitName)).toContainText("Chờ duyệt");
  await cellOf(page, unitName, "VssID").click();
  await expect(cellOf(page, unitName, "VssID")).toHaveAttribute("aria-readonly", "true");
  await page.keyboard.type("5");
  await expect(page.getByText("Không nhập được ô này: Biểu đang chờ duyệt.")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.getByText("Không có ô nào thay đổi.")).toBeVisible();
});

test("what is typed while the line is down waits, is said to wait, and is saved when it is back", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(/Failed to fetch|Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  const { period, unitName, unit } = await emptyMonth(sql, ABOVE);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await context.setOffline(true);
  await cellOf(page, unitName, "VssID").click();
  await page.keyboard.type("4711");
  await page.keyboard.press("Enter");
  await expect(saveState(page)).toContainText("Mất kết nối, 1 ô chờ");
  expect(await waiting(page)).toHaveLength(1);
  await context.setOffline(false);
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  expect(await waiting(page)).toEqual([]);
  expect((await sql.query(HELD, [unit, period])).rows).toEqual([{ id: "VSSID", value: "4711" }]);
});

test("what could not be saved is there after a reload, and is saved then", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(/Failed to fetch|Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  const { period, unitName } = await emptyMonth(sql, ABOVE);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await context.setOffline(true);
  await cellOf(page, unitName, "VssID").click();
  await page.keyboard.type("4712");
  await page.keyboard.press("Enter");
  await expect(saveState(page)).toContainText("Mất kết nối");
  // Nothing is sent between the line and the reload.
  await page.route("**/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await context.setOffline(false);
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await page.unroute("**/*");
  await expect(cellOf(page, unitName, "VssID")).toContainText("4.712");
  await expect(saveState(page)).toContainText("Đã lưu lúc", { timeout: 20_000 });
});

test("a warning is answered in the panel of its cell", async ({ page, login, sql }) => {
  const { period, unitName, value } = await typedMonth(sql, ABOVE);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await cellOf(page, unitName, "VssID").click();
  await page.keyboard.type(String(value("VSSID") * 3n));
  await page.keyboard.press("Enter");
  await expect(cellOf(page, unitName, "VssID")).toHaveAccessibleName(/cảnh báo, cần giải thích: Tăng 200%/);
  await page.keyboard.press("ArrowUp");
  await page.getByLabel("Giải thích cho người duyệt").fill("Đợt ra quân");
  await expect(cellOf(page, unitName, "VssID")).toHaveAccessibleName(/cảnh báo, đã giải thích/);
  await expect(saveState(page)).toContainText("Đã lưu lúc");
  await expect.poll(() => waiting(page)).toEqual([]);
});

test("forms without anything in the way are sent one by one, and the others are named with what is", async ({
  page,
  login,
  sql,
}) => {
  const { period, unitName } = await typedMonth(sql, ABOVE);
  const below = await emptyMonth(sql, BELOW);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(address(period));
  await page.getByRole("button", { name: "Kiểm tra và gửi duyệt" }).click();
  const dialog = page.getByRole("dialog", { name: "Gửi duyệt" });
  await expect(dialog.getByRole("listitem").filter({ hasText: below.unitName })).toContainText(
    "Chưa nhập số nào",
  );
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  await dialog.getByRole("checkbox", { name: unitName }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Gửi duyệt 1 biểu" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: unitName })).toContainText("đã gửi duyệt");
  await dialog.getByRole("button", { name: "Đóng" }).click();
  await expect(rowOf(page, unitName)).toContainText("Chờ duyệt");
});

for (const width of [1440, 390])
  test(`the grid is accessible and never scrolls the page sideways, ${width} px`, async ({
    page,
    login,
    sql,
  }) => {
    const { period } = await typedMonth(sql, ABOVE);
    await page.setViewportSize({ width, height: 844 });
    await login({ role: "manager", unit: PROVINCE });
    for (const section of ["people", "money"]) {
      await page.goto(address(period, section));
      await expect(grid(page)).toBeVisible();
      await expectAccessible(page);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
    }
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the numbers can be read, and every unit's form is a link away", async ({ page, login, sql }) => {
    const { period, unitName, value } = await typedMonth(sql, ABOVE);
    await login({ role: "manager", unit: PROVINCE });
    await page.goto(address(period));
    const row = page.getByRole("row", { name: new RegExp(`^${unitName} `) });
    await expect(row).toContainText(formatCount(value("DON_VI")));
    await row.getByRole("link", { name: unitName }).click();
    await expect(page.getByRole("textbox", { name: "Tài khoản VssID", exact: true })).toBeVisible();
  });
});
