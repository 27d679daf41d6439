import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { E2E_URL } from "../support/e2e-settings";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";

const PROVINCE = "68-2025";
const MANAGER = { role: "manager", unit: PROVINCE } as const;
const CENTRAL = { role: "central", unit: "VN" } as const;

const freshNumber = () => `${randomUUID().slice(0, 8)}/QĐ-BHXH`;
const idOf = (page: Page) => new URL(page.url()).pathname.split("/").at(3) ?? "";

/** Writes a draft down by the form and stays on its page. */
async function draft(page: Page, fields: { number: string; issuer?: string; effectiveOn?: string }) {
  await page.goto(`/targets/decisions/new?unit=${PROVINCE}`);
  await page.getByLabel("Nơi ban hành").selectOption(fields.issuer ?? "BHXH tỉnh");
  await page.getByLabel("Số quyết định").fill(fields.number);
  if (fields.effectiveOn) await page.getByLabel("Có hiệu lực từ ngày").fill(fields.effectiveOn);
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Quyết định ${fields.number}`);
  return idOf(page);
}

/** Gives two units of the province a number of a year that nobody else has a number for; both numbers are the test's own. */
async function give(sql: pg.Pool, decisionId: string, year: string, values: readonly [number, number]) {
  await sql.query(
    `INSERT INTO target_drafts (province_id, decision_id, unit_id, scope, indicator_id, kind, value, updated_by, updated_at)
     SELECT u.province_id, $1, u.id, $2, 'BHYT', 'headcount', CASE u.place WHEN 1 THEN $3::bigint ELSE $4::bigint END,
       d.recorded_by, now()
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM units
       WHERE parent_id = $5 AND level = 'district' AND valid_to IS NULL) u, decisions d
     WHERE u.place <= 2 AND d.id = $1
     ON CONFLICT (province_id, decision_id, unit_id, scope, indicator_id, kind) DO UPDATE SET value = excluded.value`,
    [decisionId, year, ...values, PROVINCE],
  );
}

async function firstUnit(sql: pg.Pool): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    "SELECT id FROM units WHERE parent_id = $1 AND level = 'district' AND valid_to IS NULL ORDER BY id LIMIT 1",
    [PROVINCE],
  );
  return rows[0]?.id ?? "";
}

const pdf = (words = "văn bản") => Buffer.from(`%PDF-1.7\n${words}\n%%EOF\n`);

test("a manager drafts, looks at the sums, issues, and supersedes; each day reads its own number", async ({
  page,
  login,
  sql,
}) => {
  test.setTimeout(180_000);
  const unit = await firstUnit(sql);
  await login(MANAGER);
  const number = freshNumber();
  const id = await draft(page, { number, effectiveOn: "2031-01-05" });
  await expect(page.getByText("Dự thảo chưa có chỉ tiêu nào")).toBeVisible();
  await page.getByRole("link", { name: "Ban hành" }).click();
  await expect(page.getByText("Quyết định chưa có chỉ tiêu nào.")).toBeVisible();

  await give(sql, id, "2031", [100, 50]);
  await page.goto(`/targets/decisions/${id}/issue`);
  await expect(page.getByText(/\d+ nơi chưa có số/).first()).toBeVisible();
  await expect(page.getByRole("table")).toContainText("150 người");
  await page.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Quyết định ${number}`);
  await expect(page.getByText("Ban hành trên hệ thống")).toBeVisible();
  await expect(page.getByRole("link", { name: "Bỏ dự thảo" })).toHaveCount(0);

  await page.getByRole("link", { name: "Lập quyết định thay thế" }).click();
  await expect(page.getByLabel("Chép 2 số")).toBeChecked();
  const again = freshNumber();
  await page.getByLabel("Số quyết định").fill(again);
  await page.getByLabel("Có hiệu lực từ ngày").fill("2031-09-01");
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Quyết định ${again}`);
  const later = idOf(page);
  await give(sql, later, "2031", [120, 50]);
  await page.goto(`/targets/decisions/${later}/issue`);
  await expect(page.getByText(`Thay quyết định ${number}`)).toBeVisible();
  await page.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByRole("link", { name: number })).toBeVisible();

  const listed = (on: string) => page.goto(`/targets?unit=${unit}&scope=2031&on=${on}`);
  const row = page.getByRole("row", { name: /^BHXH tỉnh/ });
  await listed("2031-06-30");
  await expect(row).toContainText("100 người");
  await expect(row).toContainText("từ 01/09/2031: 120 người");
  await listed("2031-10-31");
  await expect(row).toContainText("120 người");
  await expect(row).toContainText("100 người");
  await expect(row.getByRole("link", { name: new RegExp(number) })).toBeVisible();
  await page.goto(`/targets?unit=${unit}&scope=2031&on=2031-10-31&known=2026-01-01`);
  await expect(page.getByRole("heading", { name: "Chưa có chỉ tiêu năm 2031" })).toBeVisible();
  await page.goto(`/targets/decisions/${id}`);
  await expect(page.getByText("đã có quyết định thay thế")).toBeVisible();
});

test("what cannot be written down says why beside its field and loses nothing", async ({ page, login }) => {
  test.setTimeout(120_000);
  await login(MANAGER);
  const number = freshNumber();
  await draft(page, { number });
  await page.goto(`/targets/decisions/new?unit=${PROVINCE}`);
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByText("Ghi số quyết định")).toBeVisible();
  await expect(page.getByText("Ghi nơi ban hành")).toBeVisible();
  await page.getByLabel("Nơi ban hành").selectOption("BHXH tỉnh");
  await page.getByLabel("Số quyết định").fill(number);
  await page.getByLabel("Trích yếu").fill("Giao chỉ tiêu năm 2027");
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(
    page.getByText("Nơi ban hành này đã có quyết định mang số đó trong năm.").first(),
  ).toBeVisible();
  await expect(page.getByLabel("Trích yếu")).toHaveValue("Giao chỉ tiêu năm 2027");

  await page.getByLabel("Số quyết định").fill(freshNumber());
  const earlier = page.getByLabel("Thay thế quyết định");
  const other = await earlier.locator("option", { hasText: "UBND tỉnh" }).first().getAttribute("value");
  await earlier.selectOption(other);
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByText("Chỉ thay thế được quyết định của cùng nơi ban hành").first()).toBeVisible();
  await page.getByLabel("Nơi ban hành").selectOption("UBND tỉnh");
  await page.getByLabel("Có hiệu lực từ ngày").fill("2020-01-01");
  await page.getByRole("button", { name: "Lập dự thảo" }).click();
  await expect(page.getByText(/bị thay thế có hiệu lực sau ngày hiệu lực/).first()).toBeVisible();
  await expect(page.getByLabel("Trích yếu")).toHaveValue("Giao chỉ tiêu năm 2027");
});

test("a draft that somebody else changed is not overwritten, and one that is discarded is gone", async ({
  page,
  login,
  sql,
}) => {
  await login(MANAGER);
  const number = freshNumber();
  const id = await draft(page, { number });
  await sql.query("UPDATE decisions SET lock_version = lock_version + 1 WHERE id = $1", [id]);
  await page.getByLabel("Trích yếu").fill("Bản của tôi");
  await page.getByRole("button", { name: "Lưu thông tin" }).click();
  await expect(page.getByText("Quyết định vừa được người khác sửa.")).toBeVisible();
  await expect(page.getByLabel("Trích yếu")).toHaveValue("Bản của tôi");
  // Pressed again it is still typed over a draft that is no more: only loading the page shows what is written over.
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: "Lưu thông tin" }).click();
  await answered;
  const { rows } = await sql.query("SELECT subject FROM decisions WHERE id = $1", [id]);
  expect(rows).not.toEqual([{ subject: "Bản của tôi" }]);
  await page.goto(`/targets/decisions/${id}/issue`);
  await expect(page.getByText("Quyết định chưa có chỉ tiêu nào.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ban hành" })).toHaveCount(0);
  await page.goto(`/targets/decisions/${id}`);
  await page.getByRole("link", { name: "Bỏ dự thảo" }).click();
  await page.getByRole("button", { name: "Bỏ dự thảo" }).click();
  await expect(page).toHaveURL(new RegExp(`/targets\\?unit=${PROVINCE}`));
  await expect(page.getByText(number)).toHaveCount(0);
});

test("a scan comes whole or is refused, and comes back as a file", async ({
  page,
  login,
  sql,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/status of 422/);
  await login(MANAGER);
  const id = await draft(page, { number: freshNumber() });
  const file = page.getByLabel("Tệp PDF");
  await file.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html>") });
  await page.getByLabel("Trích yếu").fill("Đang gõ dở");
  await page.getByRole("button", { name: "Gửi bản quét" }).click();
  await expect(page.getByText("Tệp không phải PDF.")).toBeVisible();
  const large = pdf("x".repeat(19 * 1024 * 1024));
  await file.setInputFiles({ name: "Quyết định.pdf", mimeType: "application/pdf", buffer: large });
  await page.getByRole("button", { name: "Gửi bản quét" }).click();
  await expect(page.getByText("Đã lưu bản quét.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "Quyết định.pdf" })).toBeVisible();
  await expect(page.getByLabel("Trích yếu")).toHaveValue("Đang gõ dở");
  const path = `/api/v1/decisions/${id}/paper`;
  const answer = await page.request.get(path);
  expect((await answer.body()).equals(large)).toBe(true);
  expect(answer.headers()["content-disposition"]).toBe(
    "attachment; filename=\"Quyet dinh.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf",
  );

  const post = (buffer: Buffer) =>
    page.request.post(path, {
      headers: { origin: E2E_URL },
      multipart: { file: { name: "b.pdf", mimeType: "application/pdf", buffer } },
    });
  const refusals = [
    Buffer.alloc(0),
    Buffer.from(`%PDF-1.7\n${"x".repeat(3_000)}`),
    Buffer.alloc(20 * 1024 * 1024 + 1),
  ];
  for (const buffer of refusals) expect((await post(buffer)).status()).toBe(422);
  const { rows } = await sql.query("SELECT file_name FROM decision_papers WHERE decision_id = $1", [id]);
  expect(rows).toEqual([{ file_name: "Quyết định.pdf" }]);
});

test("an upload that is cut off leaves nothing", async ({ page, login, sql, context }) => {
  await login(MANAGER);
  const id = await draft(page, { number: freshNumber() });
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const abort = new AbortController();
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(pdf("x".repeat(100_000)));
      setTimeout(() => abort.abort(), 500);
    },
  });
  const headers = {
    cookie,
    origin: E2E_URL,
    "content-type": "multipart/form-data; boundary=x",
    "content-length": "1000000",
  };
  const sent = fetch(`${E2E_URL}/api/v1/decisions/${id}/paper`, {
    method: "POST",
    headers,
    body,
    signal: abort.signal,
    duplex: "half",
  } as RequestInit);
  await expect(sent).rejects.toThrow();
  const { rows } = await sql.query("SELECT 1 FROM decision_papers WHERE decision_id = $1", [id]);
  expect(rows).toEqual([]);
  expect((await page.request.get("/api/health")).status()).toBe(200);
});

test("a manager chooses a headline with a reason and gives it back to the rule", async ({ page, login }) => {
  test.setTimeout(120_000);
  await login(MANAGER);
  await page.goto(`/targets?unit=${PROVINCE}&indicator=BHYT`);
  const row = page.getByRole("row", { name: /^UBND tỉnh/ });
  await row.getByRole("link", { name: "Chọn làm chính" }).click();
  await page.getByRole("button", { name: "Chọn làm chỉ tiêu chính" }).click();
  await expect(page.getByText("Ghi lý do")).toBeVisible();
  await page.getByLabel(/^Lý do chọn/).fill("Theo nghị quyết của tỉnh");
  await page.getByRole("button", { name: "Chọn làm chỉ tiêu chính" }).click();
  await expect(row).toContainText("chỉ tiêu chính");
  await expect(row).toContainText("Theo nghị quyết của tỉnh");
  await row.getByRole("link", { name: "Trả về quy tắc" }).click();
  await page.getByRole("button", { name: "Trả về quy tắc" }).click();
  await expect(page.getByRole("row", { name: /^BHXH VN/ })).toContainText("chỉ tiêu chính");
});

test("a merged province shows what it inherited and from whom, until it has its own decision", async ({
  page,
  login,
}) => {
  await login(CENTRAL);
  await page.goto(`/targets?unit=${PROVINCE}&scope=2025&on=2025-08-15&indicator=BHYT`);
  const row = page.getByRole("row", { name: /^BHXH VN/ });
  await expect(row).toContainText("cộng từ 3 đơn vị cũ");
  await expect(row).toContainText("Bình Thuận:");
  await expect(page.getByRole("link", { name: "Lập quyết định" })).toHaveCount(0);
  await page.getByRole("combobox", { name: "Đơn vị" }).selectOption("VN");
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chỉ tiêu Việt Nam");
  await expect(page.getByRole("link", { name: "Lập quyết định" })).toBeVisible();
});

test("a percentage of plan names its issuer and its paper on focus and on hover", async ({ page, login }) => {
  await login(CENTRAL);
  await page.goto(`/units/${PROVINCE}`);
  for (const place of [page.locator(".kpi .plan-tip").first(), page.locator("table .plan-tip").first()]) {
    const tip = place.getByRole("tooltip");
    const link = place.getByRole("link");
    await expect(tip).toBeHidden();
    await link.focus();
    await expect(tip).toBeVisible();
    await expect(tip).toContainText(/^BHXH VN giao .* Quyết định .* ngày \d\d\/\d\d\/\d{4}/);
    await expect(link).toHaveAccessibleDescription(/^BHXH VN giao/);
    await link.evaluate((element: HTMLElement) => element.blur());
    await expect(tip).toBeHidden();
    await link.hover();
    await expect(tip).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(tip).toBeHidden();
    await page.mouse.move(0, 0);
    await link.hover();
    await expect(tip).toBeVisible();
    await page.mouse.move(0, 0);
  }
});

for (const { role, unit } of [
  { role: "viewer", unit: "VN" },
  { role: "viewer", unit: PROVINCE },
] as const) {
  test(`a ${role} of ${unit} reads what is issued, and no draft`, async ({ page, login, anotherPerson }) => {
    const { page: managers } = await anotherPerson(MANAGER);
    const number = freshNumber();
    const id = await draft(managers, { number });
    await login({ role, unit });
    await page.goto(`/targets?unit=${PROVINCE}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chỉ tiêu Lâm Đồng");
    await expect(page.getByText(number)).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Lập quyết định" })).toHaveCount(0);
    expect((await page.request.get(`/targets/decisions/${id}`)).status()).toBe(404);
    expect((await page.request.get(`/targets/decisions/new?unit=${PROVINCE}`)).status()).toBe(404);
  });
}

