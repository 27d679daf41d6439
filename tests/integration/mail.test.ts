import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { clean, countMails, listMails, retryMails, settleSent, takeMail } from "@/lib/data/mail-outbox";
import { queueDigests, queueMails } from "@/lib/data/mail-queue";
import { setUserMail } from "@/lib/data/user-changes";
import { listWorkerJobs, recordJob } from "@/lib/data/worker-jobs";
import { lastDigest } from "@/lib/domain/reminders";
import { sendMails } from "@/lib/worker/mail-sending";
import {
  bodyOf,
  startMailServer,
  startMuteServer,
  subjectOf,
  type MailBox,
} from "@/tests/support/mail-server";
import { plantPeople } from "@/tests/support/people";
import { ACTORS, plantWorld } from "@/tests/support/workflow-world";

const APP = "https://baophu.example";
const FROM = "Bao Phủ <bao-phu@bhxh.example>";
const NOW = new Date("2026-11-03T03:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const { admin, manager } = ACTORS;

let ids: Record<"huong" | "bao", string>;
let box: MailBox | undefined;

beforeAll(async () => {
  await plantWorld();
  ids = await plantPeople({
    huong: { role: "director", unit: "a2", email: "huong@bhxh.example" },
    bao: { role: "director", unit: "bc", email: "bao@bhxh.example" },
  });
});
beforeEach(async () => {
  await db.notification.deleteMany();
  await db.mailOutbox.deleteMany();
});
afterEach(async () => {
  await box?.stop();
  box = undefined;
});

type Told = { at?: Date; mail?: "now" | "digest" | "none"; readAt?: Date; subject?: string };
async function tell(
  userId: string,
  { at = NOW, mail = "now", subject = "Tháng 10/2026 bị trả lại", ...rest }: Told = {},
) {
  const words = {
    kind: "returned",
    sentence: "Sửa rồi gửi duyệt lại.",
    detail: "Lý do: BHTN 5.000",
    href: "/entry/a2/2026-10",
  };
  await db.notification.create({ data: { id: randomUUID(), userId, ...words, subject, at, mail, ...rest } });
}
const states = async () => {
  const rows = await db.mailOutbox.findMany({ orderBy: { dedupeKey: "asc" } });
  return rows.map(({ state }) => state);
};
const only = () => db.mailOutbox.findFirstOrThrow();
const send = (url: string, now = NOW, timeoutMs = 5000) =>
  sendMails({ url, from: FROM, timeoutMs }, () => now);

describe("a mail", () => {
  test("is made once of each notice, however many make mails at once and however often", async () => {
    await tell(ids.huong);
    await tell(ids.bao);
    const made = await Promise.all([1, 2, 3].map(() => queueMails(APP, NOW)));
    await queueMails(APP, NOW);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await states()).toEqual(["pending", "pending"]);
  });

  test("is not made of what was read, of what is old news, and for nobody who is disabled or wants none", async () => {
    await tell(ids.huong, { readAt: NOW });
    await tell(ids.huong, { at: later(-3 * 24 * 60) });
    await tell(ids.huong, { mail: "none" });
    await tell(ids.bao);
    await db.user.update({ where: { id: ids.bao }, data: { isActive: false } });
    expect(await queueMails(APP, NOW)).toBe(0);
    await db.user.update({ where: { id: ids.bao }, data: { isActive: true } });
  });

  test("says in Vietnamese what happened and where, without a word that somebody typed", async () => {
    box = await startMailServer();
    await tell(ids.huong);
    await queueMails(APP, NOW);
    expect(await send(box.url)).toBe(1);
    const [mail] = box.received;
    if (!mail) throw new Error("nothing arrived");
    expect(mail.to).toEqual(["huong@bhxh.example"]);
    expect(subjectOf(mail)).toBe("[Bao Phủ] Tháng 10/2026 bị trả lại");
    expect(mail.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@bao-phu>\r$/m);
    expect(bodyOf(mail)).toContain("Kính gửi Ông/Bà Người huong,");
    expect(bodyOf(mail)).toContain("https://baophu.example/entry/a2/2026-10");
    expect(mail.raw + bodyOf(mail)).not.toContain("5.000");
  });
});

