import { formatCount } from "@/lib/domain/number";
import { expect, expectAccessibleInBothSchemes, test } from "../support/fixtures";
import { emptyMonth, submittedMonth } from "../support/months";

const PROVINCE = "11-2025";

test("the queue puts late before waiting before approved, and a tab shows one of them", async ({
  page,
  login,
  sql,
}) => {
  const sender = await login({ role: "director", unit: "095-2025" });
  const late = await emptyMonth(sql, "094-2025");
  const waiting = await submittedMonth(sql, "095-2025", sender.id);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto("/submissions");
  const headings = page.getByRole("row").filter({ hasText: /^(Quá hạn|Chờ duyệt|Đã trả lại)/ });
  await expect(headings.first()).toContainText("Quá hạn");
  await expect(headings.nth(1)).toContainText("Chờ duyệt");
  await expect(page.getByRole("link", { name: late.unitName, exact: true })).toBeVisible();
  await page.getByRole("link", { name: /^Chờ duyệt/ }).click();
  await expect(page.getByRole("link", { name: waiting.unitName, exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: late.unitName, exact: true })).toHaveCount(0);
});

test("central sees every province, page by page, and one province by its name", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/submissions?show=all");
  await expect(page.getByText("Trang 1/")).toBeVisible();
  await page.getByRole("link", { name: "Trang sau" }).click();
  await expect(page.getByText("Trang 2/")).toBeVisible();
  await page.getByLabel("Tỉnh, thành phố", { exact: true }).selectOption({ label: "Huế" });
  await page.getByRole("button", { name: "Lọc" }).click();
  await expect(page.getByRole("link", { name: "Thuận Hóa" })).toBeVisible();
  await expect(page.getByText("Trang 1/")).toHaveCount(0);
});

test("of two managers who approve at once one succeeds and the other is told", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const sender = await login({ role: "director", unit: "097-2025" });
  const { id } = await submittedMonth(sql, "097-2025", sender.id);
  const approvals = async () => {
    const { rows } = await sql.query<{ count: number }>(
      "SELECT count(*)::int FROM audit_entries WHERE subject = $1 AND event = 'submission.approve'",
      [`submission:${id}`],
    );
    return rows[0]?.count ?? 0;
  };
  const before = await approvals();
  const other = await anotherPerson({ role: "manager", unit: PROVINCE });
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  await other.page.goto(`/submissions/${id}`);
  await Promise.all([
    page.getByRole("button", { name: "Duyệt" }).click(),
    other.page.getByRole("button", { name: "Duyệt" }).click(),
  ]);
  const told = [page, other.page].map((one) =>
    one.getByText(/Đã duyệt\. Số liệu|Biểu vừa được người khác/).innerText(),
  );
  expect((await Promise.all(told)).map((text) => text.slice(0, 8)).sort()).toEqual(["Biểu vừa", "Đã duyệt"]);
  expect(await approvals()).toBe(before + 1);
});

test("who typed or sent a version finds no button to approve it, and reads why", async ({
  page,
  login,
  sql,
}) => {
  const manager = await login({ role: "manager", unit: PROVINCE });
  const { id } = await submittedMonth(sql, "098-2025", manager.id);
  await page.goto(`/submissions/${id}`);
  await expect(page.getByText("Người đã nhập số liệu không được duyệt.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Duyệt" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Trả lại" })).toBeVisible();
});

test("an approved month is opened again with a reason and a day, and keeps counting", async ({
  page,
  login,
  sql,
}) => {
  const sender = await login({ role: "director", unit: "099-2025" });
  const { id, unitName, period } = await submittedMonth(sql, "099-2025", sender.id);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Duyệt" }).click();
  await expect(page.getByText("Đã duyệt. Số liệu")).toBeVisible();
  await page.getByLabel("Lý do mở lại").fill("Nhập nhầm số thu");
  await page.getByLabel("Hạn nộp mới").fill("2020-01-01");
  await page.getByRole("button", { name: "Mở lại" }).click();
  await expect(page.getByText("Hạn nộp mới phải từ hôm nay trở đi.")).toBeVisible();
  await expect(page.getByLabel("Lý do mở lại")).toHaveValue("Nhập nhầm số thu");
  await page.getByLabel("Hạn nộp mới").fill("2099-12-31");
  await page.getByRole("button", { name: "Mở lại" }).click();
  await expect(page.getByText("Đã mở lại. Số đã duyệt vẫn được tính")).toBeVisible();
  await expect(page.getByRole("heading", { name: new RegExp(`^${unitName}, bản 1`) })).toContainText(
    "đang mở lại",
  );
  await login({ role: "director", unit: "099-2025" });
  await page.goto(`/entry/099-2025/${period}`);
  await expect(page.getByText("“Nhập nhầm số thu”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Gửi duyệt" })).toBeVisible();
});

test("a province signs its month off once everything is approved, and not before", async ({
  page,
  login,
  sql,
}) => {
  const province = "12-2025";
  const sender = await login({ role: "director", unit: "105-2025" });
  const { id, period } = await submittedMonth(sql, "105-2025", sender.id);
  await sql.query(
    "UPDATE province_periods SET signed_at = NULL, signed_by = NULL WHERE province_id = $1 AND period_id = $2",
    [province, period],
  );
  const { rows } = await sql.query<{ unit: string }>(
    `SELECT unit_id AS unit FROM submissions WHERE province_id = $1 AND period_id = $2 AND status <> 'approved' AND unit_id <> '105-2025'`,
    [province, period],
  );
  await login({ role: "manager", unit: province });
  await page.goto("/submissions");
  await page.getByRole("button", { name: "Ký chốt" }).click();
  await expect(page.getByText("Còn biểu chưa duyệt")).toBeVisible();
  for (const { unit } of rows) {
    const month = await submittedMonth(sql, unit, sender.id);
    await page.goto(`/submissions/${month.id}`);
    await page.getByRole("button", { name: "Duyệt" }).click();
    await expect(page.getByText("Đã duyệt. Số liệu")).toBeVisible();
  }
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Duyệt" }).click();
  await expect(page.getByText("Đã duyệt. Số liệu")).toBeVisible();
  await page.goto("/submissions");
  await page.getByRole("button", { name: "Ký chốt" }).click();
  await expect(page.getByText(/ký chốt \d\d:\d\d ngày/)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a forged event, version or id is refused by the server, whatever the page showed", async ({
    page,
    login,
    sql,
  }) => {
    const sender = await login({ role: "director", unit: "100-2025" });
    const { id } = await submittedMonth(sql, "100-2025", sender.id);
    const foreign = await submittedMonth(sql, "474-2025", sender.id);
    await login({ role: "manager", unit: PROVINCE });
    const approve = page.getByRole("button", { name: "Duyệt" });
    const field = (name: string, value: string) =>
      page.locator(`form.decide input[name="${name}"]`).evaluate((input: HTMLInputElement, text) => {
        input.value = text;
      }, value);

    await page.goto(`/submissions/${id}`);
    await approve.evaluate((button: HTMLButtonElement) => {
      button.value = "sign";
    });
    await approve.click();
    await expect(page.getByText("Thao tác không hợp lệ.")).toBeVisible();

    await page.goto(`/submissions/${id}`);
    await approve.evaluate((button: HTMLButtonElement) => {
      button.value = "submit";
    });
    await approve.click();
    await expect(page.getByText("Thao tác không hợp lệ.")).toBeVisible();

    await page.goto(`/submissions/${id}`);
    await field("lockVersion", "999999");
    await page.getByLabel("Lý do trả lại").fill("Xem lại");
    await approve.click();
    await expect(page.getByText("Biểu vừa được người khác chuyển trạng thái.")).toBeVisible();
    await expect(page.getByLabel("Lý do trả lại")).toHaveValue("Xem lại");

    await page.goto(`/submissions/${id}`);
    await field("id", foreign.id);
    await approve.click();
    await expect(page.getByText("Không có biểu này trong phạm vi của tài khoản.")).toBeVisible();

    const { rows } = await sql.query(
      "SELECT unit_id FROM submissions WHERE unit_id = ANY ($1) AND period_id = $2 AND status <> 'submitted'",
      [["100-2025", "474-2025"], foreign.period],
    );
    expect(rows).toEqual([]);
  });
});

