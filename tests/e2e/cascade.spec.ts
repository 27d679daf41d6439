import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { grown } from "@/lib/domain/cascade";
import { formatCount } from "@/lib/domain/number";
import {
  expect,
  expectAccessible,
  expectAccessibleInBothSchemes,
  test,
  type TestUser,
} from "../support/fixtures";

type Draft = { unit: string; issuer: string; from: string; by: TestUser };

/** A decision without numbers, as its own page makes it. */
async function draftDecision(sql: pg.Pool, { unit, issuer, from, by }: Draft): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, subject, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $5, 'draft', 'Giao chỉ tiêu', now(), $6)`,
    [id, unit, issuer, `${id.slice(0, 8)}/QĐ-BHXH`, from, by.id],
  );
  return id;
}

const pathOf = (id: string, table: string) => `/targets/decisions/${id}/cascade?${table}`;
const BHYT_2027 = "indicator=BHYT&kind=headcount&scope=2027";
const BHYT_2026 = "indicator=BHYT&kind=headcount&scope=2026";
const PROVINCE = "68-2025";

async function savedSum(sql: pg.Pool, id: string): Promise<{ sum: string; count: number; locked: number }> {
  const { rows } = await sql.query(
    `SELECT coalesce(sum(value), 0)::text AS sum, count(*)::int AS count, count(*) FILTER (WHERE is_locked)::int AS locked
     FROM target_drafts WHERE decision_id = $1`,
    [id],
  );
  return rows[0];
}
const savedState = (page: Page) => page.locator(".submit-bar .saved");
const cells = (page: Page) => page.locator("tr:not(.own) input[data-cell]");

test("2027 is assigned to all provinces from the 2026 plan plus growth, to the last person", async ({
  page,
  login,
  sql,
}) => {
  const by = await login({ role: "central", unit: "VN" });
  const id = await draftDecision(sql, { unit: "VN", issuer: "BHXH VN", from: "2027-01-01", by });
  const { rows } = await sql.query(
    `SELECT value::text FROM targets t JOIN decisions d ON d.id = t.decision_id
     WHERE t.unit_id = 'VN' AND t.scope = '2026' AND t.indicator_id = 'BHYT' AND t.kind = 'headcount'
     ORDER BY d.effective_on DESC, t.version DESC LIMIT 1`,
  );
  const total = grown(BigInt(rows[0].value), 250n);
  await page.goto(pathOf(id, BHYT_2027));
  await page.getByLabel("Tỷ lệ tăng, %").fill("2,5");
  await expect(page.locator(".cascade-total")).toContainText(formatCount(total));
  await page.getByRole("button", { name: "Tăng đều" }).click();
  // Until it is saved, a moment later.
  await expect(page.getByText("trước: trống").first()).toBeVisible();
  await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
  const count = await cells(page).count();
  expect(count).toBe(36);

  // Rounded to a hundred people the sum stays exact; then everything is taken back step by step.
  await page.getByLabel("Làm tròn đến").selectOption("100");
  await page.getByRole("button", { name: "Dư địa" }).click();
  await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
  await cells(page).first().focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(cells(page).first()).toHaveValue("");
  await page.getByLabel("Làm tròn đến").selectOption("1");
  await page.getByRole("button", { name: "Tăng đều" }).click();
  await page.getByRole("button", { name: "Lưu dự thảo" }).click();
  await expect(savedState(page)).toContainText("Đã lưu lúc");
  expect(await savedSum(sql, id)).toEqual({ sum: String(total), count, locked: 0 });
  await expect(page.getByText("trước:")).toHaveCount(0);
  await page.reload();
  await expect(page.locator(".cascade-total")).toContainText(`Đã giao ${count}/${count}`);
});

test("a province splits one number to its units with two locked cells", async ({ page, login, sql }) => {
  const by = await login({ role: "manager", unit: PROVINCE });
  const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
  await page.goto(pathOf(id, BHYT_2026));
  await page.getByRole("button", { name: "Dân số" }).click();
  await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
  await cells(page).nth(0).fill("50000");
  await cells(page).nth(1).fill("60.000");
  await page.getByRole("button", { name: "Chia phần còn lại" }).click();
  await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
  await expect(cells(page).nth(0)).toHaveValue("50.000");
  await expect(cells(page).nth(1)).toHaveValue("60.000");
  await page.getByRole("button", { name: "Dư địa" }).click();
  await expect(cells(page).nth(0)).toHaveValue("50.000");
  await expect(savedState(page)).toContainText("Đã lưu lúc");
  const { sum, locked } = await savedSum(sql, id);
  expect(locked).toBe(2);
  await expect(page.locator(".cascade-total dl")).toContainText(formatCount(BigInt(sum)));
  await page.reload();
  await expect(page.locator(".lock input:checked")).toHaveCount(2);
  await expect(cells(page).nth(1)).toHaveValue("60.000");
});

test("the table is walked, filled, pasted into and corrected with the keyboard alone", async ({
  page,
  login,
  sql,
}) => {
  const by = await login({ role: "manager", unit: PROVINCE });
  const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
  await page.goto(pathOf(id, BHYT_2026));
  await cells(page).nth(0).focus();
  await page.keyboard.type("1000");
  await page.keyboard.press("Enter");
  await expect(cells(page).nth(1)).toBeFocused();
  await expect(cells(page).nth(0)).toHaveValue("1.000");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(cells(page).nth(1)).toBeFocused();
  const paste = (text: string) =>
    page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", data);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  await paste("2000\r\n-5\r\n3.000\r\n1,5\r\n");
  await expect(cells(page).nth(1)).toHaveValue("2.000");
  await expect(cells(page).nth(2)).toHaveValue("-5");
  await expect(page.getByText("Chỉ tiêu không được âm")).toBeVisible();
  await expect(page.getByText(/Đã dán 4 ô. 2 ô chưa phải là số/)).toBeVisible();
  await page.keyboard.press("F8");
  await expect(cells(page).nth(2)).toBeFocused();
  await page.keyboard.press("F8");
  await expect(cells(page).nth(4)).toBeFocused();
  await page.keyboard.type("40");
  await page.keyboard.press("F8");
  await expect(cells(page).nth(2)).toBeFocused();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(cells(page).nth(1)).toHaveValue("");
  await paste("1\t2\n3\t4");
  await expect(page.getByText("Vùng dán có nhiều cột.")).toBeVisible();
  await expect(cells(page).nth(0)).toHaveValue("1.000");
  await expect(savedState(page)).toContainText("Đã lưu lúc");
  expect(await savedSum(sql, id)).toMatchObject({ sum: "1000", count: 1 });
});

test("two people in one cell both see both numbers, and nothing is lost", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const by = await login({ role: "manager", unit: PROVINCE });
  const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
  const { page: other, user } = await anotherPerson({ role: "manager", unit: PROVINCE });
  await page.goto(pathOf(id, BHYT_2026));
  await other.goto(pathOf(id, BHYT_2026));
  await cells(other).nth(0).fill("111");
  await cells(other).nth(1).fill("222");
  await other.getByRole("button", { name: "Lưu dự thảo" }).click();
  await expect(savedState(other)).toContainText("Đã lưu lúc");
  await cells(page).nth(0).fill("999");
  await expect(page.getByText(`${user.displayName} lúc`)).toBeVisible();
  await expect(page.getByText(/số mới 111, số ở đây 999/)).toBeVisible();
  await page.getByRole("button", { name: "Ghi đè bằng số ở đây" }).click();
  await expect(savedState(page)).toContainText("Đã lưu lúc");
  await expect(cells(page).nth(1)).toHaveValue("222");
  expect(await savedSum(sql, id)).toMatchObject({ sum: String(999 + 222) });
  // In other cells nobody is disturbed.
  await cells(other).nth(2).fill("333");
  await expect(other.getByText(/vừa sửa 1 ô khác/)).toBeVisible();
  await expect(cells(other).nth(0)).toHaveValue("999");
  await expect(savedState(other)).toContainText("Đã lưu lúc");
});

test("what could not be saved stays, comes back after a reload, and is saved then", async ({
  page,
  login,
  sql,
  allowErrors,
}) => {
  allowErrors(/ERR_|Failed to fetch|Failed to load/);
  const by = await login({ role: "manager", unit: PROVINCE });
  const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
  await page.goto(pathOf(id, BHYT_2026));
  await page.route("**/cascade?**", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await cells(page).nth(0).fill("4321");
  await expect(savedState(page)).toContainText("Mất kết nối");
  await page.unroute("**/cascade?**");
  const asked = page.waitForEvent("dialog").then((dialog) => {
    expect(dialog.type()).toBe("beforeunload");
    return dialog.accept();
  });
  await page.reload();
  await asked;
  await expect(page.getByText("Lấy lại 1 ô đã nhập mà chưa lưu được")).toBeVisible();
  await expect(cells(page).nth(0)).toHaveValue("4.321");
  await expect(savedState(page)).toContainText("Đã lưu lúc");
  expect(await savedSum(sql, id)).toMatchObject({ sum: "4321" });

  // A number that is on its way when the page is left is this person's own on the next one.
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await cells(page).nth(1).fill("777");
  await sent;
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await expect(cells(page).nth(1)).toHaveValue("777");
  await expect.poll(async () => (await savedSum(sql, id)).sum).toBe("5098");
  await expect(savedState(page)).toContainText("Đã lưu");
  await expect(page.getByRole("button", { name: "Ghi đè bằng số ở đây" })).toHaveCount(0);
  expect((await page.goto(pathOf(id, "indicator=BHYT&kind=headcount&scope=20x6")))?.status()).toBe(404);
});

test("a rate is typed with a comma, may pass a hundred, and is shown by the people it means", async ({
  page,
  login,
  sql,
}) => {
  const by = await login({ role: "manager", unit: PROVINCE });
  const id = await draftDecision(sql, { unit: PROVINCE, issuer: "UBND tỉnh", from: "2026-11-01", by });
  await page.goto(pathOf(id, "indicator=BHYT&kind=rate&scope=2026"));
  await page.getByRole("button", { name: "Cùng tỷ lệ" }).click();
  await expect(cells(page).nth(1)).toHaveValue("93,85");
  await cells(page).nth(1).fill("101,25");
  await expect(page.getByText("Tỷ lệ trên 100%")).toBeVisible();
  await cells(page).nth(1).fill("92,255");
  await expect(page.getByText("Tỷ lệ có tối đa hai số lẻ, ví dụ 92,25")).toBeVisible();
});

test("an issued decision is only read", async ({ page, login, sql }) => {
  const { rows } = await sql.query(
    `SELECT d.id FROM decisions d JOIN targets t ON t.decision_id = d.id
     WHERE d.unit_id = 'VN' AND d.status = 'issued' AND t.scope = '2026' AND t.indicator_id = 'BHYT' LIMIT 1`,
  );
  await login({ role: "central", unit: "VN" });
  await page.goto(pathOf(rows[0].id, BHYT_2026));
  await expect(page.getByText("Quyết định đã ban hành", { exact: true })).toBeVisible();
  await expect(page.locator("input[data-cell]")).toHaveCount(0);
  await expectAccessible(page);
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(`the table is accessible and nothing makes the page scroll sideways at ${width} pixels`, async ({
    page,
    login,
    sql,
  }) => {
    await page.setViewportSize({ width, height });
    const by = await login({ role: "central", unit: "VN" });
    const id = await draftDecision(sql, { unit: "VN", issuer: "BHXH VN", from: "2027-01-01", by });
    await page.goto(pathOf(id, BHYT_2027));
    await page.getByRole("button", { name: "Tăng đều" }).click();
    await cells(page).nth(3).fill("-1");
    // Numbers that are squeezed to nothing are seen by nobody, whatever axe reads there.
    for (const column of ["k-delta", "k-pct", "k-coverage"]) {
      const box = await page.locator(`.cascade-table td.${column} .fix`).first().boundingBox();
      expect.soft(Math.min(box?.width ?? 0, box?.height ?? 0), column).toBeGreaterThan(10);
    }
    // Cards on a phone, all columns on a large screen: nothing is swiped.
    await expect(page.getByText("Vuốt ngang để xem đủ cột.")).toBeHidden();
    await expectAccessibleInBothSchemes(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same form proposes, keeps locked cells, refuses what is no number, and saves", async ({
    page,
    login,
    sql,
  }) => {
    const by = await login({ role: "manager", unit: PROVINCE });
    const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
    await page.goto(pathOf(id, BHYT_2026));
    await cells(page).nth(0).fill("50000");
    await page.locator(".lock input").nth(0).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Dân số" }).click();
    await expect(page.getByText("Đã điền số theo cách chia")).toBeVisible();
    await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
    await expect(cells(page).nth(0)).toHaveValue("50.000");
    await cells(page).nth(2).fill("1,5");
    await page.getByRole("button", { name: "Lưu dự thảo" }).click();
    await expect(page.getByRole("alert")).toContainText("Còn 1 ô chưa lưu vì chưa phải là số");
    await expect(cells(page).nth(2)).toHaveValue("1,5");
    await cells(page).nth(2).fill("");
    await page.getByRole("button", { name: "Chia phần còn lại" }).click();
    await expect(page.locator(".cascade-total")).toContainText("khớp đúng tổng");
    await page.getByRole("button", { name: "Lưu dự thảo" }).click();
    await expect(page.getByText("Đã lưu dự thảo.")).toBeVisible();
    const { locked, sum } = await savedSum(sql, id);
    expect(locked).toBe(1);
    await expect(page.locator(".cascade-total dl")).toContainText(formatCount(BigInt(sum)));
  });

  test("two forms of one draft lose nothing, and one that comes after the issue is told so", async ({
    page,
    context,
    login,
    sql,
  }) => {
    const by = await login({ role: "manager", unit: PROVINCE });
    const id = await draftDecision(sql, { unit: PROVINCE, issuer: "BHXH tỉnh", from: "2026-11-01", by });
    await page.goto(pathOf(id, BHYT_2026));
    const late = await context.newPage();
    await late.goto(pathOf(id, BHYT_2026));
    await cells(page).nth(0).fill("100");
    await page.getByRole("button", { name: "Lưu dự thảo" }).click();
    await expect(page.getByText("Đã lưu dự thảo.")).toBeVisible();
    await cells(late).nth(0).fill("300");
    await cells(late).nth(1).fill("200");
    await late.getByRole("button", { name: "Lưu dự thảo" }).click();
    await expect(late.getByText(/Số đã nhập còn trong bảng: bấm Lưu dự thảo/)).toBeVisible();
    await expect(late.getByText(/Khác số ở đây: .* \(số mới 100, số ở đây 300\)\./)).toBeVisible();
    await expect(cells(late).nth(1)).toHaveValue("200");
    const afterwards = await context.newPage();
    await afterwards.goto(pathOf(id, BHYT_2026));
    await cells(afterwards).nth(2).fill("400");
    await late.goto(`/targets/decisions/${id}`);
    await page.goto(`/targets/decisions/${id}/issue`);
    await page.getByRole("button", { name: "Ban hành" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Quyết định");
    await late.getByLabel("Trích yếu").fill("Muộn");
    await late.getByRole("button", { name: "Lưu thông tin" }).click();
    await expect(late.getByText("Quyết định đã ban hành trước khi biểu vừa gửi đến")).toBeVisible();
    await expect(late.getByText("Muộn")).toHaveCount(0);
    await afterwards.getByRole("button", { name: "Lưu dự thảo" }).click();
    await expect(afterwards.getByText(/đã ban hành lúc .* Chưa lưu ô nào\./)).toBeVisible();
  });
});
