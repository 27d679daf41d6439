/** Users with a password, for tests that go through the login form. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { hashPassword } from "@/lib/auth/password";
import type { Role } from "@/lib/domain/policy";

export const PASSWORD = "mật khẩu đủ dài";

type NewAccount = { role: Role; unit: string; mustChange?: boolean; subject?: string; issuer?: string };
export type Account = { id: string; username: string; displayName: string };

export async function createAccount(sql: pg.Pool, account: NewAccount): Promise<Account> {
  const { role, unit, mustChange = false, subject = null, issuer = null } = account;
  const id = randomUUID();
  const user = { id, username: `e2e-${id}`, displayName: `Người thử ${id.slice(0, 8)}` };
  await sql.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, password_hash, must_change_password, oidc_issuer, oidc_subject, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
    [
      id,
      user.username,
      user.displayName,
      role,
      unit,
      await hashPassword(PASSWORD),
      mustChange,
      issuer,
      subject,
    ],
  );
  return user;
}

export async function fillLogin(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
}
