import { readdirSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Cluster } from "@/scripts/platform/postgres.mjs";
import { isAlive, parentOf, processesIn, signal, waitUntil } from "@/scripts/platform/processes.mjs";
import { freePort } from "@/scripts/platform/ports.mjs";
import { EXIT } from "@/scripts/platform/refusal.mjs";
import { ROOT } from "@/scripts/platform/settings.mjs";
import { buildForTests } from "@/tests/support/e2e-build";
import { health, newDataDir, type Script, start, tool } from "@/tests/support/starter";

const dataDir = newDataDir();
const cluster = new Cluster(dataDir);
let PORT = "";
const running: Script[] = [];

function run(settings: Record<string, string> = {}): Script {
  const script = start({ DATA_DIR: dataDir, PORT, ...settings });
  running.push(script);
  return script;
}

function leaseOf(script: Script): { app: { pid: number; started: string } } {
  return JSON.parse(readFileSync(path.join(dataDir, `leases/${script.child.pid}.json`), "utf8"));
}

const databaseProcesses = () => processesIn(cluster.pgdata);

beforeAll(async () => {
  await buildForTests();
  PORT = String(await freePort());
});

afterEach(async () => {
  for (const script of running.splice(0)) await script.kill("SIGTERM");
});

afterAll(() => cluster.destroy());

test("a first start prepares everything, serves, and leaves nothing running when it is stopped", async () => {
  const script = run();
  expect(await script.ready(), script.output).toBe(true);
  expect(script.output).toContain("- Preparing the database");
  expect(await health(Number(PORT))).toBe(200);
  expect(await script.kill("SIGINT")).toBe(0);
  expect(script.output).toMatch(/Stopped\.\n$/);
  expect(await health(Number(PORT))).toBe(0);
  expect(databaseProcesses()).toEqual([]);
  expect(readdirSync(path.join(dataDir, "leases"))).toEqual([]);
});

test("a second start has nothing to prepare", async () => {
  const script = run();
  expect(await script.ready(), script.output).toBe(true);
  expect(script.output).not.toContain("- ");
});

test("two starts on one data folder: the second says where the first serves", async () => {
  const first = run();
  expect(await first.ready(), first.output).toBe(true);
  const second = run({ PORT: String(await freePort()) });
  expect(await second.exitCode).toBe(EXIT.running);
  expect(second.output).toContain(`at http://127.0.0.1:${PORT}`);
  expect(await health(Number(PORT))).toBe(200);
});

test("after kill -9 of starter, app and database the next start serves again", async () => {
  const first = run();
  expect(await first.ready(), first.output).toBe(true);
  const { app } = leaseOf(first);
  for (const pid of [first.child.pid, app.pid, ...databaseProcesses()]) signal(pid, "SIGKILL");
  const second = run();
  expect(await second.ready(), second.output).toBe(true);
  expect(await health(Number(PORT))).toBe(200);
});

test("after kill -9 of the starter alone its app goes too, and the next start adopts the database", async () => {
  const first = run();
  expect(await first.ready(), first.output).toBe(true);
  const { app } = leaseOf(first);
  const database = databaseProcesses();
  await first.kill("SIGKILL");
  expect(await waitUntil(() => !isAlive(app), 10_000)).toBe(true);
  const second = run();
  expect(await second.ready(), second.output).toBe(true);
  expect(databaseProcesses()).toEqual(expect.arrayContaining(database.slice(0, 1)));
});

test("after kill -9 of the app the starter ends with a code of its own and puts the database away", async () => {
  const script = run();
  expect(await script.ready(), script.output).toBe(true);
  signal(leaseOf(script).app.pid, "SIGKILL");
  expect(await script.exitCode).toBe(EXIT.app);
  expect(script.output).toContain("Error: the app ended by itself (SIGKILL)");
  expect(databaseProcesses()).toEqual([]);
});

test("of several processes behind the port one that dies is replaced, and all end with the start", async () => {
  const script = run({ APP_PROCESSES: "2" });
  expect(await script.ready(), script.output).toBe(true);
  const { pid } = leaseOf(script).app;
  const serving = () => processesIn(ROOT).filter((each) => parentOf(each) === pid);
  const before = serving();
  expect(before).toHaveLength(2);
  signal(before[0] ?? 0, "SIGKILL");
  expect(await waitUntil(() => script.output.includes("another one takes its place"), 10_000)).toBe(true);
  expect(await health(Number(PORT))).toBe(200);
  const isWhole = () => serving().length === 2 && !serving().includes(before[0] ?? 0);
  expect(await waitUntil(isWhole, 10_000)).toBe(true);
  const after = serving();
  expect(await script.kill("SIGTERM")).toBe(0);
  expect(processesIn(ROOT).filter((each) => after.includes(each))).toEqual([]);
});

test("a database that is killed under the app is missed by the health, started again, and the app goes on", async () => {
  const script = run();
  expect(await script.ready(), script.output).toBe(true);
  for (const pid of databaseProcesses()) signal(pid, "SIGKILL");
  expect(await waitUntil(async () => (await health(Number(PORT))) === 503, 10_000)).toBe(true);
  expect(await waitUntil(() => script.output.includes("PostgreSQL answers again"), 60_000)).toBe(true);
  expect(await health(Number(PORT))).toBe(200);
});

test("a tool uses the database of a running app and leaves it running", async () => {
  const script = run();
  expect(await script.ready(), script.output).toBe(true);
  const verify = tool(["rollups", "--verify"], { DATA_DIR: dataDir });
  expect(await verify.exitCode, verify.output).toBe(0);
  expect(await health(Number(PORT))).toBe(200);
});

test("a tool starts a database that does not run, and stops it", async () => {
  const verify = tool(["rollups", "--verify"], { DATA_DIR: dataDir });
  expect(await verify.exitCode, verify.output).toBe(0);
  expect(databaseProcesses()).toEqual([]);
});

test("a tool that does not exist is refused with the names of those that do", async () => {
  const unknown = tool(["nothing"], { DATA_DIR: dataDir });
  expect(await unknown.exitCode).toBe(EXIT.configuration);
  expect(unknown.output).toContain("load");
});

test("a port in use is one clear line", async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(Number(PORT), "127.0.0.1", resolve));
  const script = run();
  expect(await script.exitCode).toBe(EXIT.port);
  expect(script.output).toContain(`Error: port ${PORT} on 127.0.0.1 is in use: set PORT to another one\n`);
  await new Promise((resolve) => other.close(resolve));
});

test.each([
  ["the demo on a database for real figures", { DEMO: "1" }, EXIT.demoMode],
  ["a demo that others could reach", { DEMO: "1", HOST: "192.0.2.1" }, EXIT.demoHost],
  ["a short secret", { NEXTAUTH_SECRET: "short" }, EXIT.configuration],
])("%s is refused", async (_, settings, code) => {
  const script = run(settings);
  expect(await script.exitCode).toBe(code);
  expect(script.output.match(/^Error: .*$/gm)).toHaveLength(1);
});
