/** Names and addresses of the test databases. One run never meets another: the run's id is in every name. */
import { existsSync } from "node:fs";
import path from "node:path";

const APP_ROLE = "bao_phu_test_app";

/** Of every database that tests make. */
export const TEST_AUDIT_KEY = "the-audit-chains-of-all-tests-use-this-key";

const LOCAL = path.resolve(import.meta.dirname, "../../.env.test");

/** A role that may create databases, on a server that is there for tests: from the environment, or from the file .env.test. */
export function adminUrl(): string {
  if (!process.env.TEST_DATABASE_ADMIN_URL && existsSync(LOCAL)) process.loadEnvFile(LOCAL);
  const url = process.env.TEST_DATABASE_ADMIN_URL;
  if (url) return url;
  throw new Error(
    "TEST_DATABASE_ADMIN_URL is not set: run npm test, which starts a server of its own, or name a server for tests in .env.test",
  );
}

export const TEMPLATE = () => `test_template_${process.env.TEST_RUN_ID}`;

export function withDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}

/** The same database as the app's own role, which may not touch audit entries. */
export function asApp(url: string): string {
  const result = new URL(url);
  result.username = APP_ROLE;
  result.password = "app";
  return result.href;
}
