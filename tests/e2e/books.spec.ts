import type { Page } from "@playwright/test";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { emptyMonth, typedMonth } from "../support/months";
import { expect, expectAccessible, expectAccessibleInBothSchemes, test } from "../support/fixtures";

const UNIT = "593-2025";
const PROVINCE = "68-2025";
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DIRECTOR = { role: "director", unit: UNIT } as const;
const MANAGER = { role: "manager", unit: PROVINCE } as const;

type Cell = string | number | boolean | Date | null;

/** A workbook's first sheet, with some cells written over: row and column count from 0. */
async function filled(bytes: Uint8Array, write: (rows: Cell[][]) => void): Promise<Buffer> {
  const workbook = await readXlsx(bytes);
  const rows = (workbook.sheets[0]?.rows ?? []).map((row) => [...row] as Cell[]);
  write(rows);
  return Buffer.from(await writeXlsx({ sheets: [{ name: "Số liệu", rows }] }));
}

async function template(page: Page, unit: string, period: string): Promise<Uint8Array> {
  const answer = await page.request.get(`/api/v1/entry/${unit}/${period}/template`);
  expect(answer.status()).toBe(200);
  return new Uint8Array(await answer.body());
}

/** In a unit's form the number stands in the fourth column. */
const put = (code: string, value: Cell) => (rows: Cell[][]) => {
  const row = rows.find(([first]) => first === code);
  if (row) row[3] = value;
};

async function choose(page: Page, buffer: Buffer, name = "so-lieu.xlsx") {
  await page
    .getByLabel("Tệp Excel hoặc CSV")
    .setInputFiles({ name, mimeType: name.endsWith(".csv") ? "text/csv" : XLSX, buffer });
  await page.getByRole("button", { name: "Xem trước" }).click();
}

const write = (page: Page) => page.getByRole("button", { name: "Ghi vào biểu" });