describe("sending", () => {
  test("three workers at once send each of thirty mails once", async () => {
    box = await startMailServer();
    const { url } = box;
    for (let n = 0; n < 30; n += 1) await tell(n % 2 ? ids.bao : ids.huong, { subject: `Tin ${n}` });
    await queueMails(APP, NOW);
    const sent = await Promise.all([send(url), send(url), send(url)]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(30);
    const subjects = box.received.map(subjectOf);
    expect([subjects.length, new Set(subjects).size]).toEqual([30, 30]);
    expect(await send(url, later(60))).toBe(0);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
  });

  test("what was cut off while it was sent is not sent again by itself, and an administrator sees it", async () => {
    box = await startMailServer();
    await tell(ids.huong);
    await queueMails(APP, NOW);
    // The process ends here: taken and committed, and nobody knows what the server got.
    expect(await takeMail(NOW)).not.toBeNull();
    expect(await send(box.url, later(1))).toBe(0);
    expect(await states()).toEqual(["sending"]);
    expect(await send(box.url, later(11))).toBe(0);
    expect(await countMails(admin)).toMatchObject({ unknown: 1, sending: 0 });
    expect((await listMails(admin, "unknown", { offset: 0, limit: 9 }))[0]?.lastError).toContain(
      "bị ngắt giữa chừng",
    );
    expect(await retryMails(admin, null, later(12))).toBe(0);
    expect(await retryMails(admin, (await only()).id, later(12))).toBe(1);
    expect(await send(box.url, later(12))).toBe(1);
    expect(box.received).toHaveLength(1);
  });

  test("a try that comes back late says nothing about the next one", async () => {
    await tell(ids.huong);
    await queueMails(APP, NOW);
    const first = await takeMail(NOW);
    await send("smtp://127.0.0.1:1", later(11));
    await retryMails(admin, first?.id ?? "", later(12));
    const second = await takeMail(later(12));
    expect([first?.attempts, second?.attempts]).toEqual([1, 2]);
    if (first) await settleSent(first, later(13));
    expect(await states()).toEqual(["sending"]);
  });

  test("a server that is away: one try, the others wait untouched, and all go out when it is back", async () => {
    const gone = await startMailServer();
    await gone.stop();
    await tell(ids.huong);
    await tell(ids.bao);
    await queueMails(APP, NOW);
    expect(await send(gone.url)).toBe(0);
    const rows = await db.mailOutbox.findMany({ orderBy: { attempts: "desc" } });
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["failed", 1],
      ["pending", 0],
    ]);
    expect(rows[0]?.lastError).toContain("Máy chủ thư từ chối kết nối");
    expect(rows[0]?.nextAttemptAt).toEqual(later(1));
    box = await startMailServer({}, gone.port);
    expect(await send(box.url, later(1))).toBe(2);
    expect(box.received).toHaveLength(2);
    expect(await db.notification.count({ where: { readAt: null } })).toBe(2);
  });

  test("a server that never greets is given up after a while", async () => {
    const mute = await startMuteServer();
    await tell(ids.huong);
    await queueMails(APP, NOW);
    expect(await send(mute.url, NOW, 300)).toBe(0);
    mute.stop();
    expect(await only()).toMatchObject({ state: "failed", nextAttemptAt: later(1) });
    expect((await only()).lastError).toContain("không trả lời kịp");
  });

  test("4xx is tried again later, and the next mail is not held up by it", async () => {
    box = await startMailServer({
      onRcptTo({ address }, _session, done) {
        const busy = Object.assign(new Error("try later"), { responseCode: 451 });
        done(address.startsWith("huong") ? busy : null);
      },
    });
    await tell(ids.huong);
    await tell(ids.bao);
    await queueMails(APP, NOW);
    expect(await send(box.url)).toBe(1);
    const failed = await db.mailOutbox.findFirstOrThrow({ where: { state: "failed" } });
    expect(failed).toMatchObject({ recipient: "huong@bhxh.example", nextAttemptAt: later(1), attempts: 1 });
    expect(failed.lastError).toContain("451");
  });

  test("5xx is not tried again by itself", async () => {
    box = await startMailServer({
      answer: () => Object.assign(new Error("no such user"), { responseCode: 550 }),
    });
    await tell(ids.huong);
    await queueMails(APP, NOW);
    await send(box.url);
    expect(await only()).toMatchObject({ state: "failed", nextAttemptAt: null });
    expect(await send(box.url, later(3 * 24 * 60))).toBe(0);
    expect((await only()).attempts).toBe(1);
  });

  test("a server that takes the whole mail and goes silent: nobody knows, so it is not sent again", async () => {
    box = await startMailServer({ answer: () => "silence" });
    await tell(ids.huong);
    await queueMails(APP, NOW);
    await send(box.url, NOW, 500);
    expect(await only()).toMatchObject({ state: "unknown", nextAttemptAt: null });
    expect((await only()).lastError).toContain("không xác nhận");
    expect(await send(box.url, later(24 * 60))).toBe(0);
  });

  test("a name and password that the server refuses burn no mail's tries", async () => {
    box = await startMailServer({
      onAuth: (_auth, _session, done) => done(new Error("who are you")),
    });
    await tell(ids.huong);
    await tell(ids.bao);
    await queueMails(APP, NOW);
    await send(box.url.replace("smtp://", "smtp://bao-phu:m%E1%BA%ADt@"));
    expect((await states()).toSorted()).toEqual(["failed", "pending"]);
    const failed = await db.mailOutbox.findFirstOrThrow({ where: { state: "failed" } });
    expect(failed.lastError).toContain("không nhận tên và mật khẩu");
    expect(failed.lastError).not.toContain("mật@");
  });
});

