import { expect, expectAccessible, expectAccessibleInBothSchemes, test } from "../support/fixtures";

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
  await expect(page.getByText(/^Còn \d+ biểu chưa duyệt, \d+ tỉnh chưa ký chốt/)).toBeVisible();
  await expect(page.getByLabel("Lý do khóa")).toHaveValue("Đã chốt báo cáo quý");
  await page.getByLabel("Vẫn khóa dù còn thiếu").check();
  await page.getByRole("button", { name: /^Khóa tháng/ }).click();
  await expect(page.getByRole("heading", { name: "Mở khóa cho một đơn vị" })).toBeVisible();
  await expect(page.locator(".told")).toBeFocused();
  await expect(page.locator(".told")).toContainText("Đã khóa kỳ.");

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
  await expect(page.getByText("“Sai số thu”")).toBeVisible();
  await expect(page.locator(".told")).toContainText("Đã mở khóa cho đơn vị.");

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

for (const { role, unit, ofPeriod } of [
  { role: "manager", unit: "46-2025", ofPeriod: 200 },
  { role: "director", unit: "474-2025", ofPeriod: 200 },
  { role: "admin", unit: "VN", ofPeriod: 404 },
  { role: "viewer", unit: "VN", ofPeriod: 200 },
] as const) {
  test(`the administration of periods answers 404 to a ${role}`, async ({ page, login }) => {
    await login({ role, unit });
    expect((await page.request.get("/periods")).status()).toBe(404);
    expect((await page.request.get("/periods/new")).status()).toBe(404);
    expect((await page.request.get("/periods/2025-09")).status()).toBe(ofPeriod);
  });
}

test("central opens the weekly reports of a quarter at once, edits one day and leaves one out", async ({
  page,
  login,
  sql,
}) => {
  test.setTimeout(180_000);
  await login({ role: "central", unit: "VN" });
  const { rows: known } = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM periods WHERE kind = 'flash'",
  );
  await page.goto("/periods/new?kind=weekly");
  const quarter = await page.getByLabel("Quý").locator("option").last().getAttribute("value");
  await page.getByLabel("Quý").selectOption(quarter ?? "");
  await page.getByLabel("Chốt số liệu vào").selectOption({ label: "thứ Ba" });
  await page.getByRole("button", { name: "Liệt kê ngày" }).click();
  const days = page.getByLabel(/^Ngày chốt/);
  await expect(page.getByText("thứ Ba").nth(1)).toBeVisible();
  const all = await days.count();
  expect(all).toBeGreaterThanOrEqual(12);
  await page.getByLabel("Mở dòng 2", { exact: true }).uncheck();
  await page.getByLabel("Hạn nộp dòng 1", { exact: true }).fill("2020-01-01");
  await page.getByRole("button", { name: "Mở các kỳ đã chọn" }).click();
  await expect(page.getByText("Hạn nộp không thể trước ngày chốt số liệu.")).toBeVisible();
  await expect(page.getByLabel("Mở dòng 2", { exact: true })).not.toBeChecked();
  await expect(page.getByLabel("Hạn nộp dòng 1", { exact: true })).toHaveValue("2020-01-01");
  // Half of the days lie too far ahead; those are left out too.
  for (let row = 3; row <= all; row += 1) await page.getByLabel(`Mở dòng ${row}`, { exact: true }).uncheck();
  const first = await days.first().inputValue();
  await page.getByLabel("Hạn nộp dòng 1", { exact: true }).fill(first);
  await page.getByLabel("Chỉ các tỉnh, đơn vị đánh dấu dưới đây").check();
  await page.getByLabel("Huế", { exact: true }).check();
  await page.getByRole("button", { name: "Mở các kỳ đã chọn" }).click();
  await expect(page.getByText(/^Đã mở 1 kỳ/)).toBeVisible();
  const { rows: after } = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM periods WHERE kind = 'flash'",
  );
  expect((after[0]?.count ?? 0) - (known[0]?.count ?? 0)).toBe(1);
  const { rows: asked } = await sql.query(
    "SELECT DISTINCT province_id AS id FROM submissions WHERE period_id = $1",
    [first],
  );
  expect(asked).toEqual([{ id: "46-2025" }]);
  await page.goto(`/periods/${first}`);
  await expect(page.getByText("Chỉ một số đơn vị phải nộp.")).toBeVisible();
});

