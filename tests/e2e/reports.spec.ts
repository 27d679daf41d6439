import { expect, expectAccessible, test } from "../support/fixtures";

/** A closed month of the short demo. */
const MONTH = "2025-10";
const PROVINCE = "68-2025";

test("the manager writes October's report, takes it as Word, issues it, and it stays when a sentence changes", async ({
  page,
  login,
  sql,
  anotherPerson,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  await login({ role: "manager", unit: PROVINCE });
  await page.goto("/reports");
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /^Tháng/ })
    .first()
    .click();
  await page.getByLabel("Kỳ số liệu").selectOption(MONTH);
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Báo cáo tháng 10/2025" })).toBeVisible();
  const paper = page.getByRole("article", { name: /^BÁO CÁO/ });
  await expect(paper).toContainText("toàn tỉnh có");
  await expect(paper).toContainText("người tham gia BHYT, đạt");
  await expect(paper).toContainText("chưa ban hành");
  await expectAccessible(page);
  const shown = (await paper.innerText()).replaceAll(/\s+/g, " ");
  expect(shown).not.toMatch(/[{}]|NaN|undefined/);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Word" }).click();
  expect((await download).suggestedFilename()).toBe(
    `bao-phu_bao-cao_lam-dong_${PROVINCE}_${MONTH}_nhap.docx`,
  );

  // Where the server prints, the browser's own print is for paper.
  await expect(page.getByRole("button", { name: "In", exact: true })).toBeVisible();
  const printed = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải PDF" }).click();
  expect((await printed).suggestedFilename()).toBe(`bao-phu_bao-cao_lam-dong_${PROVINCE}_${MONTH}_nhap.pdf`);
  const refusal = {
    status: 503,
    json: { error: "busy", message: "Đang có nhiều báo cáo được lập cùng lúc" },
  };
  allowErrors(/503 .*\/pdf\?/);
  await page.route("**/pdf?*", (route) => route.fulfill(refusal));
  await page.getByRole("link", { name: "Tải PDF" }).click();
  await expect(page.getByText("Đang có nhiều báo cáo được lập cùng lúc.")).toBeVisible();

  const issueLink = page.getByRole("link", { name: "Ban hành" });
  await expect(issueLink).toHaveAttribute("href", /\/issue\?seen=[0-9a-f]{64}$/);
  await page.goto(`/reports/${PROVINCE}/${MONTH}/issue?seen=${"0".repeat(64)}`);
  await expect(page.getByText("Bản nháp đã đổi so với bản vừa xem")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ban hành" })).toHaveCount(0);
  await page.getByRole("link", { name: "Xem lại bản nháp" }).click();
  await issueLink.click();
  await expect(page.getByText("đánh số tiếp theo của năm")).toBeVisible();
  await page.getByRole("button", { name: "Ban hành" }).click();
  await expect(page.getByText("đã ban hành", { exact: true })).toBeVisible();
  await expect(paper).toContainText("Số: 01/BC-BHXH");
  await expect(paper).toContainText("Dấu nội dung (SHA-256)");
  await expect(page.getByRole("region", { name: "Điều chỉnh sau khi ban hành" })).toContainText("Không có");
  await expectAccessible(page);
  const proof = (await paper.innerText()).match(/Đầu chuỗi nhật ký khi ban hành: số (\d+), ([0-9a-f]{64})/);
  await page.getByRole("link", { name: "Đối chiếu đầu chuỗi trong nhật ký" }).click();
  const head = page.locator(".audit-table > tbody > tr");
  await expect(head).toHaveCount(1);
  await head.getByText("Dấu", { exact: true }).click();
  await expect(head.locator("code")).toHaveText(proof?.[2] ?? "no mark on the report");
  await expect(page.getByLabel("Mục số")).toHaveValue(proof?.[1] ?? "no number on the report");
  await expectAccessible(page);
  await page.goBack();
  const sentence = await paper.locator(".office-text", { hasText: "tham gia BHYT" }).innerText();

  const central = await anotherPerson({ role: "central", unit: "VN" });
  await central.page.goto("/admin/report-templates?scope=province&sentence=bhyt");
  await expectAccessible(central.page);
  const text = central.page.getByLabel("Câu", { exact: true });
  await central.page.getByLabel("Làm tròn").selectOption("2");
  await text.fill("Có {số lạ} <b>.");
  await expect(central.page.getByText("Ký tự 4: Câu này không có trường {số lạ}.")).toBeVisible();
  await central.page.getByRole("button", { name: "Lưu câu" }).click();
  await expect(central.page.getByText("Mẫu câu chưa dùng được")).toBeVisible();
  await expect(text).toHaveValue("Có {số lạ} <b>.");
  await expect(central.page.getByLabel("Làm tròn")).toHaveValue("2");
  await central.page.getByLabel("Làm tròn").selectOption("exact");
  await text.fill("Số thẻ BHYT: {giá trị}.");
  await expect(central.page.getByRole("region", { name: "Xem trước" })).toContainText(
    /Số thẻ BHYT: [\d.]+ người\./,
  );
  await central.page.getByRole("button", { name: "Lưu câu" }).click();
  await expect(
    central.page.getByText("Đã lưu. Báo cáo chưa ban hành dùng câu này từ bây giờ."),
  ).toBeVisible();
  await expect(central.page.getByRole("button", { name: "Về câu chuẩn" })).toBeVisible();

  await page.reload();
  await expect(paper).toContainText(sentence);
  await page.getByRole("link", { name: "Bản nháp theo số liệu hiện nay" }).click();
  await expect(paper).toContainText("Số thẻ BHYT:");

  await central.page.getByRole("button", { name: "Về câu chuẩn" }).click();
  await expect(central.page.getByRole("button", { name: "Về câu chuẩn" })).toHaveCount(0);
  await expect(central.page.getByText("Đã về câu chuẩn.")).toBeVisible();
  await expect(text).not.toHaveValue("Số thẻ BHYT: {giá trị}.");
  // Somebody else is faster: what was typed stays, and a second press is refused like the first.
  await text.fill("Của tôi: {giá trị}.");
  const second = await anotherPerson({ role: "central", unit: "VN" });
  await second.page.goto("/admin/report-templates?scope=province&sentence=bhyt");
  await second.page.getByLabel("Câu", { exact: true }).fill("Của người khác: {giá trị}.");
  await second.page.getByRole("button", { name: "Lưu câu" }).click();
  await expect(second.page.getByRole("button", { name: "Về câu chuẩn" })).toBeVisible();
  await central.page.getByRole("button", { name: "Lưu câu" }).click();
  await expect(central.page.getByText(/^Đã có người lưu câu này trước/)).toBeVisible();
  await expect(text).toHaveValue("Của tôi: {giá trị}.");
  await second.page.getByRole("button", { name: "Về câu chuẩn" }).click();
  await expect(second.page.getByRole("button", { name: "Về câu chuẩn" })).toHaveCount(0);
  await expect(central.page.getByRole("region", { name: "Các bản của câu này" })).toContainText("Bản 2");
  const { rows } = await sql.query(
    "SELECT count(*)::int AS count FROM report_templates WHERE (scope, sentence) = ('province', 'bhyt')",
  );
  expect(rows).toEqual([{ count: 4 }]);
});

