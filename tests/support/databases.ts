/** Names and addresses of the test databases. One run never meets another: the run's id is in every name. */

export const APP_ROLE = "bao_phu_test_app";

/** A role that may create databases, on a server that is there for tests. */
export function adminUrl(): string {
  return process.env.TEST_DATABASE_ADMIN_URL ?? "postgresql://postgres@127.0.0.1:55432/postgres";
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
