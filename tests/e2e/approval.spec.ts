import type pg from "pg";
import { expect, expectAccessible, test } from "../support/fixtures";
import { submittedMonth, typedMonth } from "../support/months";

const PROVINCE = "25-2025";

/** Reporting units of the province that the demo gave figures of the month before. */
async function unitsOf(sql: pg.Pool, province: string, count: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT u.id FROM units u WHERE u.province_id = $1 AND u.reporting_kind = 'district' AND u.valid_to IS NULL
     ORDER BY u.code LIMIT $2`,
    [province, count],
  );
  return rows.map(({ id }) => id);
}

test("a manager approves several at once, reads what was explained before, and returns two with a reason", async ({
  page,
  login,
  sql,
}) => {
  const units = await unitsOf(sql, PROVINCE, 5);
  const sender = await login({ role: "director", unit: units[0] ?? "" });
  const months = [];
  for (const unit of units) months.push(await submittedMonth(sql, unit, sender.id));
  const [first, second, third, fourth, fifth] = months;
  if (!first || !second || !third || !fourth || !fifth) throw new Error("the province has too few units");
  await sql.query(
    `UPDATE figure_revisions SET explanation = 'Có thẻ của người tạm trú'
     WHERE unit_id = $1 AND period_id = $2 AND version = 1 AND indicator_id = 'BHYT'`,
    [third.unit, third.period],
  );
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions?show=waiting&period=${first.period}`);
  await expectAccessible(page);
  for (const month of [first, second, third])
    await page.getByLabel(`Chọn ${month.unitName}`, { exact: true }).check();
  await page.getByRole("button", { name: "Duyệt 3 biểu đã chọn" }).click();
  await expect(page.getByText("1 biểu có cảnh báo đã giải thích")).toBeVisible();
  await expect(page.getByText("Có thẻ của người tạm trú")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Duyệt 3 biểu" }).click();
  await expect(page.getByText("Đã duyệt 3 biểu.")).toBeVisible();
  for (const month of [fourth, fifth])
    await page.getByLabel(`Chọn ${month.unitName}`, { exact: true }).check();
  await page.getByRole("button", { name: "Trả lại 2 biểu" }).click();
  await expect(page.getByText("Ghi lý do")).toBeVisible();
  for (const month of [fourth, fifth])
    await page.getByLabel(`Chọn ${month.unitName}`, { exact: true }).check();
  await page.getByLabel("Lý do trả lại").fill("Thiếu số thu của tháng");
  await page.getByRole("button", { name: "Trả lại 2 biểu" }).click();
  await expect(page.getByText("Đã trả lại 2 biểu.")).toBeVisible();
  const { rows } = await sql.query<{ status: string; reason: string | null }>(
    "SELECT status::text, reason FROM submissions WHERE period_id = $1 AND unit_id = ANY ($2) ORDER BY unit_id",
    [first.period, units],
  );
  expect(rows.map(({ status }) => status)).toEqual([
    "approved",
    "approved",
    "approved",
    "returned",
    "returned",
  ]);
  expect(rows[4]?.reason).toBe("Thiếu số thu của tháng");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the same rows are ticked and decided, and what failed is named", async ({ page, login, sql }) => {
    const [unit = "", other = ""] = await unitsOf(sql, "31-2025", 2);
    const sender = await login({ role: "director", unit });
    const month = await submittedMonth(sql, unit, sender.id);
    const moved = await submittedMonth(sql, other, sender.id);
    await login({ role: "manager", unit: "31-2025" });
    await page.goto(`/submissions?show=waiting&period=${month.period}`);
    for (const one of [month, moved]) await page.getByLabel(`Chọn ${one.unitName}`, { exact: true }).check();
    await sql.query(
      "UPDATE submissions SET lock_version = lock_version + 1 WHERE unit_id = $1 AND period_id = $2",
      [moved.unit, moved.period],
    );
    await page.getByRole("button", { name: "Duyệt các biểu đã chọn" }).click();
    await expect(page.getByText("Đã duyệt 1/2 biểu.")).toBeVisible();
    await expect(page.getByText("Vừa được người khác chuyển trạng thái")).toBeVisible();
  });
});

test("who had a hand in a version finds its box off and reads why", async ({ page, login, sql }) => {
  const [, unit = ""] = await unitsOf(sql, "33-2025", 9);
  const manager = await login({ role: "manager", unit: "33-2025" });
  const month = await submittedMonth(sql, unit, manager.id);
  await page.goto(`/submissions?show=waiting&period=${month.period}`);
  await expect(page.getByLabel(`Chọn ${month.unitName}`, { exact: true })).toBeDisabled();
  await expect(page.getByText("bạn đã nhập hoặc nộp biểu này, không duyệt được").first()).toBeVisible();
});