test("of many files asked for at once each comes whole or is refused in words, and the page still opens", async ({
  page,
  login,
}) => {
  await login({ role: "manager", unit: PROVINCE });
  const href = `/api/v1/reports/${PROVINCE}/${MONTH}/word?edition=draft`;
  await page.goto(`/reports/${PROVINCE}/${MONTH}`);
  const answers = await page.evaluate(async (address) => {
    const one = async () => {
      const answer = await fetch(address, { cache: "no-store" });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const words = answer.ok
        ? ""
        : (JSON.parse(new TextDecoder().decode(bytes)) as { message: string }).message;
      return { status: answer.status, isWhole: answer.ok && bytes[0] === 0x50 && bytes.length > 5000, words };
    };
    return Promise.all(Array.from({ length: 60 }, one));
  }, href);
  for (const { status, isWhole, words } of answers) {
    expect([200, 503]).toContain(status);
    expect(isWhole).toBe(status === 200);
    expect(words).toBe(
      status === 200 ? "" : "Đang có nhiều báo cáo được lập cùng lúc; đợi ít giây rồi thử lại",
    );
  }
  expect(answers.some(({ isWhole }) => isWhole)).toBe(true);
  await page.reload();
  await expect(page.getByRole("article", { name: /^BÁO CÁO/ })).toBeVisible();
});
