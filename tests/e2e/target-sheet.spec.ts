import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { writeTargetTemplate } from "@/lib/excel/write-target-template";
import {
  expect,
  expectAccessible,
  expectAccessibleInBothSchemes,
  test,
  type TestUser,
} from "../support/fixtures";

const PROVINCE = "68-2025";
const MANAGER = { role: "manager", unit: PROVINCE } as const;
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function draftDecision(sql: pg.Pool, by: TestUser): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, subject, recorded_at, recorded_by)
     VALUES ($1, $2, 'BHXH tỉnh', $3, '2026-11-01', '2027-01-01', 'draft', 'Giao chỉ tiêu', now(), $4)`,
    [id, PROVINCE, `${id.slice(0, 8)}/QĐ-BHXH`, by.id],
  );
  return id;
}

type Place = { id: string; code: string; name: string };

async function listUnits(sql: pg.Pool): Promise<Place[]> {
  const { rows } = await sql.query<Place>(
    `SELECT id, code, name FROM units
     WHERE parent_id = $1 AND level <> 'commune' AND valid_to IS NULL ORDER BY code`,
    [PROVINCE],
  );
  return rows;
}

/** The province's form, filled. */
const filledForm = (units: readonly Place[], value: (at: number) => bigint) =>
  writeTargetTemplate({
    title: "Chỉ tiêu năm 2027",
    baseDay: "31/12/2026",
    scopeName: "năm 2027",
    indicators: ["BHYT"],
    rows: units.map((unit, at) => ({
      receiver: { ...unit, shortName: null, level: null },
      values: [{ indicator: "BHYT", base: null, increase: null, target: value(at), rate: null }],
    })),
  });

/** A heading that nobody else has, so that what is remembered of it is this test's own. */
const table = (units: readonly Place[], head: string, cell: (at: number) => string) =>
  [`Mã\tĐơn vị\t${head}`, ...units.map(({ code, name }, at) => `${code}\t${name}\t${cell(at)}`)].join("\n");

const open = (page: Page, id: string) => page.goto(`/targets/decisions/${id}/sheet?scope=2027`);
const preview = (page: Page) => page.getByRole("button", { name: "Xem trước" }).click();
const write = (page: Page) => page.getByRole("button", { name: "Ghi vào dự thảo" });

async function choose(page: Page, buffer: Buffer, name = "chi-tieu.xlsx") {
  await page.getByLabel("Sổ tính Excel").setInputFiles({ name, mimeType: XLSX, buffer });
  await preview(page);
}

async function paste(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Hoặc dán bảng" }).fill(text);
  await preview(page);
}

async function saved(sql: pg.Pool, id: string): Promise<{ count: number; sum: string }> {
  const { rows } = await sql.query(
    `SELECT count(*)::int AS count, coalesce(sum(value), 0)::text AS sum FROM target_drafts WHERE decision_id = $1`,
    [id],
  );
  return rows[0];
}

test("a manager downloads the form, uploads it filled, sees every change and writes it; again it changes nothing", async ({
  page,
  login,
  sql,
}) => {
  const id = await draftDecision(sql, await login(MANAGER));
  const units = await listUnits(sql);
  await page.goto(`/targets/decisions/${id}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải mẫu Excel" }).click();
  expect((await download).suggestedFilename()).toBe("chi-tieu-2027-68.xlsx");
  await page.getByRole("link", { name: "Nhập từ Excel" }).click();
  const form = await filledForm(units, (at) => 1000n + BigInt(at));
  await choose(page, form);
  await expect(page.getByText(`${units.length} thay đổi; xem rồi bấm Ghi vào dự thảo`)).toBeVisible();
  await expect(page.getByRole("row", { name: /1\.000 người/ })).toContainText("E5");
  expect((await saved(sql, id)).count).toBe(0);
  await expectAccessible(page);
  await write(page).click();
  await expect(page.getByText(`Đã ghi ${units.length} số vào dự thảo.`)).toBeVisible();
  const sum = units.reduce((total, _, at) => total + 1000 + at, 0);
  expect(await saved(sql, id)).toEqual({ count: units.length, sum: String(sum) });
  await choose(page, form);
  await expect(page.getByText("Không có thay đổi")).toBeVisible();
  await expect(write(page)).toHaveCount(0);
});

test("every error has its address, and nothing can be written while one remains", async ({
  page,
  login,
  sql,
}) => {
  const id = await draftDecision(sql, await login(MANAGER));
  const units = await listUnits(sql);
  const wrong = ["=1+1", "-5", "1,5", "92%"];
  await open(page, id);
  await paste(
    page,
    table(units, "Chỉ tiêu BHYT năm 2027", (at) => wrong[at] ?? "7"),
  );
  await expect(page.getByText("4 lỗi cần sửa; chưa ghi gì.")).toBeVisible();
  for (const [at, text] of wrong.entries())
    await expect(page.getByText(`C${at + 2}: “${text}”`)).toBeVisible();
  await expect(write(page)).toHaveCount(0);
  await expectAccessible(page);
  await paste(
    page,
    table(units, "Chỉ tiêu BHYT năm 2027", () => "7"),
  );
  await expect(write(page)).toBeVisible();
});

