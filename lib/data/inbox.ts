/** A person's own inbox: what they were told, what of it they read. Nobody reaches anybody else's rows: the owner is inside every query. */
import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import { NOTIFICATION_KINDS } from "@/lib/domain/notification";
import { db } from "./db";

type Owner = Pick<Actor, "id">;

const rowSchema = z.object({
  id: z.uuid(),
  kind: z.enum(NOTIFICATION_KINDS),
  subject: z.string(),
  sentence: z.string(),
  detail: z.string().nullable(),
  href: z.string(),
  at: z.date(),
  isRead: z.boolean(),
});
export type InboxItem = z.infer<typeof rowSchema>;

/** The last item of a page: the next one begins after it. */
export type InboxCursor = Pick<InboxItem, "isRead" | "at" | "id">;

const cursorSchema = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.enum(["r", "u"]), z.iso.datetime(), z.uuid()]))
  .transform(([part, at, id]): InboxCursor => ({ isRead: part === "r", at: new Date(at), id }));

/** Null for what is none: then the list begins at its top. */
export function parseInboxCursor(text: unknown): InboxCursor | null {
  return cursorSchema.safeParse(text).data ?? null;
}

export const writeInboxCursor = ({ isRead, at, id }: InboxCursor) =>
  `${isRead ? "r" : "u"}_${at.toISOString()}_${id}`;

const part = (isRead: boolean, from: string) => `
  (SELECT id::text, kind, subject, sentence, detail, href, at, ${isRead} AS "isRead" FROM notifications
   WHERE user_id = $1::uuid AND read_at IS ${isRead ? "NOT NULL" : "NULL"} AND ${from}
   ORDER BY at DESC, id DESC LIMIT $5)`;
const AFTER = "(at, id) < ($3::timestamptz, $4::uuid)";

/** Unread first, each part newest first. $2: where the page begins. */
const LIST = `
  SELECT * FROM (
    ${part(false, `($2 = 'top' OR $2 = 'u' AND ${AFTER})`)}
    UNION ALL
    ${part(true, `($2 <> 'r' OR ${AFTER})`)}
  ) AS items
  ORDER BY "isRead", at DESC, id DESC LIMIT $5`;

const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** One page, and where the next begins if there is more. */
export async function listInbox(
  { id }: Owner,
  after: InboxCursor | null,
  limit: number,
): Promise<{ items: InboxItem[]; next: InboxCursor | null }> {
  const rows = await db.$queryRawUnsafe(
    LIST,
    id,
    after === null ? "top" : after.isRead ? "r" : "u",
    after?.at.toISOString() ?? new Date(0).toISOString(),
    after?.id ?? NOWHERE,
    limit + 1,
  );
  const found = z.array(rowSchema).parse(rows);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1) ?? null) : null };
}

/** Counted no further than anybody would read. */
export const UNREAD_CAP = 100;
const UNREAD = `
  SELECT count(*)::int AS unread FROM (
    SELECT 1 FROM notifications WHERE user_id = $1::uuid AND read_at IS NULL LIMIT ${UNREAD_CAP}
  ) AS newest`;

export async function countUnread({ id }: Owner): Promise<number> {
  const rows = await db.$queryRawUnsafe(UNREAD, id);
  return z.tuple([z.object({ unread: z.number() })]).parse(rows)[0].unread;
}

/** Opened from the inbox, so read. Null if it is not this person's. */
export async function openNotification({ id: userId }: Owner, id: string, now: Date): Promise<string | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = await db.notification.findFirst({ where: { id, userId }, select: { href: true } });
  if (found) await markRead({ id: userId }, id, now);
  return found?.href ?? null;
}

/** False if it is not this person's, or was read before. */
export async function markRead({ id: userId }: Owner, id: string, now: Date): Promise<boolean> {
  const { count } = await db.notification.updateMany({
    where: { id, userId, readAt: null },
    data: { readAt: now },
  });
  return count > 0;
}

/** Everything that was there when the page was drawn: what came since was not seen. */
export async function markAllRead({ id: userId }: Owner, seenAt: Date, now: Date): Promise<number> {
  const { count } = await db.notification.updateMany({
    where: { userId, readAt: null, at: { lte: seenAt } },
    data: { readAt: now },
  });
  return count;
}
