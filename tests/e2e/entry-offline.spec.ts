import { formatCount } from "@/lib/domain/number";
import { periodIdSchema, periodName } from "@/lib/domain/period";
import { createAccount, fillLogin, PASSWORD } from "../support/accounts";
import { expect, test } from "../support/fixtures";
import { typedMonth } from "../support/months";

const cell = (name: string) => ({ name, exact: true });
const NO_LINE = /Failed to fetch|Failed to load resource|ERR_INTERNET_DISCONNECTED/;
const WAITING = "Trên máy này còn số chưa gửi được lên máy chủ";

/** Cells of the month's draft that hold this value. */
const DRAFTS_OF = "SELECT 1 FROM submission_drafts WHERE unit_id = $1 AND period_id = $2 AND value = $3";

test("without a line the form says so and keeps what is typed, and saves it once the line is back", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(NO_LINE);
  const { unit, period } = await typedMonth(sql, "164-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  const dossiers = page.getByRole("textbox", cell("Hồ sơ trực tuyến"));
  await dossiers.fill("4710");
  await dossiers.blur();
  await expect(page.getByRole("status")).toContainText("ô lúc");
  await context.setOffline(true);
  await dossiers.fill("4711");
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill("4712");
  await expect(page.getByRole("status")).toHaveText(
    "Mất kết nối. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.",
  );
  await dossiers.fill("4713");
  await context.setOffline(false);
  await expect(page.getByRole("status")).toContainText("ô lúc", { timeout: 20_000 });
  for (const value of [4712, 4713])
    expect((await sql.query(DRAFTS_OF, [unit, period, value])).rows).toHaveLength(1);
});

test("a form whose tab was closed without a line is named by the list, and saved when it is opened again", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(NO_LINE);
  const { unit, period } = await typedMonth(sql, "165-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await context.setOffline(true);
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("4711");
  await expect(page.getByRole("status")).toContainText("Mất kết nối");
  await page.getByRole("textbox", cell("Tài khoản VssID")).fill("4712");
  await page.close();

  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto("/entry");
  await expect(again.getByText(WAITING)).toBeVisible();
  await again
    .getByRole("link", { name: `Mở biểu ${unit}, ${periodName(periodIdSchema.parse(period))}` })
    .click();
  await expect(again.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue(/^4\.?711$/);
  await expect(again.getByRole("textbox", cell("Tài khoản VssID"))).toHaveValue(/^4\.?712$/);
  await expect(again.getByRole("status")).toContainText("ô lúc");
  for (const value of [4711, 4712])
    expect((await sql.query(DRAFTS_OF, [unit, period, value])).rows).toHaveLength(1);
  await again.goto("/entry");
  await expect(again.getByRole("heading", { name: "Nhập số liệu" })).toBeVisible();
  await expect(again.getByText(WAITING)).toHaveCount(0);
});

test("the next person in the same browser finds neither the numbers nor a word about them", async ({
  page,
  context,
  login,
  allowErrors,
  sql,
}) => {
  allowErrors(NO_LINE);
  const { unit, period, value } = await typedMonth(sql, "167-2025");
  await login({ role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await context.setOffline(true);
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("4711");
  await expect(page.getByRole("status")).toContainText("Mất kết nối");
  await page.close();

  await context.setOffline(false);
  await login({ role: "director", unit });
  const next = await context.newPage();
  await next.goto("/entry");
  await expect(next.getByRole("heading", { name: "Nhập số liệu" })).toBeVisible();
  await expect(next.getByText(WAITING)).toHaveCount(0);
  await next.goto(`/entry/${unit}/${period}`);
  const dossiers = next.getByRole("textbox", cell("Hồ sơ trực tuyến"));
  await expect(dossiers).toHaveValue(formatCount(value("HO_SO")));
  await next.getByRole("textbox", cell("Tài khoản VssID")).fill("4712");
  await expect(next.getByRole("status")).toContainText("ô lúc");
  await expect(dossiers).toHaveValue(formatCount(value("HO_SO")));
  expect((await sql.query(DRAFTS_OF, [unit, period, 4711])).rows).toEqual([]);
});

test("a number that was typed before the page's script ran is saved like any other", async ({
  page,
  login,
  sql,
}) => {
  const { unit, period } = await typedMonth(sql, "168-2025");
  await login({ role: "director", unit });
  let letThrough: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route("**/_next/static/**/*.js", async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(`/entry/${unit}/${period}`, { waitUntil: "commit" });
  await page.getByRole("textbox", cell("Hồ sơ trực tuyến")).fill("4711");
  await page.getByRole("textbox", cell("Tài khoản VssID")).focus();
  letThrough();
  await expect(page.getByRole("status")).toContainText("ô lúc");
  await expect(page.getByRole("textbox", cell("Hồ sơ trực tuyến"))).toHaveValue(/^4\.?711$/);
  expect((await sql.query(DRAFTS_OF, [unit, period, 4711])).rows).toHaveLength(1);
});

test("whose session ends while typing signs in again, is back at the form, and finds the number saved", async ({
  page,
  sql,
}) => {
  const { unit, period } = await typedMonth(sql, "169-2025");
  const { id, username } = await createAccount(sql, { role: "director", unit });
  await page.goto(`/entry/${unit}/${period}`);
  await fillLogin(page, username, PASSWORD);
  const dossiers = page.getByRole("textbox", cell("Hồ sơ trực tuyến"));
  await expect(dossiers).toBeVisible();
  await sql.query("UPDATE users SET session_version = session_version + 1 WHERE id = $1", [id]);
  await dossiers.fill("4711");
  await expect(page).toHaveURL(/\/login/);
  await fillLogin(page, username, PASSWORD);
  await expect(dossiers).toHaveValue(/^4\.?711$/);
  await expect(page.getByRole("status")).toContainText("ô lúc");
  expect((await sql.query(DRAFTS_OF, [unit, period, 4711])).rows).toHaveLength(1);
});
