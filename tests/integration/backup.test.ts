import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { passwordFits } from "@/lib/auth/password";
import { periodIdSchema } from "@/lib/domain/period";
import { prepareDatabase } from "@/prisma/prepare";
import { inOrder } from "@/scripts/tools/parts/backup-copy";
import { verifyBackup } from "@/scripts/tools/parts/backup-file";
import { adminUrl, asApp, withDatabase } from "../support/databases";

const name = `backup_${process.pid}`;
const ownerUrl = withDatabase(adminUrl(), name);
const sourceUrl = process.env.DATABASE_URL ?? "";
const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-backup-"));
let file = "";

async function on<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

type Ran = { code: number | null; out: string };

function start(
  tool: string,
  args: string[],
  env: Record<string, string> = {},
): { child: ChildProcess; ran: Promise<Ran> } {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", `scripts/tools/${tool}.ts`, ...args],
    { env: { ...process.env, ...env } },
  );
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk));
  child.stderr.on("data", (chunk: Buffer) => (out += chunk));
  const ran = new Promise<Ran>((resolve) => child.on("close", (code) => resolve({ code, out })));
  return { child, ran };
}

const target = { MIGRATION_DATABASE_URL: ownerUrl, DATABASE_URL: asApp(ownerUrl) };
const backup = (to: string) => start("backup", ["--to", to]);
const restore = (...args: string[]) => start("restore", args, target);

