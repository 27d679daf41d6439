import { formatCount } from "@/lib/domain/number";
import { periodIdSchema, periodTitle } from "@/lib/domain/period";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";
import { emptyMonth, typedMonth } from "../support/months";

const PROVINCE = "14-2025";
const cell = (name: string) => ({ name, exact: true });

test("a director's month goes back with a reason, comes again, is approved, and stands on the unit's page", async ({
  page,
  login,
  sql,
}) => {
  test.setTimeout(180_000);
  const { id, unit, period, unitName, value } = await typedMonth(sql, "116-2025");
  const accounts = value("VSSID");
  await login({ role: "director", unit });
  await page.goto("/entry");
  await page
    .getByRole("link", { name: `Nhập ${periodTitle(periodIdSchema.parse(period))}, ${unitName}` })
    .click();
  const wholesale = page.getByRole("textbox", cell("BHXH bắt buộc"));
  await wholesale.fill("1");
  await wholesale.press("Enter");
  await expect(page.getByText(/BHTN .* lớn hơn BHXH bắt buộc \(1\)/).first()).toBeVisible();
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByRole("textbox", cell("BH thất nghiệp"))).toBeFocused();
  await wholesale.fill("");
  await wholesale.press("Control+d");
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill(String(accounts + 3n));
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();

  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  await page.getByLabel("Lý do trả lại").fill("Kiểm tra lại số tài khoản");
  await page.getByRole("button", { name: "Trả lại" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã trả lại" })).toBeVisible();

  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await expect(page.getByText("“Kiểm tra lại số tài khoản”")).toBeVisible();
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill(String(accounts + 7n));
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();

  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  const row = page.getByRole("row", { name: /Tài khoản VssID/ });
  await expect(row.locator("del")).toHaveText(formatCount(accounts + 3n));
  await expect(row.locator("ins")).toHaveText(formatCount(accounts + 7n));
  await page.getByRole("button", { name: "Duyệt" }).click();
  await page.getByRole("link", { name: `Xem số liệu ${unitName}` }).click();
  await expect(page.getByText(formatCount(accounts + 7n)).first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same month is entered, refused, corrected, sent, returned, sent again and approved", async ({
    page,
    login,
    sql,
  }) => {
    test.setTimeout(180_000);
    const { id, unit, period, unitName, value } = await typedMonth(sql, "118-2025");
    const accounts = value("VSSID");
    await login({ role: "director", unit });
    await page.goto(`/entry/${unit}/${period}`);
    await page.getByRole("textbox", cell("BHXH bắt buộc")).fill("1");
    await page.getByRole("textbox", cell("Tờ rơi, pa nô")).fill("1,5");
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByRole("alert")).toContainText("Chưa gửi được: còn 1 ô chưa lưu");
    await expect(page.getByRole("textbox", cell("Tờ rơi, pa nô"))).toHaveValue("1,5");
    await page.getByRole("textbox", cell("Tờ rơi, pa nô")).fill(String(value("TT_TO_ROI")));
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByRole("alert")).toContainText("BH thất nghiệp");
    await page.getByRole("textbox", cell("BHXH bắt buộc")).fill(String(value("BHXH_BB")));
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();

    await login({ role: "manager", unit: PROVINCE });
    await page.goto(`/submissions/${id}`);
    await page.getByRole("button", { name: "Trả lại" }).click();
    await expect(page.getByText("Ghi lý do")).toBeVisible();
    await page.getByLabel("Lý do trả lại").fill("Kiểm tra lại");
    await page.getByRole("button", { name: "Trả lại" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã trả lại" })).toBeVisible();

    await login({ role: "director", unit });
    await page.goto(`/entry/${unit}/${period}`);
    await page.getByRole("textbox", cell("Tài khoản VssID")).fill(String(accounts + 7n));
    await page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await expect(page.getByRole("status").filter({ hasText: "Đã lưu bản nháp" })).toBeVisible();
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();

    await login({ role: "manager", unit: PROVINCE });
    await page.goto(`/submissions/${id}`);
    await page.getByRole("button", { name: "Duyệt" }).click();
    await page.getByRole("link", { name: `Xem số liệu ${unitName}` }).click();
    await expect(page.getByText(formatCount(accounts + 7n)).first()).toBeVisible();
  });

  for (const text of ["1.05", "1,5", "１２", "0x10", "-3", "99999999999999999999"]) {
    test(`"${text}" is refused at its cell and stays as it was typed`, async ({ page, login, sql }) => {
      const { unit, period } = await typedMonth(sql, "119-2025");
      await login({ role: "director", unit });
      await page.goto(`/entry/${unit}/${period}`);
      await page.getByRole("textbox", cell("BHYT")).fill(text);
      await page.getByRole("button", { name: "Lưu nháp" }).last().click();
      const refused = page.getByRole("textbox", cell("BHYT"));
      await expect(refused).toHaveValue(text);
      await expect(refused).toHaveAttribute("aria-invalid", "true");
      await expect(refused).toHaveAccessibleDescription(/Nhập số nguyên|Số quá lớn/);
    });
  }

  test("of two people in one cell the second chooses between both values", async ({
    page,
    login,
    anotherPerson,
    sql,
  }) => {
    const { unit, period } = await typedMonth(sql, "120-2025");
    const other = await anotherPerson({ role: "director", unit });
    await login({ role: "director", unit });
    await page.goto(`/entry/${unit}/${period}`);
    await other.page.goto(`/entry/${unit}/${period}`);
    await other.page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("111");
    await other.page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("222");
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(
      page.getByText(/Người thử .* sửa Hồ sơ trực tuyến thành 111 .* Bạn vừa nhập 222\./),
    ).toBeVisible();
    await page.getByRole("button", { name: "Dùng 222" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Đã lưu bản nháp" })).toBeVisible();
    await other.page.goto(`/entry/${unit}/${period}`);
    await expect(other.page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue("222");
  });

  test("a submission that somebody else's cell keeps back says which cell, and what it holds now", async ({
    page,
    login,
    anotherPerson,
    sql,
  }) => {
    const { unit, period } = await typedMonth(sql, "106-2025");
    const other = await anotherPerson({ role: "director", unit });
    await login({ role: "director", unit });
    await page.goto(`/entry/${unit}/${period}`);
    await other.page.goto(`/entry/${unit}/${period}`);
    await other.page.getByRole("textbox", cell("BHXH bắt buộc")).fill("1");
    await other.page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByRole("alert")).toContainText("BH thất nghiệp");
    await expect(page.getByText("Người khác vừa sửa 1 ô")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "BHXH bắt buộc: nay là 1" })).toBeVisible();
    await expect(page.getByRole("textbox", cell("BHXH bắt buộc"))).toHaveValue("1");
  });

  test("a form with a made-up indicator, or with another unit's id, is refused and changes nothing", async ({
    page,
    login,
    sql,
  }) => {
    const { unit, period } = await emptyMonth(sql, "123-2025");
    const foreign = await emptyMonth(sql, "128-2025");
    await login({ role: "director", unit });
    await page.goto(`/entry/${unit}/${period}`);
    await page.getByRole("textbox", cell("BHYT")).fill("5");
    await page.getByRole("textbox", cell("BHXH bắt buộc")).evaluate((input: HTMLInputElement) => {
      input.name = "v.MADE_UP";
    });
    await page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await expect(page.getByText("chỉ tiêu không hợp lệ")).toBeVisible();
    await page.locator('input[name="id"]').evaluate((input: HTMLInputElement, id) => {
      input.value = id;
    }, foreign.id);
    await page.getByRole("button", { name: "Lưu nháp" }).last().click();
    await expect(page.getByText("Không có biểu này")).toBeVisible();
    const { rows } = await sql.query(
      "SELECT 1 FROM submission_drafts WHERE unit_id = ANY ($1) AND period_id = $2",
      [[unit, foreign.unit], period],
    );
    expect(rows).toEqual([]);
  });
});