test("a director downloads the form, fills it, sees what would change, and finds it in the form; again it changes nothing", async ({
  page,
  login,
  sql,
}) => {
  const month = await emptyMonth(sql, UNIT);
  await login(DIRECTOR);
  await page.goto(`/entry/${UNIT}/${month.period}`);
  await page.getByRole("link", { name: "Nhập từ Excel" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải mẫu Excel" }).click();
  expect((await download).suggestedFilename()).toBe(`so-lieu-${month.period}-593.xlsx`);
  const book = await filled(await template(page, UNIT, month.period), put("HO_SO", 1234));
  await choose(page, book);
  await expect(page.getByRole("heading", { name: "1 thay đổi" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Hồ sơ trực tuyến/ })).toContainText("1.234");
  await expectAccessible(page);
  await write(page).click();
  await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
  await page.getByRole("link", { name: "Xem biểu" }).click();
  await expect(page.getByRole("textbox", { name: "Hồ sơ trực tuyến" })).toHaveValue("1.234");
  await page.goto(`/entry/${UNIT}/${month.period}/sheet`);
  await choose(page, book);
  await expect(page.getByText("Không có thay đổi")).toBeVisible();
  await expect(write(page)).toHaveCount(0);
});

test("a form of another month is refused, and errors have their address", async ({ page, login, sql }) => {
  const month = await emptyMonth(sql, UNIT);
  await login(DIRECTOR);
  await page.goto(`/entry/${UNIT}/${month.period}/sheet`);
  const own = await template(page, UNIT, month.period);
  const stamped = await filled(own, (rows) => {
    const [row] = rows.filter(([first]) => String(first).startsWith("Mã biểu"));
    if (row) row[0] = "Mã biểu: BP1.593-2025.2020-01";
  });
  await choose(page, stamped);
  await expect(page.getByText("Tệp là biểu tháng 01/2020")).toBeVisible();
  await choose(page, await filled(own, put("HO_SO", -5)));
  await expect(page.getByText("1 lỗi cần sửa; chưa ghi gì.")).toBeVisible();
  await expect(page.getByText(/Số liệu!D\d+: số âm “-5”/)).toBeVisible();
  await expect(write(page)).toHaveCount(0);
  await choose(page, Buffer.from("a;b\n1;2\n"), "la.csv");
  await expect(page.getByText("Tệp không có mã biểu")).toBeVisible();
});

test("what somebody typed after the preview is not written over", async ({ page, login, sql }) => {
  const month = await typedMonth(sql, UNIT);
  await login(DIRECTOR);
  await page.goto(`/entry/${UNIT}/${month.period}/sheet`);
  const more = Number(month.value("HO_SO")) + 1;
  await choose(page, await filled(await template(page, UNIT, month.period), put("HO_SO", more)));
  await expect(write(page)).toBeVisible();
  await sql.query(
    `UPDATE submission_drafts SET value = value + 2, version = version + 1
     WHERE unit_id = $1 AND period_id = $2 AND indicator_id = 'HO_SO'`,
    [UNIT, month.period],
  );
  await write(page).click();
  await expect(page.getByText("Có ô được người khác sửa sau lần xem trước")).toBeVisible();
  await expect(page.getByText("1 ô có người sửa sau lần xem trước")).toBeVisible();
  await write(page).click();
  await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
});

test("a manager uploads the whole province, as a workbook and as CSV", async ({ page, login, sql }) => {
  const month = await emptyMonth(sql, UNIT);
  await login(MANAGER);
  await page.goto(`/entry/${PROVINCE}/${month.period}/sheet`);
  await expectAccessible(page);
  const own = await template(page, PROVINCE, month.period);
  const book = await filled(own, (rows) => {
    const head = rows.find((row) => row.includes("HO_SO")) ?? [];
    const row = rows.find(([first]) => first === "593");
    if (row) row[head.indexOf("HO_SO")] = 77;
  });
  await choose(page, book);
  await expect(page.getByRole("heading", { name: "1 thay đổi" })).toBeVisible();
  await write(page).click();
  await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
  const csv = await page.request.get(`/api/v1/entry/${PROVINCE}/${month.period}/template?format=csv`);
  expect(await csv.text()).toContain(`Mã biểu: BP1.${PROVINCE}.${month.period}`);
  await choose(page, Buffer.from(await csv.body()), "ca-tinh.csv");
  await expect(page.getByText("Không có thay đổi")).toBeVisible();
});

test("an old sheet is mapped once, and recognised the second time", async ({ page, login, sql }) => {
  const month = await emptyMonth(sql, UNIT);
  const unit = month.unitName;
  const [year, number] = month.period.split("-");
  await login(MANAGER);
  await page.goto(`/entry/${PROVINCE}/sheets`);
  const paste = async (value: string) => {
    const words = `Tên đơn vị\tKỳ\tMục lạ của tỉnh\n${unit}\t${number}/${year}\t${value}`;
    await page.getByRole("textbox", { name: "Hoặc dán bảng" }).fill(words);
    await page.getByRole("button", { name: "Xem trước" }).click();
  };
  await paste("1,5");
  await expect(page.getByText("Tiêu đề chưa nói rõ cột nào là gì")).toBeVisible();
  await page.getByLabel("A: Tên đơn vị", { exact: true }).selectOption("name");
  await page.getByLabel("B: Kỳ", { exact: true }).selectOption("month");
  await page.getByLabel("C: Mục lạ của tỉnh", { exact: true }).selectOption("HO_SO");
  await page.getByLabel("Nhớ cách đọc này").check();
  await page.getByRole("button", { name: "Đọc lại theo cách này" }).click();
  await expect(page.getByText("1 lỗi cần sửa; chưa ghi gì.")).toBeVisible();
  await page.getByLabel("Số của C: Mục lạ của tỉnh tính bằng").selectOption("3");
  await page.getByLabel("Nhớ cách đọc này").check();
  await page.getByRole("button", { name: "Đọc lại theo cách này" }).click();
  await expect(page.getByRole("row", { name: /Hồ sơ trực tuyến/ })).toContainText("1.500");
  await expectAccessible(page);
  await write(page).click();
  await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
  await page.reload();
  await paste("1,6");
  await expect(page.getByText("đọc theo cách đã nhớ")).toBeVisible();
  await expect(page.getByRole("row", { name: /Hồ sơ trực tuyến/ })).toContainText("1.600");
});

for (const width of [1440, 390])
  test(`no page for sheets scrolls sideways at ${width} pixels, in light and dark`, async ({
    page,
    login,
    sql,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const month = await emptyMonth(sql, UNIT);
    await login(MANAGER);
    for (const path of [`/entry/${PROVINCE}/${month.period}/sheet`, `/entry/${PROVINCE}/sheets`]) {
      await page.goto(path);
      await page
        .getByRole("textbox", { name: "Hoặc dán bảng" })
        .fill(`Mã\tĐơn vị\tHO_SO\n593\t${month.unitName}\t12`);
      await page.getByRole("button", { name: "Xem trước" }).click();
      await expect(page.getByRole("form", { name: "Xem trước" })).toBeVisible();
      await expectAccessibleInBothSchemes(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same two forms read, preview, ask and write", async ({ page, login, sql }) => {
    const month = await emptyMonth(sql, UNIT);
    await login(DIRECTOR);
    await page.goto(`/entry/${UNIT}/${month.period}/sheet`);
    await choose(page, await filled(await template(page, UNIT, month.period), put("HO_SO", 9)));
    await expect(page.getByRole("heading", { name: "1 thay đổi" })).toBeVisible();
    await write(page).click();
    await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
  });
});