test("a manager sees who is late in the own province, whom to call and what to say", async ({
  page,
  login,
  sql,
}) => {
  const { rows } = await sql.query<{ period: string }>(
    "SELECT value->>'through' AS period FROM settings WHERE key = 'demo'",
  );
  const period = rows[0]?.period ?? "";
  await login({ role: "manager", unit: "68-2025" });
  await page.goto("/periods/current");
  await expect(page).toHaveURL(new RegExp(`/periods/${period}$`));
  await expect(page.getByText(/Lâm Đồng chưa ký chốt/).first()).toBeVisible();
  await expect(page.getByRole("row", { name: /Phan Thiết/ }).first()).toContainText("chưa nộp");
  await expect(page.getByRole("link", { name: /^0000 \d{3} \d{3}$/ }).first()).toHaveAttribute(
    "href",
    /^tel:0000/,
  );
  await page.getByText("Xem lời nhắc Phan Thiết").click();
  await expect(page.getByText(/Kính gửi Nguyễn Thị Hương/).first()).toBeVisible();
  expect((await page.request.get(`/periods/${period}?province=46-2025`)).status()).toBe(404);

  await page.getByRole("link", { name: "Biên bản chốt số" }).click();
  await expect(page.getByRole("heading", { name: /BIÊN BẢN/ })).toBeVisible();
  await expect(page.getByText(/CHƯA CHỐT/)).toBeVisible();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Tải Word" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`bao-phu_bien-ban-chot-so_68-2025_${period}.docx`);
});

test("a director sees the own unit's line and no phone number", async ({ page, login }) => {
  await login({ role: "director", unit: "593-2025" });
  await page.goto("/periods/current");
  for (const table of [/^Tình hình nộp số liệu/, /^Nộp đúng hạn/])
    await expect(
      page.getByRole("region", { name: table }).getByRole("row", { name: /Phan Thiết/ }),
    ).toHaveCount(1);
  await expect(page.getByRole("rowheader", { name: "Lâm Đồng" })).toHaveCount(0);
  await expect(page.getByText("Cần nhắc")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Biên bản chốt số" })).toHaveCount(0);
});

test("the table of provinces is sorted and narrowed by its address", async ({ page, login, sql }) => {
  const { rows } = await sql.query<{ period: string }>(
    "SELECT value->>'through' AS period FROM settings WHERE key = 'demo'",
  );
  const period = rows[0]?.period ?? "";
  await login({ role: "viewer", unit: "VN" });
  await page.goto(`/periods/${period}`);
  await page.getByRole("link", { name: "Chưa nộp" }).click();
  await expect(page).toHaveURL(/sort=missing/);
  await page.getByRole("link", { name: "Chưa ký chốt", exact: true }).click();
  await expect(page).toHaveURL(/only=unsigned/);
  await page.getByLabel("Lọc theo tên tỉnh").fill("lam dong");
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page.getByRole("row", { name: /^Lâm Đồng/ }).first()).toBeVisible();
  await expect(page.getByText("1/35 dòng.")).toBeVisible();
});

test("a period's routes answer in JSON, never with a redirect", async ({ page, login }) => {
  expect((await page.request.get("/api/v1/periods/2025-09/record?unit=VN")).status()).toBe(401);
  await login({ role: "central", unit: "VN" });
  for (const path of [
    "1999-01/record?unit=VN",
    "x/record?unit=VN",
    "2025-09/record?unit=khong-co",
    "1999-01/version",
  ]) {
    const answer = await page.request.get(`/api/v1/periods/${path}`, { maxRedirects: 0 });
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([
      path,
      404,
      "application/json",
    ]);
  }
  expect((await page.request.get("/api/v1/periods/2025-09/record")).status()).toBe(400);
});

test("a period that does not exist answers 404", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  expect((await page.request.get("/periods/1999-01")).status()).toBe(404);
  expect((await page.request.get("/periods/2026-13")).status()).toBe(404);
});

for (const path of ["/periods", "/periods/2025-09", "/periods/current", "/periods/new?kind=weekly"]) {
  test(`${path} breaks no accessibility rule`, async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    await page.goto(path);
    await expectAccessibleInBothSchemes(page);
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the pages scroll sideways", async ({ page, login }) => {
    await login({ role: "central", unit: "VN" });
    for (const path of ["/periods", "/periods/2025-09", "/periods/2025-09/record?unit=VN", "/periods/new"]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});
