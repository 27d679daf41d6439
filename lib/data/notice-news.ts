/** Who may decide on a note or an employer's notice learns that it waits, who wrote it what became of it. */
import "server-only";
import { z } from "zod";
import { noticeHref, type NoticeHappening, type ToldNotice } from "@/lib/domain/notice-news";
import type { NoticeEvent } from "@/lib/domain/notice";
import { can, handsOf, type Actor } from "@/lib/domain/policy";
import { inScopeSql } from "./dashboard-units";
import { db, type Tx } from "./db";
import { notify, settle } from "./notifications";

type Written = Omit<ToldNotice, "authors">;

export async function tellNoticeWritten(tx: Tx, notice: Written, actor: Actor, now: Date): Promise<void> {
  const told: NoticeHappening = { kind: "notice-written", notice: { ...notice, authors: handsOf(actor) } };
  await notify(tx, { ...told, actorId: actor.id }, now);
}

type Decided = { event: NoticeEvent; reason: string | null };

export async function tellNoticeDecided(
  tx: Tx,
  { at, ...notice }: ToldNotice & { at: Date },
  { event, reason }: Decided,
  actor: Actor,
  now: Date,
): Promise<void> {
  await notify(tx, { kind: "notice-decided", notice, event, reason, actorId: actor.id }, now);
  await settle(tx, { kind: "notice-written", href: noticeHref(notice), at }, actor, now);
}

export type NoticesWaiting = { notes: number; employers: number };

/** $1 paths of the scope, $2 who decides, and for whom. */
const waiting = (table: "unit_notes" | "employer_notices") => `
  (SELECT count(*)::int FROM ${table} n JOIN units u ON u.province_id = n.province_id AND u.id = n.unit_id
   WHERE n.status = 'pending' AND NOT array_remove(ARRAY[n.author_id, n.on_behalf_of], NULL) && $2::uuid[]
     AND ${inScopeSql()})`;

/** How many wait for this person's decision. */
export async function countNoticesWaiting(actor: Actor): Promise<NoticesWaiting> {
  const { paths } = actor.scope;
  const may = (permission: "note.approve" | "employer.approve") =>
    paths.some((path) => can(actor, permission, { path }));
  const [notes, employers] = [may("note.approve"), may("employer.approve")];
  if (!notes && !employers) return { notes: 0, employers: 0 };
  const rows = await db.$queryRawUnsafe(
    `SELECT ${waiting("unit_notes")} AS notes, ${waiting("employer_notices")} AS employers`,
    [...paths],
    handsOf(actor),
  );
  const [found] = z.tuple([z.object({ notes: z.number(), employers: z.number() })]).parse(rows);
  return { notes: notes ? found.notes : 0, employers: employers ? found.employers : 0 };
}
