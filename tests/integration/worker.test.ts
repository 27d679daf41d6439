import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/lib/data/db";
import { startWorker, type Worker } from "@/lib/worker/worker";
import { startMailServer, subjectOf } from "@/tests/support/mail-server";
import { plantPeople } from "@/tests/support/people";
import { plantWorld } from "@/tests/support/workflow-world";

/** Settings are read when the program is loaded, so a free port is found before. */
const { port } = await vi.hoisted(async () => {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  await new Promise((resolve) => server.close(resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${address.port}`;
  process.env.MAIL_FROM = "Bao Phủ <bao-phu@bhxh.example>";
  return { port: address.port };
});

let workers: Worker[] = [];
beforeAll(() => plantWorld());
afterEach(() => {
  for (const worker of workers) worker.stop();
  workers = [];
});

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let attempt = 0; attempt < 150 && !(await what()); attempt += 1) await sleep(100);
}

test("two workers that nobody waits for mail a notice once, and say when they ran", async () => {
  const box = await startMailServer({}, port);
  const { huong } = await plantPeople({
    huong: { role: "director", unit: "a2", email: "huong@bhxh.example" },
  });
  const words = { kind: "returned", subject: "Bị trả lại", sentence: "Sửa rồi gửi lại.", href: "/entry" };
  await db.notification.create({
    data: { id: randomUUID(), userId: huong, ...words, at: new Date(), mail: "now" },
  });
  workers = [startWorker(), startWorker()];
  const names = async () =>
    (await db.workerJob.findMany({ orderBy: { name: "asc" } })).map(({ name }) => name);
  await until(async () => box.received.length > 0 && (await names()).length === 4);
  await box.stop();
  expect(await names()).toEqual(["cleaning", "digest", "mail", "reminders"]);
  expect(box.received.map(subjectOf)).toEqual(["[Bao Phủ] Bị trả lại"]);
  expect((await db.mailOutbox.findMany()).map(({ state }) => state)).toEqual(["sent"]);
});

test("a job that fails says why and keeps nothing else from running", async () => {
  await db.workerJob.deleteMany();
  await db.setting.create({ data: { key: "reminder_hour", value: "tám" } });
  workers = [startWorker()];
  await until(async () => (await db.workerJob.count()) === 4);
  const jobs = await db.workerJob.findMany({
    where: { name: { in: ["reminders", "mail"] } },
    orderBy: { name: "asc" },
  });
  expect(jobs.map(({ name, error }) => [name, error === null])).toEqual([
    ["mail", true],
    ["reminders", false],
  ]);
  expect(jobs[1]?.error).toContain("reminder_hour");
});
