import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Cluster } from "@/scripts/platform/postgres.mjs";
import { processesIn, signal, startedAt, waitUntil } from "@/scripts/platform/processes.mjs";
import { newDataDir } from "@/tests/support/starter";

const cluster = new Cluster(newDataDir());
const quietly = (_: string, run: () => Promise<unknown>) => run();

async function query(sql: string) {
  const client = new pg.Client({ connectionString: cluster.urls.ownerUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const pid = () => Number(readFileSync(path.join(cluster.pgdata, "postmaster.pid"), "utf8").split("\n")[0]);

async function killServer() {
  for (const process of processesIn(cluster.pgdata)) signal(process, "SIGKILL");
  await waitUntil(() => processesIn(cluster.pgdata).length === 0, 10_000);
}

beforeAll(async () => {
  await cluster.ensureRunning(quietly);
  await query("CREATE TABLE kept (value int)");
});

beforeEach(async () => {
  await cluster.ensureRunning(quietly);
});

afterAll(() => cluster.destroy());

test("a server that runs is adopted", async () => {
  const before = pid();
  expect(await cluster.ensureRunning(quietly)).toBe(true);
  expect(pid()).toBe(before);
});

test("what was committed is there after all processes were killed at once", async () => {
  await query("INSERT INTO kept VALUES (1)");
  await killServer();
  expect(await cluster.ensureRunning(quietly)).toBe(false);
  expect(await query("SELECT value FROM kept")).toEqual([{ value: 1 }]);
});

test("what was committed is there after the first process alone was killed", async () => {
  await query("INSERT INTO kept VALUES (2)");
  signal(pid(), "SIGKILL");
  expect(await cluster.ensureRunning(quietly)).toBe(false);
  expect(await query("SELECT value FROM kept WHERE value = 2")).toEqual([{ value: 2 }]);
});

test("a server that hangs is replaced", async () => {
  const hung = pid();
  signal(hung, "SIGSTOP");
  expect(await cluster.ensureRunning(quietly)).toBe(false);
  expect(startedAt(hung)).toBeNull();
});

test("a process that got the number of a dead server is left alone", async () => {
  await cluster.stop();
  const innocent = spawn("sleep", ["600"]);
  const file = path.join(cluster.pgdata, "postmaster.pid");
  writeFileSync(file, `${innocent.pid}\n${cluster.pgdata}\n1\n${cluster.port}\n\n127.0.0.1\n0 0\nready\n`);
  expect(await cluster.ensureRunning(quietly)).toBe(false);
  expect(innocent.kill()).toBe(true);
});

test("a port that somebody took is replaced by another", async () => {
  await cluster.stop();
  const taken = cluster.port;
  const thief = net.createServer();
  await new Promise<void>((resolve) => thief.listen(taken, "127.0.0.1", resolve));
  await cluster.ensureRunning(quietly);
  await new Promise((resolve) => thief.close(resolve));
  expect(cluster.port).not.toBe(taken);
});

test("data of another major version is refused in words", async () => {
  await cluster.stop();
  const file = path.join(cluster.pgdata, "PG_VERSION");
  writeFileSync(file, "17\n");
  await expect(cluster.ensureRunning(quietly)).rejects.toThrow(/is of PostgreSQL 17/);
  writeFileSync(file, "18\n");
});

test("the app's role and the owner are not superusers", async () => {
  const roles = await query(
    "SELECT rolname, rolsuper FROM pg_roles WHERE rolname LIKE 'bao_phu%' ORDER BY 1",
  );
  expect(roles).toEqual([
    { rolname: "bao_phu_app", rolsuper: false },
    { rolname: "bao_phu_owner", rolsuper: false },
  ]);
});

test("nobody gets in without a password", async () => {
  const open = new pg.Client({
    host: "127.0.0.1",
    port: cluster.port,
    user: "postgres",
    database: "postgres",
  });
  await expect(open.connect()).rejects.toThrow(/password/i);
});
