/** What this database is for: the demo, or real figures. */
import "server-only";
import { z } from "zod";
import { db } from "./db";

const installationSchema = z.object({ demo: z.boolean() });

/** Decided when the database is first set up and for good, so a process asks once. */
let known: boolean | undefined;

export async function isDemo(): Promise<boolean> {
  if (known !== undefined) return known;
  const row = await db.setting.findUnique({ where: { key: "installation" } });
  const parsed = installationSchema.safeParse(row?.value);
  if (!parsed.success) return false;
  known = parsed.data.demo;
  return known;
}
