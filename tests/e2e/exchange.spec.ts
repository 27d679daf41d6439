import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { dataValueSetSchema, organisationUnitsSchema } from "@/lib/domain/exchange-values";
import { summarySchema } from "@/lib/domain/summary";
import { expect, expectAccessible, test } from "../support/fixtures";

type Form = { province: string; unit: string; code: string; period: string };

/** A form that nobody has sent and that no other journey types into. */
async function findForm(sql: pg.Pool): Promise<Form> {
  const { rows } = await sql.query<Form>(
    `SELECT s.province_id AS province, s.unit_id AS unit, u.code, s.period_id AS period
     FROM submissions s JOIN units u ON u.id = s.unit_id JOIN periods p ON p.id = s.period_id
     WHERE s.status = 'draft' AND p.kind = 'month' AND p.locked_at IS NULL AND u.level = 'district'
     ORDER BY s.period_id DESC, s.unit_id DESC LIMIT 1`,
  );
  const [form] = rows;
  if (!form) throw new Error("the demo has no form that is still being entered");
  return form;
}

const setOf = ({ code, period }: Form, value: string, dataElement = "HO_SO") =>
  JSON.stringify({ dataValues: [{ dataElement, period: period.replace("-", ""), orgUnit: code, value }] });

async function paste(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Hoặc dán bảng" }).fill(text);
  await page.getByRole("button", { name: "Xem trước" }).click();
}