test("a cell saves itself, and a reload finds it", async ({ page, login, sql }) => {
  const { unit, period } = await emptyMonth(sql, "121-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await page.getByRole("textbox", cell("BHYT")).fill("1052062");
  await page.getByRole("textbox", cell("BHYT")).press("Enter");
  await expect(page.getByRole("status")).toContainText(/Đã lưu 1\/\d+ ô lúc/);
  await expect(page.getByRole("textbox", cell("BHYT"))).toHaveValue("1.052.062");
  await page.reload();
  await expect(page.getByRole("textbox", cell("BHYT"))).toHaveValue("1.052.062");
});

test("of two people in one cell the second sees both values and keeps the first", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const { unit, period } = await typedMonth(sql, "122-2025");
  const other = await anotherPerson({ role: "director", unit });
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await other.page.goto(`/entry/${unit}/${period}`);
  await other.page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("111");
  await other.page.getByRole("textbox", cell("Hồ sơ trực tuyến")).blur();
  await expect(other.page.getByRole("status")).toContainText("ô lúc");
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("222");
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).blur();
  await expect(page.getByText(/thành 111 .* Bạn vừa nhập 222\./)).toBeVisible();
  await page.getByRole("button", { name: "Giữ 111" }).click();
  await expect(page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue("111");
  await expect(page.getByRole("button", { name: "Giữ 111" })).toHaveCount(0);
});