beforeAll(async () => {
  const options = {
    demo: true,
    now: new Date("2025-09-10T03:00:00Z"),
    fingerprint: "tests",
    progress: () => undefined,
  };
  const urls = { ownerUrl: process.env.MIGRATION_DATABASE_URL ?? "", appUrl: sourceUrl };
  await prepareDatabase({ ...urls, ...options, from: periodIdSchema.parse("2025-08") });
  const { code, out } = await backup(folder).ran;
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("found whole") });
  file = out.split("\n")[0] ?? "";
}, 180_000);
beforeEach(async () => {
  await on(adminUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await on(adminUrl(), `CREATE DATABASE ${name}`);
});
afterAll(() => on(adminUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

const COUNTS = `
  SELECT 'units' AS t, count(*)::int AS n, md5(string_agg(x::text, '' ORDER BY x::text)) AS h FROM units x
  UNION ALL SELECT 'figures', count(*)::int, md5(string_agg(x::text, '' ORDER BY x::text)) FROM figures x
  UNION ALL SELECT 'figure_revisions', count(*)::int, md5(string_agg(x::text, '' ORDER BY x::text)) FROM figure_revisions x
  UNION ALL SELECT 'rollups', count(*)::int, md5(string_agg(x::text, '' ORDER BY x::text)) FROM rollups x
  UNION ALL SELECT 'audit_entries', count(*)::int, md5(string_agg(x::text, '' ORDER BY x::text)) FROM audit_entries x
  UNION ALL SELECT 'settings', count(*)::int, md5(string_agg(x::text, '' ORDER BY x::text)) FROM settings x ORDER BY 1`;

test("what was backed up stands in the new database, sums and chains hold, and people sign in", async () => {
  const { code, out } = await restore("--from", file, "--yes").ran;
  expect(out).toContain("Rollups: no difference(s)");
  expect(out).toContain("Audit chain: no finding(s)");
  expect(code).toBe(0);
  expect(await on(ownerUrl, COUNTS)).toEqual(await on(process.env.MIGRATION_DATABASE_URL ?? "", COUNTS));
  const [user] = await on<{ hash: string }>(
    asApp(ownerUrl),
    "SELECT password_hash AS hash FROM users WHERE username = 'quanly.lamdong'",
  );
  expect(await passwordFits(user?.hash ?? null, "demo-lam-dong")).toBe(true);
  await expect(on(asApp(ownerUrl), "DELETE FROM audit_entries")).rejects.toThrow("permission denied");
  const again = await restore("--from", file, "--yes").ran;
  expect(again).toMatchObject({ code: 3, out: expect.stringContaining("is not empty") });
}, 120_000);

test("without --yes nothing is written", async () => {
  const { code, out } = await restore("--from", file).ran;
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("Nothing was changed") });
  expect(await on(ownerUrl, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual([]);
});

test(
  "without the key of the chain the restore says that it cannot be verified",
  { timeout: 60_000 },
  async () => {
    const env = { ...target, AUDIT_KEY: "another key that is long enough to be one" };
    const { code, out } = await start("restore", ["--from", file, "--yes"], env).ran;
    expect({ code, out }).toMatchObject({
      code: 1,
      out: expect.stringContaining("Audit chain: NOT verified"),
    });
  },
);

describe("a file that is not what was written", () => {
  const changed = (change: (bytes: Buffer) => Buffer) => {
    const other = path.join(folder, "changed");
    writeFileSync(other, change(readFileSync(file)));
    return other;
  };
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut in the middle", (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ["cut by its last byte", (bytes) => bytes.subarray(0, -1)],
    ["with a byte more", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
    [
      "with one bit turned round",
      (bytes) => {
        const at = bytes.length >> 1;
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      },
    ],
    ["empty", () => Buffer.alloc(0)],
    ["of somebody else", () => Buffer.from("PGDMP and so on, and on, and on, and on, and on")],
  ])("%s is refused", async (_, change) => {
    await expect(verifyBackup(changed(change))).rejects.toThrow(/cut or damaged|no backup of Bao Phủ/);
  });

  test("is refused before the database is touched", async () => {
    const { code, out } = await restore(
      "--from",
      changed((bytes) => bytes.subarray(0, -1)),
      "--yes",
    ).ran;
    expect({ code, out }).toMatchObject({ code: 4, out: expect.stringContaining("cut or damaged") });
    expect(await on(ownerUrl, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual(
      [],
    );
  });
});

test("a database in which there is anything is refused", async () => {
  await on(ownerUrl, "CREATE TABLE somebody_elses (x int)");
  const { code, out } = await restore("--from", file, "--yes").ran;
  expect({ code, out }).toMatchObject({ code: 3, out: expect.stringContaining('there is "somebody_elses"') });
});

test(
  "a backup that is killed leaves no file that looks whole, and the next one clears what it left",
  { timeout: 60_000 },
  async () => {
    const own = mkdtempSync(path.join(os.tmpdir(), "bao-phu-backup-"));
    const { child, ran } = backup(own);
    while (readdirSync(own).length === 0 && child.exitCode === null) await sleep(1);
    child.kill("SIGKILL");
    await ran;
    const left = readdirSync(own);
    expect(left.filter((one) => one.endsWith(".backup"))).toEqual([]);
    expect(left).toHaveLength(1);
    await expect(verifyBackup(path.join(own, left[0] ?? ""))).rejects.toThrow("cut or damaged");
    expect((await backup(own).ran).code).toBe(0);
    expect(readdirSync(own)).toEqual([expect.stringMatching(/^bao-phu-.*\.backup$/)]);
  },
);

test(
  "a restore that is killed leaves an empty database, into which the next one goes",
  { timeout: 120_000 },
  async () => {
    const { child, ran } = restore("--from", file, "--yes");
    let out = "";
    child.stderr?.on("data", (chunk: Buffer) => (out += chunk));
    while (!out.includes("Restoring figure_revisions") && child.exitCode === null) await sleep(5);
    child.kill("SIGKILL");
    await ran;
    // The server takes back what was open once it has seen that nobody is there.
    await expect
      .poll(() => on(ownerUrl, "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace"), {
        timeout: 10_000,
      })
      .toEqual([]);
    expect((await restore("--from", file, "--yes").ran).code).toBe(0);
  },
);

test("tables are written after those that they refer to, and two that refer to each other are refused", () => {
  const tables = ["a", "b", "c"].map((table) => ({ table, columns: ["x"] }));
  const order = (...references: [string, string][]) =>
    inOrder(
      tables,
      references.map(([from, to]) => ({ from, to })),
    ).map(({ table }) => table);
  expect(order(["a", "b"], ["b", "c"], ["c", "c"])).toEqual(["c", "b", "a"]);
  expect(() => order(["a", "b"], ["b", "a"])).toThrow("refer to each other: a, b");
});