test("a version is compared with last month and the same month last year", async ({ page, login, sql }) => {
  const sender = await login({ role: "director", unit: "102-2025" });
  const { id, unit, period } = await submittedMonth(sql, "102-2025", sender.id);
  const { rows } = await sql.query<{ value: string }>(
    `SELECT value::text FROM figures WHERE unit_id = $1 AND indicator_id = 'BHYT'
       AND period_id = to_char(to_date($2, 'YYYY-MM') - interval '1 year', 'YYYY-MM')`,
    [unit, period],
  );
  await login({ role: "manager", unit: PROVINCE });
  await page.goto(`/submissions/${id}`);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /BHYT$/ }) });
  await expect(row).toContainText("0,0%");
  await expect(row).toContainText(formatCount(BigInt(rows[0]?.value ?? 0)));
  await expect(page.getByRole("heading", { name: "Số liệu của bản này" })).toBeVisible();
});

for (const { role, unit, status } of [
  { role: "director", unit: "103-2025", status: 200 },
  { role: "central", unit: "VN", status: 200 },
  { role: "viewer", unit: PROVINCE, status: 404 },
  { role: "admin", unit: "VN", status: 404 },
  { role: "manager", unit: "12-2025", status: 404 },
  { role: "director", unit: "101-2025", status: 404 },
] as const) {
  test(`a submission answers ${status} to a ${role} of ${unit}`, async ({ page, login, sql }) => {
    const { id } = await emptyMonth(sql, "103-2025");
    await login({ role, unit });
    expect((await page.request.get(`/submissions/${id}`)).status()).toBe(status);
  });
}

test("what is no submission's id answers 404", async ({ page, login }) => {
  await login({ role: "central", unit: "VN" });
  expect((await page.request.get("/submissions/11-2025.094-2025")).status()).toBe(404);
  expect((await page.request.get("/submissions/11-2025.094-2025.2026-13")).status()).toBe(404);
  expect((await page.request.get("/submissions/12-2025.094-2025.2025-09")).status()).toBe(404);
});

test("queue and submission break no accessibility rule", async ({ page, login, sql }) => {
  const sender = await login({ role: "director", unit: "182-2025" });
  const { id } = await submittedMonth(sql, "182-2025", sender.id);
  await login({ role: "manager", unit: "20-2025" });
  await page.goto("/submissions?show=all");
  await expectAccessibleInBothSchemes(page);
  await page.goto(`/submissions/${id}`);
  await page.getByRole("button", { name: "Trả lại" }).click();
  await expect(page.getByText("Ghi lý do")).toBeVisible();
  await expectAccessibleInBothSchemes(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes queue or submission scroll sideways", async ({ page, login, sql }) => {
    const sender = await login({ role: "director", unit: "186-2025" });
    const { id } = await submittedMonth(sql, "186-2025", sender.id);
    await login({ role: "manager", unit: "20-2025" });
    for (const path of ["/submissions?show=all", `/submissions/${id}`]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
});