test("what could not be saved while the line was down is there after a reload, and is saved then", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(/Failed to fetch|Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  const { unit, period } = await typedMonth(sql, "124-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await context.setOffline(true);
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("4711");
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).blur();
  await expect(page.getByRole("status")).toContainText("Mất kết nối");
  await context.setOffline(false);
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await expect(page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue("4.711");
  await expect(page.getByRole("status")).toContainText("ô lúc");
});

/** Cells of the month's draft that hold this value. */
const DRAFTS_OF = "SELECT 1 FROM submission_drafts WHERE unit_id = $1 AND period_id = $2 AND value = $3";

test("what one person could not save is neither shown to the next at the same screen nor saved under their name", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(/Failed to fetch|Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  const { unit, period, value } = await typedMonth(sql, "107-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await context.setOffline(true);
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("4711");
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).blur();
  await expect(page.getByRole("status")).toContainText("Mất kết nối");

  await login({ role: "director", unit });
  await context.setOffline(false);
  await expect(page.getByRole("status")).toContainText("mở bằng tài khoản khác", { timeout: 20_000 });
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await expect(page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue(formatCount(value("HO_SO")));
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill("4712");
  await page.getByRole("textbox", cell("Tài khoản VssID")).blur();
  await expect(page.getByRole("status")).toContainText("ô lúc");
  expect((await sql.query(DRAFTS_OF, [unit, period, 4711])).rows).toEqual([]);
  expect((await sql.query(DRAFTS_OF, [unit, period, 4712])).rows).toHaveLength(1);
});

test("whoever signs out is asked about what was never saved, and leaves nothing behind", async ({
  page,
  login,
  sql,
}) => {
  const { unit, period } = await typedMonth(sql, "108-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("1,5");
  const signOut = async () => {
    await page.getByLabel(/^Tài khoản: /).click();
    await page.getByRole("button", { name: "Đăng xuất" }).click();
  };
  page.once("dialog", (dialog) => dialog.dismiss());
  await signOut();
  await page.getByLabel(/^Tài khoản: /).click();
  await expect(page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue("1,5");
  page.once("dialog", (dialog) => dialog.accept());
  await signOut();
  await expect(page).toHaveURL(/\/login/);
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("entry:")));
  expect(kept).toEqual([]);
});

test("a submission that somebody else's cell keeps back goes on once that cell is right again", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const { unit, period, value } = await typedMonth(sql, "109-2025");
  const other = await anotherPerson({ role: "director", unit });
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await other.page.goto(`/entry/${unit}/${period}`);
  await other.page.getByRole("textbox", cell("BHXH bắt buộc")).fill("1");
  await other.page.getByRole("textbox", cell("BHXH bắt buộc")).blur();
  await expect(other.page.getByRole("status")).toContainText("ô lúc");
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "BH thất nghiệp" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "BHXH bắt buộc: nay là 1" })).toBeVisible();
  const wholesale = page.getByRole("textbox", cell("BHXH bắt buộc"));
  await expect(wholesale).toHaveValue("1");
  await wholesale.fill(String(value("BHXH_BB")));
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();
});

