import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

/** Đà Lạt, of the demo's manager: nobody else's journey goes there. */
const UNIT = "672-2025";
const at = (indicator: string, unit = UNIT, period = "2026-08") =>
  `/targets/recipients?unit=${unit}&period=${period}&indicator=${indicator}`;
const cells = (page: Page) => page.getByRole("region", { name: /^Bảng kết quả/ }).getByRole("textbox");
const save = (page: Page) => page.getByRole("button", { name: "Lưu kết quả" }).click();

test.beforeEach(async ({ sql }) => {
  await sql.query(
    "DELETE FROM recipient_results WHERE recipient_id IN (SELECT id FROM recipients WHERE unit_id = $1)",
    [UNIT],
  );
  await sql.query("DELETE FROM recipients WHERE unit_id = $1 AND kind <> 'commune' AND id LIKE $1 || '-r%'", [
    UNIT,
  ]);
});

test("a director types a month by keyboard and paste, and sees it against the targets", async ({
  page,
  login,
  sql,
}) => {
  const user = await login({ role: "director", unit: UNIT });
  await page.goto(at("BHXH_TN"));
  const first = cells(page).first();
  await first.fill("1234");
  await page.keyboard.press("Enter");
  await expect(first).toHaveValue("1.234");
  await expect(cells(page).nth(1)).toBeFocused();
  await cells(page)
    .nth(1)
    .evaluate((input) => {
      const data = new DataTransfer();
      data.setData("text/plain", "31\r\n1,5\r\n");
      input.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
  await expect(cells(page).nth(2)).toHaveValue("1,5");
  await save(page);
  await expect(page.getByText(/Đã lưu 2 ô, còn 1 ô chưa lưu/)).toBeVisible();
  await expect(cells(page).nth(2)).toHaveAttribute("aria-invalid", "true");
  await cells(page).nth(2).fill("");
  await save(page);
  await expect(page.getByText("Không có ô nào thay đổi.")).toBeVisible();
  await page.reload();
  await expect(first).toHaveValue("1.234");
  await expect(page.getByText(/^2\/\d+ bên nhận đã có kết quả/)).toBeVisible();
  const { rows } = await sql.query(
    "SELECT count(*)::int AS entries FROM audit_entries WHERE event = 'recipient.results' AND actor_id = $1",
    [user.id],
  );
  expect(rows).toEqual([{ entries: 1 }]);
});

test("two people in one cell: the second is told, keeps the own number, and decides", async ({
  page,
  login,
  anotherPerson,
}) => {
  await login({ role: "director", unit: UNIT });
  await page.goto(at("BHYT"));
  const other = await anotherPerson({ role: "manager", unit: "68-2025" });
  await other.page.goto(at("BHYT"));
  await cells(other.page).first().fill("500");
  await save(other.page);
  await expect(other.page.getByText("Đã lưu 1 ô.")).toBeVisible();
  await cells(page).first().fill("600");
  await save(page);
  await expect(page.getByText(/Đã có người sửa trước: .* ghi 500/)).toBeVisible();
  await expect(cells(page).first()).toHaveValue("600");
  await save(page);
  await expect(page.getByText("Đã lưu 1 ô.")).toBeVisible();
  await page.reload();
  await expect(cells(page).first()).toHaveValue("600");
  // What the other saved hides nothing: the next save shows the 600, and does not write the 500 over it.
  await cells(other.page).nth(1).fill("7");
  await save(other.page);
  await expect(cells(other.page).first()).toHaveValue("600");
  // A cell that is no number is still typed over what it showed: correcting it is no consent to write over the other's.
  await cells(page).nth(2).fill("1,5");
  await cells(other.page).nth(2).fill("800");
  const stored = other.page.waitForResponse((answer) => answer.request().method() === "POST");
  await save(other.page);
  await stored;
  await save(page);
  await expect(page.getByText(/còn 1 ô chưa lưu/)).toBeVisible();
  await cells(page).nth(2).fill("900");
  await save(page);
  await expect(page.getByText(/Đã có người sửa trước: .* ghi 800/)).toBeVisible();
  await expect(cells(page).nth(2)).toHaveValue("900");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a director adds an association, tells its month, renames it and ends it", async ({ page, login }) => {
    await login({ role: "director", unit: UNIT });
    await page.goto(at("TN_MOI"));
    await page.getByText("Thêm hội đoàn thể, tổ chức dịch vụ thu").click();
    await page.getByLabel("Tên", { exact: true }).fill("Hội Cựu chiến binh");
    await page.getByLabel("Từ ngày").fill("2026-01-01");
    await page.getByRole("button", { name: "Thêm bên nhận" }).click();
    await page.goto(at("TN_MOI"));
    await page.getByRole("textbox", { name: "Hội Cựu chiến binh" }).fill("mười");
    await save(page);
    await expect(page.getByText(/còn 1 ô chưa lưu/)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Hội Cựu chiến binh" })).toHaveValue("mười");
    await page.getByRole("textbox", { name: "Hội Cựu chiến binh" }).fill("10");
    await save(page);
    await expect(page.getByText("Đã lưu 1 ô.")).toBeVisible();
    await page.goto(at("TN_MOI"));
    await page.getByText("Sửa Hội Cựu chiến binh").click();
    await page.getByLabel("Nhận chỉ tiêu đến hết ngày").last().fill("2026-03-31");
    await page.getByRole("button", { name: "Ghi ngày kết thúc" }).last().click();
    await expect(page.getByText(/Bên nhận có kết quả sau ngày này/)).toBeAttached();
    await page.goto(at("TN_MOI"));
    await page.getByText("Sửa Hội Cựu chiến binh").click();
    await page.getByLabel("Nhận chỉ tiêu đến hết ngày").last().fill("2026-08-31");
    await page.getByRole("button", { name: "Ghi ngày kết thúc" }).last().click();
    await page.goto(at("TN_MOI", UNIT, "2026-09"));
    await expect(page.getByText("đến 31/08/2026")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Hội Cựu chiến binh" })).toHaveCount(0);
  });
});

test("central reads and writes nothing; other units, provinces and made-up months are not found", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto(at("BHXH_TN"));
  await expect(page.getByText("Tài khoản này chỉ xem, không ghi kết quả.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lưu kết quả" })).toHaveCount(0);
  await login({ role: "director", unit: "593-2025" });
  for (const path of [
    at("BHXH_TN"),
    at("BHXH_TN", "68-2025"),
    at("BHXH_TN", "593-2025", "2019-01"),
    at("THU"),
  ])
    expect((await page.request.get(path)).status()).toBe(404);
  await page.goto("/targets/recipients");
  await expect(page).toHaveURL(/unit=593-2025&period=2026-\d\d&indicator=BHXH_TN$/);
});

test("the page of recipients breaks no accessibility rule", async ({ page, login }) => {
  await login({ role: "director", unit: "593-2025" });
  await page.goto(at("BHXH_TN", "593-2025"));
  await expectAccessibleInBothSchemes(page);
  await page.getByText("Sửa Bưu điện").click();
  await cells(page).first().fill("1,5");
  await expectAccessibleInBothSchemes(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the page scroll sideways", async ({ page, login }) => {
    await login({ role: "manager", unit: "68-2025" });
    await page.goto(at("TN_MOI", "593-2025"));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
