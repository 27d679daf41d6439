import type { Page } from "@playwright/test";
import { addDays, dayInVietnam } from "@/lib/domain/day";
import { expect, expectAccessible, expectAccessibleInBothSchemes, test } from "../support/fixtures";

/** Huế: no other journey types there. */
const PROVINCE = "46-2025";
const UNIT = `SELECT id, short_name AS name FROM units
  WHERE province_id = '46-2025' AND level = 'district' AND valid_to IS NULL ORDER BY id LIMIT 1`;
const today = dayInVietnam(new Date());
const first = addDays(today, -9);
const cells = (page: Page) =>
  page.getByRole("region", { name: "Bảng nhập kết quả ngày" }).getByRole("textbox");

test("a manager makes a drive and divides its goal, a director types a week, and it is closed with its summary", async ({
  page,
  login,
  anotherPerson,
  sql,
}) => {
  const { rows } = await sql.query(UNIT);
  const unit = rows[0] as { id: string; name: string };
  const name = `Tháng vận động thử ${Date.now()}`;
  await login({ role: "manager", unit: PROVINCE });
  await page.goto("/campaigns");
  await page.getByRole("link", { name: "Lập đợt mới" }).click();
  await page.getByLabel("Tên đợt").fill(name);
  await page.getByLabel("Từ ngày").fill(first);
  await page.getByLabel("Đến hết ngày").fill(addDays(first, 19));
  await page.getByRole("button", { name: "Lập đợt" }).click();
  await expect(page.getByText("Ghi ít nhất một mục tiêu lớn hơn 0.")).toBeVisible();
  await page.getByLabel("Mới tham gia BHXH tự nguyện").fill("1.000");
  await page.getByRole("button", { name: "Lập đợt" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.getByText("Chưa có kết quả", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("Mục tiêu 1.000", { exact: true })).toBeVisible();
  const address = page.url();

  await page.getByRole("link", { name: "Sửa tên, ngày" }).click();
  await page.getByLabel("Đến hết ngày").fill(addDays(first, -1));
  await page.getByRole("button", { name: "Lưu đợt" }).click();
  await expect(page.getByText("Ngày cuối phải từ ngày đầu trở đi")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Đến hết ngày").fill(addDays(first, 19));
  await page.getByLabel("Tên đợt").fill(`${name} (sửa)`);
  await page.getByRole("button", { name: "Lưu đợt" }).click();
  await expect(page.getByRole("heading", { name: `${name} (sửa)`, level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Sửa tên, ngày" }).click();
  await page.getByLabel("Tên đợt").fill(name);
  await page.getByRole("button", { name: "Lưu đợt" }).click();
  await expect(page.getByRole("heading", { name, level: 1, exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Mục tiêu và đơn vị" }).click();
  const goal = (of: Page) => of.locator(`input[name="g.${unit.id}.TN_MOI"]`);
  await expect(goal(page)).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await goal(page).fill("100");
  await page.getByRole("button", { name: "Lưu mục tiêu" }).click();
  await expect(page.getByText("Đã lưu mục tiêu.")).toBeVisible();
  await goal(second).fill("90");
  await second.getByRole("button", { name: "Lưu mục tiêu" }).click();
  await expect(second.getByText(/Đợt vừa được người khác sửa/)).toBeVisible();
  await expect(goal(second)).toHaveValue("90");
  await second.close();
  await expectAccessible(page);

  const director = await anotherPerson({ role: "director", unit: unit.id });
  await director.page.goto(`${address}?day=${first}`);
  await expect(cells(director.page).first()).toHaveAccessibleName(
    /, (Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), \d{2}\//,
  );
  await cells(director.page)
    .first()
    .evaluate((input) => {
      const data = new DataTransfer();
      data.setData("text/plain", "40\r\n50\r\n1,5\r\n");
      input.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
  await cells(director.page).nth(3).fill("60");
  await director.page.keyboard.press("Enter");
  await expect(cells(director.page).nth(4)).toBeFocused();
  await director.page.getByRole("button", { name: "Lưu kết quả" }).click();
  await expect(director.page.getByText(/Đã lưu 3 ô, còn 1 ô chưa lưu/)).toBeVisible();
  await expect(cells(director.page).nth(2)).toHaveAttribute("aria-invalid", "true");
  await cells(director.page).nth(2).fill("");
  await director.page.getByRole("button", { name: "Lưu kết quả" }).click();
  await expect(director.page.getByText("Không có ô nào thay đổi.")).toBeVisible();
  await director.page.reload();
  await expect(director.page.getByText(/Đạt 15% mục tiêu khi đã qua 45% thời gian/)).toBeVisible();
  await expect(
    director.page.getByRole("row", { name: new RegExp(`^${unit.name} 1 150 100 150,00`) }),
  ).toBeVisible();

  await page.goto(address);
  await page.getByText("Tổng kết và đóng đợt").click();
  await expect(page.getByLabel("Tổng kết", { exact: true })).toHaveValue(/đạt 150 người, bằng 15% mục tiêu/);
  await page.getByRole("button", { name: "Đóng đợt" }).click();
  await expect(page.getByRole("heading", { name: "Tổng kết" })).toBeVisible();
  await expect(page.getByText("Đã tổng kết và đóng đợt.")).toBeVisible();
  await director.page.reload();
  await expect(cells(director.page)).toHaveCount(0);
});

test("a unit tells with whom it communicated, never more than its own count", async ({
  page,
  login,
  sql,
}) => {
  const { rows } = await sql.query(
    `SELECT s.unit_id AS unit, s.period_id AS period FROM submissions s
     JOIN figures f USING (province_id, unit_id, period_id) JOIN periods p ON p.id = s.period_id
     WHERE s.province_id = $1 AND f.indicator_id = 'TT_HOI_NGHI' AND f.value > 1 AND p.locked_at IS NULL
     ORDER BY 2 DESC, 1 LIMIT 1`,
    [PROVINCE],
  );
  const { unit, period } = rows[0] as { unit: string; period: string };
  await sql.query("DELETE FROM partner_counts WHERE unit_id = $1 AND period_id = $2", [unit, period]);
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await page.getByRole("link", { name: "Đơn vị phối hợp" }).click();
  const post = page.getByRole("textbox", { name: "Hội nghị, Bưu điện" });
  await post.fill("999999");
  await page.getByRole("button", { name: "Lưu phần phối hợp" }).click();
  await expect(page.getByText(/Tổng theo đơn vị phối hợp 999.999 vượt số của đơn vị/)).toBeVisible();
  await expectAccessible(page);
  await post.fill("1");
  await page.getByRole("button", { name: "Lưu phần phối hợp" }).click();
  await expect(page.getByText("Đã lưu 1 ô.")).toBeVisible();
  await sql.query("UPDATE partner_counts SET value = 2 WHERE unit_id = $1 AND period_id = $2", [
    unit,
    period,
  ]);
  await post.fill("");
  await page.getByRole("button", { name: "Lưu phần phối hợp" }).click();
  await expect(page.getByText(/Đã có người sửa trước: .* ghi 2\./)).toBeVisible();
  await expect(post).toHaveValue("");
  await post.fill("1");
  await page.getByRole("button", { name: "Lưu phần phối hợp" }).click();
  await expect(page.getByText("Đã lưu 1 ô.")).toBeVisible();
  await page.goto(`/campaigns?unit=${unit}&period=${period}`);
  await expect(page.getByRole("row", { name: /^Bưu điện 1 / })).toBeVisible();
});

test("two notes are written one after the other, each into an empty form", async ({ page, login, sql }) => {
  const { rows } = await sql.query(UNIT);
  const { id } = rows[0] as { id: string };
  await login({ role: "director", unit: id });
  await page.goto(`/campaigns/notes?unit=${id}`);
  for (const words of [`Tờ rơi ${Date.now()}`, `Pa nô ${Date.now()}`]) {
    await page.getByLabel("Nội dung").fill(words);
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: words })).toBeVisible();
    await expect(page.getByText("Đã gửi, chờ người khác duyệt.")).toBeVisible();
    await expect(page.getByLabel("Nội dung")).toHaveValue("");
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a director writes a note, a manager publishes it, and then others read it", async ({
    page,
    login,
    sql,
  }) => {
    const { rows } = await sql.query(UNIT);
    const { id } = rows[0] as { id: string };
    const words = `Loa phường mỗi sáng ${Date.now()}`;
    await login({ role: "director", unit: id });
    await page.goto(`/campaigns/notes?unit=${id}`);
    await page.getByLabel("Nội dung").fill(words);
    await page.getByRole("button", { name: "Gửi duyệt" }).click();
    await expect(page.getByText("Đã gửi, chờ người khác duyệt.")).toBeVisible();
    await login({ role: "viewer", unit: PROVINCE });
    await page.goto(`/campaigns/notes?unit=${id}`);
    await expect(page.getByText(words)).toHaveCount(0);
    await login({ role: "manager", unit: PROVINCE });
    await page.goto(`/campaigns/notes?unit=${id}`);
    await expect(page.getByText(/Chờ tài khoản này duyệt đăng: \d+ ghi chú/)).toBeVisible();
    const item = page.getByRole("listitem").filter({ hasText: words });
    await item.locator("summary").click();
    // Enter in the reason to refuse publishes nothing.
    await item.getByLabel("Lý do không đăng hoặc gỡ").fill("Trùng ghi chú");
    await item.getByLabel("Lý do không đăng hoặc gỡ").press("Enter");
    await expect(item.getByLabel("Lý do không đăng hoặc gỡ")).toHaveValue("Trùng ghi chú\n");
    await item.getByRole("button", { name: /^Duyệt đăng/ }).click();
    await login({ role: "viewer", unit: PROVINCE });
    await page.goto(`/campaigns/notes?unit=${id}`);
    await expect(page.getByText(words)).toBeVisible();
  });
});

test("the pages of communication break no accessibility rule", async ({ page, login, sql }) => {
  test.setTimeout(180_000);
  await login({ role: "manager", unit: "68-2025" });
  const { rows } = await sql.query("SELECT id FROM drives WHERE id LIKE 'cao-diem-%'");
  const { id } = rows[0] as { id: string };
  for (const address of [
    "/campaigns",
    "/campaigns?unit=VN&indicator=TT_LOA",
    `/campaigns/${id}`,
    `/campaigns/${id}?province=68-2025&indicator=HGD_MOI`,
    "/campaigns/new",
    "/campaigns/employers",
  ]) {
    await page.goto(address);
    await expectAccessibleInBothSchemes(page);
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing makes the pages of communication scroll sideways", async ({ page, login, sql }) => {
    await login({ role: "manager", unit: "68-2025" });
    const { rows } = await sql.query("SELECT id FROM drives WHERE id LIKE 'cao-diem-%'");
    const { id } = rows[0] as { id: string };
    for (const address of [
      "/campaigns",
      `/campaigns/${id}?province=68-2025`,
      "/campaigns/new",
      "/campaigns/notes",
      "/campaigns/employers",
    ]) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
    await page.goto("/campaigns");
    const copy = page.getByRole("button", { name: "Chép bảng" }).first();
    const head = page.locator(".table-head").filter({ has: page.getByRole("button", { name: "Chép bảng" }) });
    const title = await head.first().getByRole("heading").boundingBox();
    expect((await copy.boundingBox())?.x).toBeCloseTo(title?.x ?? -1, 0);
  });
});