test("the periods to choose from are those in which the unit exists", async ({ page, login, sql }) => {
  const { unit, period } = await emptyMonth(sql, "111-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  const periods = page.getByLabel("Kỳ số liệu").getByRole("option");
  await expect(periods.last()).toHaveText("Tháng 07/2025");
  await expect(page.getByRole("columnheader", { name: "Chỉ tiêu", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /^Chỉ tiêu giao \d{4}$/ }).first()).toBeVisible();
});

test("the keys move between cells, take last month's number and find the next error", async ({
  page,
  login,
  sql,
}) => {
  const { unit, period } = await emptyMonth(sql, "125-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  const first = page.getByRole("textbox", cell("BHXH bắt buộc"));
  const second = page.getByRole("textbox", cell("BHXH tự nguyện"));
  await first.press("Control+d");
  await expect(first).not.toHaveValue("");
  await first.press("Enter");
  await expect(second).toBeFocused();
  await second.press("ArrowUp");
  await expect(first).toBeFocused();
  await first.press("ArrowDown");
  await second.fill("1,5");
  await first.focus();
  await first.press("F8");
  await expect(second).toBeFocused();
});

test("a warning asks for an explanation, and the manager reads it", async ({ page, login, sql }) => {
  const { id, unit, period, value } = await typedMonth(sql, "126-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill(String(2n * value("VSSID")));
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  const explanation = page.getByRole("textbox", { name: "Giải thích cho người duyệt về Tài khoản VssID" });
  await expect(explanation).toBeFocused();
  await explanation.fill("Ngân hàng mở tài khoản theo đợt");
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByText("Biểu đang chờ duyệt.")).toBeVisible();
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText("Ngân hàng mở tài khoản theo đợt")).toBeVisible();
});

test("a month that is approved is shown and not typed into, and says who may open it", async ({
  page,
  login,
  sql,
}) => {
  const { rows } = await sql.query<{ unit: string; period: string }>(
    `SELECT s.unit_id AS unit, s.period_id AS period FROM submissions s JOIN periods p ON p.id = s.period_id
     WHERE s.status = 'approved' AND p.locked_at IS NULL AND s.province_id = '20-2025' ORDER BY 2, 1 LIMIT 1`,
  );
  const { unit, period } = rows[0] ?? { unit: "", period: "" };
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await expect(page.getByText("đề nghị quản lý tỉnh mở lại")).toBeVisible();
  await expect(page.getByRole("textbox", cell("BHYT"))).toHaveAttribute("readonly", "");
  await expect(page.getByRole("button", { name: "Gửi duyệt" })).toHaveCount(0);
});

for (const { role, unit, why } of [
  { role: "viewer", unit: "VN", why: "viewers never see drafts" },
  { role: "admin", unit: "VN", why: "admins never see drafts" },
  { role: "director", unit: "127-2025", why: "it is a sibling's" },
  { role: "manager", unit: "46-2025", why: "it is another province's" },
] as const) {
  test(`the form answers 404 to a ${role} of ${unit}: ${why}`, async ({ page, login, sql }) => {
    const { period } = await emptyMonth(sql, "128-2025");
    await login({ role, unit });
    expect((await page.request.get(`/entry/128-2025/${period}`)).status()).toBe(404);
  });
}

test("a period or unit that does not exist answers 404", async ({ page, login }) => {
  await login({ role: "director", unit: "128-2025" });
  expect((await page.request.get("/entry/128-2025/2026-13")).status()).toBe(404);
  expect((await page.request.get("/entry/128-2025/1999-01")).status()).toBe(404);
  expect((await page.request.get("/entry/128%25/2026-01")).status()).toBe(404);
});

test("form and list break no accessibility rule", async ({ page, login, sql }) => {
  const { unit, period } = await typedMonth(sql, "098-2025");
  await login({ role: "director", unit });
  await page.goto("/entry");
  await expectAccessibleInBothSchemes(page);
  await page.goto(`/entry/${unit}/${period}`);
  await page.getByRole("textbox", cell("BHXH bắt buộc")).fill("1");
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("90.000");
  await page.getByRole("textbox", cell("Tờ rơi, pa nô")).fill("x");
  await page.getByRole("button", { name: "Gửi duyệt" }).click();
  await expect(page.getByText("Chưa gửi được.")).toBeVisible();
  await expectAccessibleInBothSchemes(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the form scroll sideways", async ({ page, login, sql }) => {
    const { unit, period } = await typedMonth(sql, "099-2025");
    await login({ role: "director", unit });
    for (const path of ["/entry", `/entry/${unit}/${period}`]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});