test("a stand-in acts under a bar that says for whom, approves, and the history names both", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  test.setTimeout(120_000);
  // Few enough people work here for a list; where there are more, names are typed.
  const province = "37-2025";
  const [own = "", other = ""] = await unitsOf(sql, province, 2);
  const absent = await anotherPerson({ role: "manager", unit: province });
  const standIn = await login({ role: "director", unit: own });
  const sender = await anotherPerson({ role: "director", unit: other });
  const month = await submittedMonth(sql, other, sender.user.id);

  await absent.page.goto("/stand-ins");
  await expectAccessible(absent.page);
  await absent.page.getByLabel("Người làm thay").selectOption(standIn.username);
  await absent.page.getByLabel("Người vắng").selectOption(absent.user.username);
  await absent.page.getByLabel("Lý do").fill("Nghỉ phép");
  await absent.page.getByRole("button", { name: "Lập ủy quyền" }).click();
  await expect(absent.page.getByText("Đã lập ủy quyền.")).toBeVisible();

  expect((await page.goto("/submissions"))?.status()).toBe(404);
  await page.goto("/");
  await page.getByLabel(/^Tài khoản/).click();
  await page.getByRole("button", { name: `Làm thay ${absent.user.displayName}` }).click();
  const bar = page.getByLabel("Làm thay", { exact: true });
  await expect(bar).toContainText(`Bạn đang làm thay ${absent.user.displayName}`);
  await page.goto(`/submissions/${month.id}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await expect(page.getByText("Đã duyệt. Số liệu")).toBeVisible();
  await page.reload();
  const both = `${standIn.displayName} (thay ${absent.user.displayName})`;
  await expect(page.getByText(both).first()).toBeVisible();
  const { rows } = await sql.query<{ actor: string; absent: string }>(
    `SELECT actor_id AS actor, on_behalf_of AS absent FROM audit_entries
     WHERE subject = $1 AND event = 'submission.approve' ORDER BY at DESC LIMIT 1`,
    [`submission:${month.id}`],
  );
  expect(rows).toEqual([{ actor: standIn.id, absent: absent.user.id }]);

  await absent.page.goto("/stand-ins");
  await absent.page.getByRole("button", { name: `Thu hồi ủy quyền của ${absent.user.displayName}` }).click();
  await expect(absent.page.getByText(`${absent.user.displayName} thu hồi`)).toBeVisible();
  await page.goto("/submissions");
  await expect(page.getByText("Việc làm thay đã kết thúc")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tiếp tục với tài khoản của mình" }).click();
  await expect(page).not.toHaveURL(/\/account/);
  await expect(page.getByLabel("Làm thay", { exact: true })).toHaveCount(0);
  expect((await page.goto("/submissions"))?.status()).toBe(404);
});

test("central sets a bound, tries it first, and the form warns at once", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const [unit = ""] = await unitsOf(sql, "38-2025", 1);
  const month = await typedMonth(sql, unit);
  await login({ role: "central", unit: "VN" });
  await page.goto("/admin/checks?indicator=VSSID");
  await expectAccessible(page);
  await page.getByLabel("So với tháng trước, %").fill("0,01");
  await page.getByLabel("So với cùng kỳ năm trước, %").fill("");
  await page.getByLabel(/^Không hỏi khi/).fill("0");
  await page.getByRole("button", { name: "Thử trên tháng đã duyệt" }).click();
  await expect(page.getByText(/sẽ hỏi .* ô\. Chưa lưu\./)).toBeVisible();
  await page.getByRole("button", { name: "Lưu mức" }).click();
  await expect(page.getByText("Đã lưu. Biểu nhập dùng mức này từ bây giờ.")).toBeVisible();

  const director = await anotherPerson({ role: "director", unit });
  await director.page.goto(`/entry/${unit}/${month.period}`);
  await director.page
    .getByLabel(/VssID/i)
    .first()
    .fill(String(month.value("VSSID") + month.value("VSSID") / 100n + 1n));
  await director.page.getByLabel(/VssID/i).first().press("Tab");
  await expect(director.page.getByText(/quá mức ±0,01%/).first()).toBeVisible();

  await page.getByRole("button", { name: "Về mặc định" }).click();
  await expect(page.getByText("Đã về mức mặc định.")).toBeVisible();
});

test("director and manager speak about a figure, and the form marks its row", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const [, , , unit = ""] = await unitsOf(sql, "40-2025", 4);
  const director = await anotherPerson({ role: "director", unit });
  const month = await submittedMonth(sql, unit, director.user.id);
  const manager = await login({ role: "manager", unit: "40-2025" });
  await page.goto(`/submissions/${month.id}?figure=BHYT#comments`);
  await page.getByRole("textbox", { name: "Ý kiến" }).fill("Vì sao số này chưa đổi?");
  await page.getByRole("button", { name: "Gửi ý kiến" }).click();
  await expect(page.getByText("Đã gửi ý kiến.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/submissions?show=waiting&period=${month.period}`);
  await expect(page.getByRole("row").filter({ hasText: month.unitName }).getByText("1 ý kiến")).toBeVisible();
  await director.page.goto(`/entry/${unit}/${month.period}`);
  await director.page.getByRole("link", { name: /^1 ý kiến về/ }).click();
  await expect(director.page.getByText("Vì sao số này chưa đổi?")).toBeVisible();
  await expect(director.page.getByText(manager.displayName).first()).toBeVisible();
});

test("from one waiting submission to the next by keys alone", async ({ page, login, sql }) => {
  const units = await unitsOf(sql, "42-2025", 3);
  const sender = await login({ role: "director", unit: units[0] ?? "" });
  const months = [];
  for (const unit of units) months.push(await submittedMonth(sql, unit, sender.id));
  await login({ role: "manager", unit: "42-2025" });
  await page.goto(`/submissions/${months[0]?.id}`);
  await expect(
    page.getByRole("heading", { name: new RegExp(`^${months[0]?.unitName}, bản 1`) }),
  ).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await expect(page.getByText("Đã duyệt. Số liệu")).toBeVisible();
  await page.keyboard.press("Alt+j");
  await expect(
    page.getByRole("heading", { name: new RegExp(`^${months[1]?.unitName}, bản 1`) }),
  ).toBeVisible();
  await page.keyboard.press("Alt+j");
  await expect(
    page.getByRole("heading", { name: new RegExp(`^${months[2]?.unitName}, bản 1`) }),
  ).toBeVisible();
  await page.keyboard.press("Alt+k");
  await expect(
    page.getByRole("heading", { name: new RegExp(`^${months[1]?.unitName}, bản 1`) }),
  ).toBeVisible();
});
