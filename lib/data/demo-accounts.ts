/** The accounts with which everybody may try the demo; there are none anywhere else. */
import "server-only";
import { DEMO_ACCOUNTS } from "@/prisma/demo/accounts";
import { db } from "./db";
import { isDemo } from "./reference";

export type DemoAccount = { username: string; password: string; job: string };

/** For the login page: in a demo, those that still exist and are active; their passwords are public. */
export async function listDemoAccounts(): Promise<DemoAccount[]> {
  if (!(await isDemo())) return [];
  const rows = await db.user.findMany({
    where: { username: { in: DEMO_ACCOUNTS.map(({ username }) => username) }, isDemo: true, isActive: true },
    select: { username: true },
  });
  const active = new Set(rows.map(({ username }) => username));
  return DEMO_ACCOUNTS.filter(({ username }) => active.has(username)).map(({ username, password, job }) => {
    return { username, password, job };
  });
}
