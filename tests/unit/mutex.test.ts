import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { withMutex } from "@/scripts/platform/mutex.mjs";
import { identify, isAlive } from "@/scripts/platform/processes.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-mutex-"));
const MODULE = path.resolve(import.meta.dirname, "../../scripts/platform/mutex.mjs");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that runs `body` under the lock. */
function under(lock: string, body: string) {
  const script = `
    import { readFileSync, writeFileSync } from "node:fs";
    import { setTimeout as sleep } from "node:timers/promises";
    import { withMutex } from ${JSON.stringify(MODULE)};
    const held = (run) => withMutex(${JSON.stringify(path.join(folder, lock))}, run);
    ${body}`;
  return spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

test("processes that count in turns lose no step", async () => {
  const count = path.join(folder, "count");
  writeFileSync(count, "0");
  const step = `const was = Number(readFileSync(${JSON.stringify(count)}, "utf8"));
    await sleep(2);
    writeFileSync(${JSON.stringify(count)}, String(was + 1));`;
  const loop = `for (let turn = 0; turn < 5; turn++) await held(async () => { ${step} });`;
  const children = Array.from({ length: 5 }, () => under("turns", loop));
  await Promise.all(children.map((child) => once(child, "exit")));
  expect(readFileSync(count, "utf8")).toBe("25");
});

test("a lock whose holder was killed with -9 is taken over", async () => {
  const child = under("killed", 'await held(async () => { console.log("held"); await sleep(600_000); });');
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  expect(await withMutex(path.join(folder, "killed"), async () => "mine")).toBe("mine");
});

test("a lock is free again after its work failed", async () => {
  const lock = path.join(folder, "failed");
  const failing = withMutex(lock, async () => {
    throw new Error("broken work");
  });
  await expect(failing).rejects.toThrow("broken work");
  expect(await withMutex(lock, async () => "next")).toBe("next");
});

test("a process that got the number of another is not taken for it", () => {
  const me = identify();
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: "at another time" })).toBe(false);
});
