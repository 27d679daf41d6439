import { expect, expectAccessible, test } from "../support/fixtures";

test("central locks a month, nobody types in it, and one unit is unlocked with a reason until a day", async ({
  page,
  login,
  sql,
}) => {
  test.setTimeout(180_000);
  const { rows } = await sql.query<{ period: string; name: string }>(
    `SELECT p.id AS period, u.short_name AS name FROM periods p, units u
     WHERE p.id = (SELECT to_char(to_date(value->>'through', 'YYYY-MM') - interval '1 month', 'YYYY-MM')
       FROM settings WHERE key = 'demo') AND u.id = '040-2025'`,
  );
  const { period, name } = rows[0] ?? { period: "", name: "" };
  await sql.query("UPDATE submissions SET unlocked_until = NULL WHERE period_id = $1", [period]);
  await sql.query("UPDATE periods SET locked_at = NULL, locked_by = NULL WHERE id = $1", [period]);

  await login({ role: "central", unit: "VN" });
  await page.goto("/periods");
  await page.locator(`a[href="/periods/${period}"]`).click();
  await page.getByRole("button", { name: /^Khóa tháng/ }).click();
  await expect(page.getByText("Ghi lý do")).toBeVisible();
  await page.getByLabel("Lý do khóa").fill("Đã chốt báo cáo quý");
  await page.getByRole("button", { name: /^Khóa tháng/ }).click();
  await expect(page.getByRole("heading", { name: "Mở khóa cho một đơn vị" })).toBeVisible();

  await login({ role: "director", unit: "040-2025" });
  await page.goto(`/entry/040-2025/${period}`);
  await expect(
    page.getByText("Kỳ đã khóa. Cần sửa: đề nghị Trung ương mở khóa cho đơn vị, nêu lý do."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Gửi duyệt" })).toHaveCount(0);

  await login({ role: "central", unit: "VN" });
  await page.goto(`/periods/${period}`);
  await page.getByLabel("Đơn vị", { exact: true }).selectOption({ label: name });
  await page.getByLabel("Được sửa đến hết ngày").fill("2020-01-01");
  await page.getByLabel("Lý do mở khóa").fill("Sai số thu");
  await page.getByRole("button", { name: "Mở khóa cho đơn vị" }).click();
  await expect(page.getByText("Ngày phải từ hôm nay trở đi.")).toBeVisible();
  await expect(page.getByLabel("Lý do mở khóa")).toHaveValue("Sai số thu");
  await page.getByLabel("Được sửa đến hết ngày").fill("2099-12-31");
  await page.getByRole("button", { name: "Mở khóa cho đơn vị" }).click();
  await expect(page.getByRole("heading", { name: "Đang được mở khóa" })).toBeVisible();

  await login({ role: "director", unit: "040-2025" });
  await page.goto(`/entry/040-2025/${period}`);
  await expect(page.getByText("Kỳ đã khóa.")).toHaveCount(0);
  const { rows: audit } = await sql.query<{ event: string; reason: string }>(
    `SELECT event, reason FROM audit_entries WHERE subject = ANY ($1) AND event IN ('period.lock', 'submission.unlock') ORDER BY at DESC LIMIT 2`,
    [[`period:${period}`, `submission:04-2025.040-2025.${period}`]],
  );
  expect(audit).toEqual([
    { event: "submission.unlock", reason: "Sai số thu" },
    { event: "period.lock", reason: "Đã chốt báo cáo quý" },
  ]);
  await sql.query("UPDATE periods SET locked_at = NULL, locked_by = NULL WHERE id = $1", [period]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("central opens the next month, once", async ({ page, login, sql }) => {
    test.setTimeout(180_000);
    await login({ role: "central", unit: "VN" });
    await page.goto("/periods");
    const open = page.getByRole("button", { name: /^Mở tháng/ });
    const name = ((await open.innerText()).match(/\d\d\/\d{4}/) ?? [""])[0];
    await page.getByLabel("Hạn nộp").fill("2020-01-01");
    await open.click();
    await expect(page.getByText("Hạn nộp không thể trước ngày chốt số liệu")).toBeVisible();
    await page.getByLabel("Hạn nộp").fill("2099-12-31");
    await open.click();
    await expect(page.getByText("Đã mở kỳ.")).toBeVisible();
    await page.goto("/periods");
    await expect(page.getByRole("link", { name: `Tháng ${name}` })).toBeVisible();
    await expect(open).not.toContainText(name);
    const { rows } = await sql.query(
      "SELECT DISTINCT status::text FROM submissions WHERE period_id = (SELECT id FROM periods ORDER BY as_of DESC LIMIT 1)",
    );
    expect(rows).toEqual([{ status: "draft" }]);
  });
});

for (const { role, unit } of [
  { role: "manager", unit: "46-2025" },
  { role: "director", unit: "474-2025" },
  { role: "admin", unit: "VN" },
  { role: "viewer", unit: "VN" },
] as const) {
  test(`periods answer 404 to a ${role}`, async ({ page, login }) => {
    await login({ role, unit });
    expect((await page.request.get("/periods")).status()).toBe(404);
    expect((await page.request.get("/periods/2025-09")).status()).toBe(404);
  });
}

test("a period that does not exist answers 404", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  expect((await page.request.get("/periods/1999-01")).status()).toBe(404);
  expect((await page.request.get("/periods/2026-13")).status()).toBe(404);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test("the pages of periods break no accessibility rule", async ({ page, login }) => {
      await login({ role: "central", unit: "VN" });
      await page.goto("/periods");
      await expectAccessible(page);
      await page.goto("/periods/2025-09");
      await expectAccessible(page);
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the pages scroll sideways", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    for (const path of ["/periods", "/periods/2025-09"]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});