test("a code of nobody here, a name of another kind and a locked number are errors, and nothing is written", async ({
  page,
  login,
  sql,
}) => {
  const id = await draftDecision(sql, await login(MANAGER));
  const [unit] = await listUnits(sql);
  if (!unit) throw new Error("no unit");
  const head = "Chỉ tiêu BHYT năm 2027";
  await open(page, id);
  await paste(page, `Mã\tĐơn vị\t${head}\n999999\t${unit.name}\t7`);
  await expect(page.getByText("A2: không có đơn vị nào mang mã “999999” được giao ở đây")).toBeVisible();
  await expect(write(page)).toHaveCount(0);
  await paste(page, `Đơn vị\t${head}\nPhường Phan Thiết\t7`);
  await expect(page.getByText("A2: Phường Phan Thiết không được giao ở đây")).toBeVisible();
  await expect(write(page)).toHaveCount(0);
  const text = `Mã\tĐơn vị\t${head}\n${unit.code}\t${unit.name}\t`;
  await paste(page, `${text}7`);
  await write(page).click();
  await expect(page.getByText("Đã ghi 1 số vào dự thảo.")).toBeVisible();
  await sql.query("UPDATE target_drafts SET is_locked = true WHERE decision_id = $1", [id]);
  await paste(page, `${text}8`);
  await expect(page.getByText("C2: ô đã khóa; mở khóa trong bảng phân giao trước")).toBeVisible();
  await expect(write(page)).toHaveCount(0);
  expect(await saved(sql, id)).toEqual({ count: 1, sum: "7" });
});

test("what is no workbook says what it is and what to do", async ({ page, login, sql }) => {
  const id = await draftDecision(sql, await login(MANAGER));
  await open(page, id);
  await choose(page, Buffer.from("Mã,Đơn vị\n1,Đà Lạt\n"));
  await expect(page.getByText("Tệp là văn bản (CSV)")).toBeVisible();
  await choose(page, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), "cu.xls");
  await expect(page.getByText("sổ tính đời cũ (.xls)")).toBeVisible();
  await choose(page, Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(2_000_000)]));
  await expect(page.getByText("Tệp bị hỏng hoặc tải lên chưa hết")).toBeVisible();
  await choose(page, Buffer.alloc(10 * 1024 * 1024 + 1));
  await expect(page.getByText("Tệp lớn quá 10 MB")).toBeVisible();
});

test("columns are told once and remembered; a way of reading that was not seen is not written", async ({
  page,
  login,
  sql,
}) => {
  const id = await draftDecision(sql, await login(MANAGER));
  const units = await listUnits(sql);
  const text = table(units, `Cột ${randomUUID().replace(/[^a-f]/g, "")}`, (at) => String(50 + at));
  await open(page, id);
  await paste(page, text);
  await expect(page.getByText("Tiêu đề chưa nói rõ cột nào là gì")).toBeVisible();
  await page.getByLabel(/^A: Mã/).selectOption("code");
  await page.getByLabel(/^B: Đơn vị/).selectOption("name");
  await page.getByLabel(/^C: Cột/).selectOption("BHYT.target");
  await page.getByLabel("Nhớ cách đọc này").check();
  await page.getByRole("button", { name: "Đọc lại theo cách này" }).click();
  await expect(write(page)).toBeVisible();
  await page.getByLabel(/^C: Cột/).selectOption("BHXH_TN.target");
  await write(page).click();
  await expect(page.getByText("Cách đọc đã đổi sau lần xem trước")).toBeVisible();
  expect((await saved(sql, id)).count).toBe(0);
  await page.reload();
  await paste(page, text);
  await expect(page.getByText("đọc theo cách đã nhớ")).toBeVisible();
  await expect(page.getByLabel(/^C: Cột/)).toHaveValue("BHXH_TN.target");
});

test("a draft that somebody changed meanwhile is not written over, and nothing read is lost", async ({
  page,
  login,
  sql,
  allowErrors,
}) => {
  allowErrors(/ERR_FAILED|Failed to fetch/);
  const id = await draftDecision(sql, await login(MANAGER));
  const units = await listUnits(sql);
  await open(page, id);
  await paste(
    page,
    table(units, "Chỉ tiêu BHYT năm 2027", () => "9"),
  );
  await expect(write(page)).toBeVisible();
  await page.getByLabel("đến dòng").fill("500");
  await page.route(/\/sheet\?/, (route) => route.abort());
  await write(page).click();
  await expect(page.getByText("Chưa gửi được vì máy chủ chưa trả lời.")).toBeVisible();
  await expect(page.getByLabel("đến dòng")).toHaveValue("500");
  await page.unroute(/\/sheet\?/);
  await page.getByLabel("đến dòng").fill("");
  await sql.query("UPDATE decisions SET lock_version = lock_version + 1 WHERE id = $1", [id]);
  await write(page).click();
  await expect(page.getByText("Dự thảo có người sửa sau lần xem trước")).toBeVisible();
  expect((await saved(sql, id)).count).toBe(0);
  await write(page).click();
  await expect(page.getByText(`Đã ghi ${units.length} số vào dự thảo.`)).toBeVisible();
});

for (const width of [1440, 390])
  test(`the preview makes no page scroll sideways at ${width} pixels, in light and dark`, async ({
    page,
    login,
    sql,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const id = await draftDecision(sql, await login(MANAGER));
    const units = await listUnits(sql);
    await open(page, id);
    await paste(
      page,
      table(units, "Chỉ tiêu BHYT năm 2027", (at) => (at === 2 ? "-1" : "9")),
    );
    await expect(page.getByText("1 lỗi cần sửa; chưa ghi gì.")).toBeVisible();
    await expectAccessibleInBothSchemes(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same two forms read, preview, ask and write", async ({ page, login, sql }) => {
    const id = await draftDecision(sql, await login(MANAGER));
    const units = await listUnits(sql);
    await open(page, id);
    await choose(page, await filledForm(units, () => 12n));
    await expect(page.getByRole("heading", { name: `${units.length} thay đổi` })).toBeVisible();
    await write(page).click();
    await expect(page.getByText(`Đã ghi ${units.length} số vào dự thảo.`)).toBeVisible();
    expect(await saved(sql, id)).toEqual({ count: units.length, sum: String(12 * units.length) });
  });
});