test("a director reads the targets of the own unit and drafts for it alone", async ({ page, login, sql }) => {
  const unit = await firstUnit(sql);
  await login({ role: "director", unit });
  await page.goto("/targets");
  await expect(page.getByRole("row", { name: /^BHXH VN/ }).first()).toBeVisible();
  await page.getByRole("link", { name: "Lập quyết định" }).click();
  await expect(page.getByLabel("Nơi ban hành").locator("option")).toContainText(["BHXH cơ sở"]);
  expect((await page.request.get(`/targets/decisions/new?unit=${PROVINCE}`)).status()).toBe(404);
});

test("targets answer 404 to an administrator, who finds no way there", async ({ page, login }) => {
  await login({ role: "admin", unit: "VN" });
  await page.goto("/sources");
  await expect(page.getByRole("link", { name: "Chỉ tiêu", exact: true })).toHaveCount(0);
  for (const path of ["/targets", "/targets/decisions/new"])
    expect((await page.request.get(path)).status()).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a manager drafts, is refused without losing a word, sends the scan and discards", async ({
    page,
    login,
  }) => {
    test.setTimeout(120_000);
    await login(MANAGER);
    await page.goto(`/targets/decisions/new?unit=${PROVINCE}`);
    await page.getByLabel("Nơi ban hành").selectOption("+");
    await page.getByLabel("Nơi khác").fill("Ban vận động tỉnh");
    await page.getByLabel("Trích yếu").fill("Giao chỉ tiêu");
    await page.getByRole("button", { name: "Lập dự thảo" }).click();
    await expect(page.getByText("Ghi số quyết định")).toBeVisible();
    await expect(page.getByLabel("Trích yếu")).toHaveValue("Giao chỉ tiêu");
    await expect(page.getByLabel("Nơi khác")).toHaveValue("Ban vận động tỉnh");
    const number = freshNumber();
    await page.getByLabel("Số quyết định").fill(number);
    await page.getByRole("button", { name: "Lập dự thảo" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Quyết định ${number}`);
    const file = page.getByLabel("Tệp PDF");
    await file.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("khác") });
    await page.getByRole("button", { name: "Gửi bản quét" }).click();
    await expect(page.getByText("Tệp không phải PDF.")).toBeVisible();
    await file.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: pdf() });
    await page.getByRole("button", { name: "Gửi bản quét" }).click();
    await expect(page.getByText("Đã lưu bản quét.")).toBeVisible();
    await page.getByRole("link", { name: "Bỏ dự thảo" }).click();
    await page.getByRole("button", { name: "Bỏ dự thảo" }).click();
    await expect(page.getByText(number)).toHaveCount(0);
  });
});

const PAGES = async (page: Page, sql: pg.Pool) => {
  const id = await draft(page, { number: freshNumber() });
  await give(sql, id, "2032", [100, 50]);
  const { rows } = await sql.query<{ id: string }>(
    "SELECT id FROM decisions WHERE unit_id = $1 AND issuer = 'UBND tỉnh' AND status = 'issued' ORDER BY effective_on LIMIT 1",
    [PROVINCE],
  );
  const decision = `/targets/decisions/${id}`;
  return [
    `/targets?unit=${PROVINCE}`,
    `/targets?unit=${PROVINCE}&scope=2025&on=2025-08-15`,
    `/targets/decisions/new?unit=${PROVINCE}`,
    decision,
    `${decision}/issue`,
    `${decision}/discard`,
    `/targets/decisions/${rows[0]?.id}`,
  ];
};

test("the pages of targets break no accessibility rule", async ({ page, login, sql }) => {
  test.setTimeout(180_000);
  await login(MANAGER);
  for (const path of await PAGES(page, sql)) {
    await page.goto(path);
    // Heads stand over their columns only in a table that is one.
    for (const table of await page.locator("main table").all())
      expect.soft(await table.evaluate((one) => getComputedStyle(one).display), path).toBe("table");
    await expectAccessibleInBothSchemes(page);
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the pages of targets scroll sideways", async ({ page, login, sql }) => {
    test.setTimeout(180_000);
    await login(MANAGER);
    for (const path of await PAGES(page, sql)) {
      await page.goto(path);
      expect
        .soft([path, await page.evaluate(() => document.documentElement.scrollWidth)])
        .toEqual([path, 390]);
    }
  });

  test("every target is read without swiping", async ({ page, login }) => {
    await login(MANAGER);
    await page.goto("/targets?unit=68-2025&year=2026");
    await expect(page).toHaveTitle(/Chỉ tiêu/);
    const numbers = page.getByRole("region", { name: "Bảng chỉ tiêu được giao" }).locator("td.strong");
    for (const box of await Promise.all((await numbers.all()).map((one) => one.boundingBox())))
      expect((box?.x ?? 390) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(await numbers.count()).toBeGreaterThan(0);
  });
});