describe("the digest", () => {
  const TIME = { hour: 7, minute: 30 };
  const morning = (day: string) => new Date(`${day}T07:31:00+07:00`);
  const digest = (day: string) => queueDigests(lastDigest(morning(day), TIME), APP, morning(day));

  test("is one mail a day with all that is unread since the last, however many make it at once", async () => {
    const before = { mail: "digest", at: morning("2026-11-02") } as const;
    await tell(ids.huong, { ...before, subject: "Đã mở kỳ" });
    await tell(ids.huong, { ...before, subject: "Chỉ tiêu mới" });
    await tell(ids.huong, { ...before, subject: "Đã đọc rồi", readAt: NOW });
    await tell(ids.bao, { mail: "digest", at: morning("2026-11-03"), subject: "Sau giờ gộp" });
    const made = await Promise.all([digest("2026-11-03"), digest("2026-11-03"), digest("2026-11-03")]);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1);
    const mail = await only();
    expect([mail.recipient, mail.subject]).toEqual([
      "huong@bhxh.example",
      "[Bao Phủ] 2 tin chưa đọc, ngày 03/11/2026",
    ]);
    expect(mail.body).toContain("Đã mở kỳ");
    expect(mail.body).toContain("Chỉ tiêu mới");
    expect(await digest("2026-11-03")).toBe(0);
    expect(await digest("2026-11-04")).toBe(1);
    expect(await digest("2026-11-05")).toBe(0);
  });
});

describe("who sees and repairs", () => {
  test("administrators alone see to whom mails go and send them again", async () => {
    await tell(ids.huong);
    await queueMails(APP, NOW);
    await db.mailOutbox.updateMany({ data: { state: "failed", lastError: "x", nextAttemptAt: null } });
    const { id } = await only();
    expect(await listMails(manager, null, { offset: 0, limit: 9 })).toEqual([]);
    expect(await countMails(manager)).toMatchObject({ failed: 0 });
    await recordJob("mail", NOW, null);
    expect(await listWorkerJobs(manager)).toEqual([]);
    await recordJob("digest", NOW, "connect ECONNREFUSED 10.0.0.7:5432");
    expect(await listWorkerJobs(admin)).toEqual([
      { name: "digest", ranAt: NOW, hasFailed: true },
      { name: "mail", ranAt: NOW, hasFailed: false },
    ]);
    expect(await retryMails(manager, id, NOW)).toBe(0);
    expect(await states()).toEqual(["failed"]);
    expect(await retryMails(admin, null, NOW)).toBe(1);
    expect(await db.auditEntry.findFirst({ where: { event: "mail.retry" } })).toMatchObject({
      actorId: admin.id,
    });
  });

  test("what was sent is not sent again by hand either", async () => {
    await tell(ids.huong);
    await queueMails(APP, NOW);
    await db.mailOutbox.updateMany({ data: { state: "sent", finishedAt: NOW, nextAttemptAt: null } });
    expect(await retryMails(admin, (await only()).id, NOW)).toBe(0);
  });

  test("an address is changed with an audit entry, and a broken one is refused by the database too", async () => {
    const by = { actorId: ids.huong, now: NOW };
    await setUserMail("huong", { email: "moi@bhxh.example", other: "none" }, by);
    const entry = await db.auditEntry.findFirst({ where: { event: "user.mail" } });
    expect([entry?.before, entry?.after]).toEqual([
      { email: "huong@bhxh.example", urgent: "now", other: "digest" },
      { email: "moi@bhxh.example", urgent: "now", other: "none" },
    ]);
    await expect(setUserMail("huong", { email: "a@b\r\nBcc: c@d.vn" }, by)).rejects.toThrow(
      /users_email_check/,
    );
    await setUserMail("huong", { email: "huong@bhxh.example", other: "digest" }, by);
  });

  test("cleaning takes what was read long ago and what was sent long ago, and leaves the rest", async () => {
    const old = later(-200 * 24 * 60);
    await tell(ids.huong, { at: old, readAt: old, subject: "đọc lâu rồi" });
    await tell(ids.huong, { at: old, mail: "none", subject: "chưa đọc" });
    await tell(ids.bao, { readAt: NOW, subject: "mới đọc" });
    await tell(ids.bao);
    await queueMails(APP, NOW);
    await db.mailOutbox.updateMany({ data: { state: "sent", finishedAt: old, nextAttemptAt: null } });
    expect(await clean(180, NOW)).toEqual({ notifications: 1, mails: 1 });
    const left = await db.notification.findMany({ orderBy: { subject: "asc" } });
    expect(left.map(({ subject }) => subject)).toEqual(["Tháng 10/2026 bị trả lại", "chưa đọc", "mới đọc"]);
  });
});
