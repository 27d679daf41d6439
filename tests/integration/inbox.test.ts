import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import {
  countUnread,
  listInbox,
  markAllRead,
  markRead,
  openNotification,
  parseInboxCursor,
  UNREAD_CAP,
  writeInboxCursor,
  type InboxCursor,
} from "@/lib/data/inbox";
import { ACTORS, plantWorld } from "@/tests/support/workflow-world";

const { typist, colleague } = ACTORS;
const NOW = new Date("2026-11-03T03:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

async function tell(userId: string, subject: string, at: Date, readAt: Date | null = null): Promise<string> {
  const id = randomUUID();
  const words = { kind: "opened", subject, sentence: "Có kỳ mới.", href: "/entry" };
  await db.notification.create({ data: { id, userId, ...words, at, readAt, mail: "none" } });
  return id;
}

beforeAll(() => plantWorld());
beforeEach(async () => {
  await db.notification.deleteMany();
});

const subjects = async (limit = 50, after: InboxCursor | null = null) =>
  (await listInbox(typist, after, limit)).items.map(({ subject }) => subject);

test("unread comes first, each part newest first, and nobody else's", async () => {
  await tell(typist.id, "đọc rồi, mới", minutesAgo(1), NOW);
  await tell(typist.id, "chưa đọc, cũ", minutesAgo(9));
  await tell(typist.id, "chưa đọc, mới", minutesAgo(2));
  await tell(typist.id, "đọc rồi, cũ", minutesAgo(8), NOW);
  await tell(colleague.id, "của người khác", NOW);
  expect(await subjects()).toEqual(["chưa đọc, mới", "chưa đọc, cũ", "đọc rồi, mới", "đọc rồi, cũ"]);
  expect(await countUnread(typist)).toBe(2);
});

test("pages follow one another without a gap, also where several came at one instant", async () => {
  for (let n = 0; n < 7; n += 1) await tell(typist.id, `tin ${n}`, minutesAgo(5), n % 2 ? NOW : null);
  const seen: string[] = [];
  let after: InboxCursor | null = null;
  for (let page = 0; page < 3; page += 1) {
    const { items, next } = await listInbox(typist, after, 3);
    seen.push(...items.map(({ subject }) => subject));
    after = next && parseInboxCursor(writeInboxCursor(next));
  }
  expect([seen.toSorted(), after]).toEqual([Array.from({ length: 7 }, (_, n) => `tin ${n}`), null]);
});

test.each([
  "",
  "u",
  "u_2026-11-03_x",
  "x_2026-11-03T03:00:00.000Z_0190a000-0000-7000-8000-000000000000",
  ["u", "r"],
])("the place %j is none: the list begins at its top", (text) => {
  expect(parseInboxCursor(text)).toBeNull();
});

test("somebody else's notice is neither marked nor opened, whoever knows its id", async () => {
  const id = await tell(colleague.id, "của người khác", NOW);
  expect(await markRead(typist, id, NOW)).toBe(false);
  expect(await openNotification(typist, id, NOW)).toBeNull();
  expect(await openNotification(typist, "khong-co", NOW)).toBeNull();
  expect(await countUnread(colleague)).toBe(1);
  expect(await openNotification(colleague, id, NOW)).toBe("/entry");
  expect(await countUnread(colleague)).toBe(0);
});

test("marking all read leaves what came after the page was drawn, and other people's", async () => {
  await tell(typist.id, "trước", minutesAgo(5));
  await tell(typist.id, "sau", minutesAgo(1));
  await tell(colleague.id, "của người khác", minutesAgo(5));
  expect(await markAllRead(typist, minutesAgo(3), NOW)).toBe(1);
  expect(await subjects()).toEqual(["sau", "trước"]);
  expect(await countUnread(colleague)).toBe(1);
});

test("what is read once stays read at that time", async () => {
  const id = await tell(typist.id, "tin", minutesAgo(5));
  expect(await markRead(typist, id, minutesAgo(4))).toBe(true);
  expect(await markRead(typist, id, NOW)).toBe(false);
  expect((await db.notification.findUniqueOrThrow({ where: { id } })).readAt).toEqual(minutesAgo(4));
});

test("nobody counts further than anybody would read", async () => {
  const words = { kind: "opened", subject: "s", sentence: "s", href: "/", at: NOW, mail: "none" } as const;
  const rows = Array.from({ length: UNREAD_CAP + 5 }, () => ({
    id: randomUUID(),
    userId: typist.id,
    ...words,
  }));
  await db.notification.createMany({ data: rows });
  expect(await countUnread(typist)).toBe(UNREAD_CAP);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "entry"])(
  "a link out of the application (%s) is never stored",
  async (href) => {
    const words = { kind: "opened", subject: "s", sentence: "s", at: NOW, mail: "none" } as const;
    const data = { id: randomUUID(), userId: typist.id, ...words, href };
    await expect(db.notification.create({ data })).rejects.toThrow(/notifications_href_check/);
  },
);