test("a data value set is taken into a form: errors first, then every change, then it is written", async ({
  page,
  login,
  sql,
}) => {
  const form = await findForm(sql);
  await login({ role: "director", unit: form.unit });
  await page.goto("/sources");
  await page.getByRole("link", { name: "Trao đổi dữ liệu" }).click();
  await expect(page.getByRole("heading", { name: "Số liệu đã duyệt" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Nhập dataValueSet" }).click();
  await expect(page.getByRole("heading", { name: "Số liệu từ DHIS2" })).toBeVisible();
  await paste(page, '{"dataValues": [');
  await expect(page.getByText("Tệp JSON hỏng")).toBeVisible();
  await paste(page, setOf(form, "7", "KHONG_CO"));
  await expect(page.getByText("không phải mã chỉ tiêu nào ở đây")).toBeVisible();
  await paste(page, setOf(form, "777"));
  await expect(page.getByRole("row", { name: /777/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ghi vào biểu" }).click();
  await expect(page.getByText("Đã ghi 1 số vào 1 biểu đang nhập.")).toBeVisible();
});

test("a program reads figures and units, tries an import without writing, and reads how all this is described", async ({
  page,
  login,
  sql,
}) => {
  const form = await findForm(sql);
  await login({ role: "manager", unit: form.province });
  const get = (path: string) => page.request.get(`/api/v1/${path}`);
  const units = await get(`organisationUnits?orgUnit=${form.province}`);
  expect(organisationUnitsSchema.parse(await units.json()).organisationUnits.length).toBeGreaterThan(1);
  const query = `dataValueSets?orgUnit=${form.province}&period=${form.period}`;
  const figures = await get(query);
  dataValueSetSchema.parse(await figures.json());
  const again = await page.request.get(`/api/v1/${query}`, {
    headers: { "if-none-match": figures.headers().etag ?? "" },
  });
  expect(again.status()).toBe(304);
  summarySchema.parse(await (await get(`units/${form.province}/summary?period=${form.period}`)).json());
  const tried = await page.request.post("/api/v1/dataValueSets?dryRun=true", {
    headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
    data: setOf(form, "778"),
  });
  expect(await tried.json()).toMatchObject({ dryRun: true, importCount: { ignored: 0 } });
  expect((await get("dataValueSets?orgUnit=VN&period=2023W1")).status()).toBe(400);
  await page.goto("/api-docs");
  await expect(page.getByRole("heading", { name: "POST /api/v1/dataValueSets" })).toBeVisible();
  await expectAccessible(page);
  // On a phone the name of a parameter stays on its line; the table scrolls in itself.
  await page.setViewportSize({ width: 390, height: 844 });
  const names = page.getByRole("rowheader").locator("code");
  expect(await names.evaluateAll((all) => Math.max(...all.map((one) => one.getClientRects().length)))).toBe(
    1,
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const described = (await (await get("openapi.json")).json()) as { openapi: string };
  expect(described.openapi).toBe("3.1.0");
});

test("targets of a set go into the draft of a decision once they were seen", async ({ page, login, sql }) => {
  const manager = await login({ role: "manager", unit: "68-2025" });
  const id = randomUUID();
  await sql.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, subject, recorded_at, recorded_by)
     VALUES ($1, '68-2025', 'BHXH tỉnh', $2, '2026-11-01', '2027-01-01', 'draft', 'Giao chỉ tiêu', now(), $3)`,
    [id, `${id.slice(0, 8)}/QĐ-BHXH`, manager.id],
  );
  const { rows } = await sql.query<{ code: string; name: string }>(
    `SELECT code, name FROM units WHERE parent_id = '68-2025' AND level = 'district' AND valid_to IS NULL
     ORDER BY code LIMIT 1`,
  );
  const target = (given: object) =>
    JSON.stringify({
      dataValues: [
        { dataElement: "BHYT_TARGET", period: "2027", orgUnit: rows[0]?.code, value: "4321", ...given },
      ],
    });
  await page.goto(`/targets/decisions/${id}`);
  await page.getByRole("link", { name: "Nhập từ DHIS2" }).click();
  await expect(page.getByRole("heading", { name: "Chỉ tiêu giao năm 2027 từ DHIS2" })).toBeVisible();
  await paste(page, target({ period: "2026" }));
  await expect(page.getByText("period “2026” không phải năm 2027")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ghi vào dự thảo" })).toHaveCount(0);
  await paste(page, target({}));
  await expect(page.getByRole("row", { name: /4\.321/ })).toContainText(rows[0]?.name ?? "");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ghi vào dự thảo" }).click();
  await expect(page.getByText("Đã ghi 1 số vào dự thảo.")).toBeVisible();
});

test("the central office names what other systems call otherwise; a line that is wrong is told", async ({
  page,
  login,
}) => {
  await login({ role: "central", unit: "VN" });
  await page.goto("/admin/exchange");
  const elements = page.getByRole("textbox", { name: "Chỉ tiêu (dataElement)" });
  await elements.fill("BHYT = a\nTHU = a");
  await page.getByRole("button", { name: "Lưu bảng đổi mã" }).click();
  await expect(page.getByText("Dòng 2: mã bên ngoài “a” đã dùng ở dòng trên")).toBeVisible();
  await expect(elements).toHaveValue("BHYT = a\nTHU = a");
  await expectAccessible(page);
});

test("a table of codes that somebody else changed is refused, also when it is sent again", async ({
  page,
  login,
  sql,
}) => {
  await login({ role: "central", unit: "VN" });
  await sql.query("DELETE FROM settings WHERE key = 'exchange.codes'");
  await page.goto("/admin/exchange");
  const elements = page.getByRole("textbox", { name: "Chỉ tiêu (dataElement)" });
  const save = page.getByRole("button", { name: "Lưu bảng đổi mã" });
  await sql.query(
    `INSERT INTO settings (key, value) VALUES ('exchange.codes', '{"dataElements":{"THU":"theirs"},"orgUnits":{}}')`,
  );
  await elements.fill("THU = mine");
  await save.click();
  await expect(page.getByText("Bảng đổi mã vừa được người khác sửa.")).toBeVisible();
  await expect(elements).toHaveValue("THU = mine");
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await save.click();
  await answered;
  await page.reload();
  await expect(elements).toHaveValue("THU = theirs");
  await sql.query("DELETE FROM settings WHERE key = 'exchange.codes'");
});

test("units of another system are found here, and their lines are shown before anybody adds them", async ({
  page,
  login,
  sql,
}) => {
  await login({ role: "central", unit: "VN" });
  const { rows } = await sql.query<{ code: string; name: string }>(
    "SELECT code, name FROM units WHERE level = 'province' AND valid_to IS NULL ORDER BY code LIMIT 1",
  );
  const [province] = rows;
  await page.goto("/admin/exchange");
  await page.getByRole("link", { name: "Điền từ đơn vị của DHIS2" }).click();
  await expect(page.getByText("tệp không tạo, không đổi tên")).toBeVisible();
  await paste(page, '{"organisationUnits": [');
  await expect(page.getByText("Tệp JSON hỏng")).toBeVisible();
  const units = [
    { id: "ouTinh00001", name: province?.name, code: province?.code },
    { id: "ouKhong0001", name: "Không có nơi này", parent: { id: "ouTinh00001" } },
  ];
  await paste(page, JSON.stringify({ organisationUnits: units }));
  await expect(page.getByRole("row", { name: /ouTinh00001/ })).toContainText(province?.name ?? "");
  await expect(page.getByText(/Không có nơi này \(ouKhong0001\): không có đơn vị/)).toBeVisible();
  await expectAccessible(page);
  // Struck out: the table of codes is everybody's in this database.
  await page.getByRole("textbox", { name: "Dòng sẽ thêm" }).fill("khong-co = ouTinh00001");
  await page.getByRole("button", { name: "Ghi vào bảng đổi mã" }).click();
  await expect(page.getByText("Dòng 1: không có mã “khong-co” ở đây. Chưa ghi gì.")).toBeVisible();
});
