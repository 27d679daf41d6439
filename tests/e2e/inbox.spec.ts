import { randomUUID } from "node:crypto";
import type pg from "pg";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";
import { submittedMonth } from "../support/months";

const UNIT = "042-2025";
const PROVINCE = "04-2025";

async function tell(sql: pg.Pool, userId: string, ...subjects: string[]): Promise<void> {
  for (const subject of subjects)
    await sql.query(
      `INSERT INTO notifications (id, user_id, kind, subject, sentence, detail, href, at, mail)
       VALUES ($1, $2, 'opened', $3, 'Hạn nộp: hết ngày 03/12/2026.', 'Lý do: thử', '/sources', now(), 'none')`,
      [randomUUID(), userId, subject],
    );
}

test("a return is in the director's inbox at once, with its reason, and leads to the form", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  test.setTimeout(120_000);
  const director = await anotherPerson({ role: "director", unit: UNIT });
  const { id, period, unit } = await submittedMonth(sql, UNIT, director.user.id);
  await director.page.goto("/inbox");
  await expect(director.page.getByText("Chưa có tin nào")).toBeVisible();

  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  await page.getByLabel("Lý do trả lại").fill("Xem lại số thu");
  await page.getByRole("button", { name: "Trả lại" }).click();
  await expect
    .poll(async () => {
      const { rows } = await sql.query<{ count: number }>(
        "SELECT count(*)::int FROM notifications WHERE user_id = $1 AND kind = 'returned'",
        [director.user.id],
      );
      return rows[0]?.count;
    })
    .toBe(1);
  await page.goto("/inbox");
  await expect(page.getByText("Chưa có tin nào")).toBeVisible();

  await director.page.goto("/entry");
  await director.page.getByRole("link", { name: "Hộp tin, 1 tin chưa đọc" }).click();
  await expect(director.page.getByText("Lý do: Xem lại số thu")).toBeVisible();
  await director.page.getByRole("link", { name: /bị trả lại$/ }).click();
  await expect(director.page).toHaveURL(new RegExp(`/entry/${unit}/${period}$`));
  await expect(director.page.getByRole("link", { name: "Hộp tin, không có tin chưa đọc" })).toBeVisible();
  await director.page.goto("/inbox");
  await expect(director.page.getByRole("heading", { name: "Đã đọc" })).toBeVisible();
});

test("somebody else's notice answers 404", async ({ page, login, anotherPerson, sql }) => {
  const other = await anotherPerson({ role: "director", unit: UNIT });
  await tell(sql, other.user.id, "Của người khác");
  const { rows } = await sql.query<{ id: string }>("SELECT id FROM notifications WHERE user_id = $1", [
    other.user.id,
  ]);
  await login({ role: "manager", unit: PROVINCE });
  expect((await page.request.get(`/inbox/${rows[0]?.id}`)).status()).toBe(404);
  expect((await page.request.get("/inbox/khong-co")).status()).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("one is marked read, then all", async ({ page, login, sql }) => {
    const { id } = await login({ role: "director", unit: UNIT });
    await tell(sql, id, "Tin thứ nhất", "Tin thứ hai", "Tin thứ ba");
    await page.goto("/inbox");
    await page.getByRole("button", { name: "Đã đọc: Tin thứ hai" }).click();
    await expect(page.getByRole("link", { name: "Hộp tin, 2 tin chưa đọc" })).toBeVisible();
    await page.getByRole("button", { name: "Đánh dấu đã đọc tất cả" }).click();
    await expect(page.getByRole("link", { name: "Hộp tin, không có tin chưa đọc" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Chưa đọc" })).toHaveCount(0);
  });
});

test("a person says where mails go and which; a broken address is refused and stays as it was typed", async ({
  page,
  login,
  sql,
}) => {
  const { id } = await login({ role: "director", unit: UNIT });
  await page.goto("/account");
  await page.getByLabel("Địa chỉ thư").fill("huong@bhxh");
  await page.getByLabel("Tin khác").selectOption({ label: "Không gửi thư" });
  await page.getByRole("button", { name: "Lưu cách nhận thư" }).click();
  await expect(page.getByText("Địa chỉ thư chưa đúng dạng")).toBeVisible();
  await expect(page.getByLabel("Địa chỉ thư")).toHaveValue("huong@bhxh");
  await expect(page.getByLabel("Tin khác")).toHaveValue("none");
  await page.getByLabel("Địa chỉ thư").fill("huong@bhxh.example");
  await page.getByRole("button", { name: "Lưu cách nhận thư" }).click();
  await expect(page.getByText("Đã lưu. Thư gửi tới huong@bhxh.example.")).toBeVisible();
  const { rows } = await sql.query(
    "SELECT email, mail_urgent::text, mail_other::text FROM users WHERE id = $1",
    [id],
  );
  expect(rows).toEqual([{ email: "huong@bhxh.example", mail_urgent: "now", mail_other: "none" }]);
});

test("an administrator reads why a mail did not go out, and sends it again", async ({ page, login, sql }) => {
  const { id } = await login({ role: "admin", unit: "VN" });
  const mail = randomUUID();
  await sql.query(
    `INSERT INTO mail_outbox (id, dedupe_key, user_id, recipient, subject, body, state, attempts, last_error, created_at, finished_at)
     VALUES ($1::uuid, $1::uuid::text, $2, 'a@bhxh.example', 'Thư thử', 'Thử', 'unknown', 1, 'Tiến trình gửi bị ngắt', now(), now())`,
    [mail, id],
  );
  await page.goto("/admin/mail?state=unknown");
  await expect(page.getByText("Chưa đặt máy chủ thư")).toBeVisible();
  const row = page.getByRole("row", { name: /Thư thử/ }).first();
  await expect(row).toContainText("Tiến trình gửi bị ngắt");
  await row.getByRole("button", { name: /^Gửi lại thư cho/ }).click();
  await expect(page.getByText("Thư vào hàng chờ")).toBeVisible();
  const { rows } = await sql.query("SELECT state::text FROM mail_outbox WHERE id = $1", [mail]);
  expect(rows).toEqual([{ state: "pending" }]);
  await sql.query("DELETE FROM mail_outbox WHERE id = $1", [mail]);
});

const SCREENS = [
  { role: "director", unit: UNIT, paths: ["/inbox", "/account"] },
  { role: "admin", unit: "VN", paths: ["/admin/mail"] },
] as const;

test("inbox, choice of mails and list of mails break no accessibility rule", async ({ page, login, sql }) => {
  for (const { role, unit, paths } of SCREENS) {
    const { id } = await login({ role, unit });
    await tell(sql, id, "Đã mở kỳ tháng 11/2026", "Đã khóa kỳ tháng 10/2026");
    for (const path of paths) {
      await page.goto(path);
      await expectAccessibleInBothSchemes(page);
    }
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes them scroll sideways", async ({ page, login, sql }) => {
    for (const { role, unit, paths } of SCREENS) {
      const { id } = await login({ role, unit });
      await tell(sql, id, "Đã mở kỳ tháng 11/2026");
      for (const path of paths) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      }
    }
  });
});
