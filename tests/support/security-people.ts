/** The people who try every door, and the unit whose doors they try. */
import type { APIRequestContext, PlaywrightWorkerArgs } from "@playwright/test";
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import type { NewDrive } from "@/lib/domain/drive";
import { driveHeadText } from "@/lib/domain/drive-head";
import type { Role } from "@/lib/domain/policy";
import { E2E_SECRET, E2E_URL } from "./e2e-settings";

/** One reporting unit of a merged province in the newest month that has any waiting, with what it was before July 2025. */
export type Subject = {
  province: string;
  period: string;
  lastLocked: string;
  /** Waits for a decision. */
  waiting: string;
  /** Still being entered; in the same province, and from the same old one. */
  draft: string;
  oldProvince: string;
  oldUnit: string;
  oldPeriod: string;
  elsewhere: { province: string; unit: string };
  /** A token of somebody else. */
  tokenId: string;
  /** A screen that shows the province, made by the central office. */
  wallId: string;
  /** A notice of somebody else, and a mail to them that was refused. */
  notificationId: string;
  mailId: string;
  /** Of a director of the waiting unit by one of the unit that is still being entered; both by user name. */
  standIn: { id: string; absent: string; standIn: string };
  /** Of the province: a draft with a number and a scan. */
  draftDecision: string;
  /** Of the nation, issued, with a scan. */
  nationalDecision: string;
  /** Drives that are running, of the province and of the nation; and a day of them that is over. */
  drive: string;
  nationalDrive: string;
  driveDay: string;
  /** What the form of the province's drive has seen. */
  driveHead: string;
  /** Of the province, by somebody else, waiting: about the waiting unit, and about an employer. */
  noteId: string;
  employerNoticeId: string;
};

const SUBJECT = `
  SELECT w.province_id AS province, w.period_id AS period, w.unit_id AS waiting, d.unit_id AS draft,
    wo.province_id AS "oldProvince", wo.id AS "oldUnit",
    (SELECT max(id) FROM periods WHERE locked_at IS NOT NULL) AS "lastLocked",
    (SELECT max(id) FROM periods WHERE as_of <= wo.valid_to) AS "oldPeriod"
  FROM submissions w
  JOIN submissions d ON (d.province_id, d.period_id, d.status) = (w.province_id, w.period_id, 'draft')
  JOIN unit_successions ws ON ws.to_unit_id = w.unit_id AND ws.is_whole
  JOIN units wo ON wo.id = ws.from_unit_id
  JOIN unit_successions ds ON ds.to_unit_id = d.unit_id AND ds.is_whole
  JOIN units dn ON dn.id = ds.from_unit_id AND dn.province_id = wo.province_id
  WHERE w.status = 'submitted' AND (SELECT count(*) FROM unit_successions WHERE to_unit_id = w.province_id AND is_whole) > 1
  ORDER BY w.period_id DESC, w.province_id, w.unit_id, d.unit_id LIMIT 1`;

const ELSEWHERE = `
  SELECT id AS unit, province_id AS province FROM units
  WHERE level = 'district' AND valid_to IS NULL AND province_id <> $1 ORDER BY id LIMIT 1`;

async function firstRow<T>(sql: pg.Pool, text: string, ...values: string[]): Promise<T> {
  const [row] = (await sql.query(text, values)).rows;
  if (!row) throw new Error("the demo has no such row");
  return row as T;
}

export async function findSubject(sql: pg.Pool): Promise<Subject> {
  type Found = Pick<Subject, "province" | "period" | "lastLocked" | "waiting" | "draft"> &
    Pick<Subject, "oldProvince" | "oldUnit" | "oldPeriod">;
  const subject = await firstRow<Found>(sql, SUBJECT);
  const elsewhere = await firstRow<Subject["elsewhere"]>(sql, ELSEWHERE, subject.province);
  const owner = await createPerson(sql, "viewer", "VN");
  const tokenId = randomUUID();
  await sql.query(
    `INSERT INTO api_tokens (id, user_id, token_hash, label, created_at, expires_at)
     VALUES ($1, $2, sha256(gen_random_uuid()::text::bytea), 'khác', now(), now() + interval '1 day')`,
    [tokenId, owner],
  );
  const wallId = randomUUID();
  await sql.query(
    `INSERT INTO walls (id, unit_id, label, panel_seconds, code_hash, code_expires_at, created_by, created_at, expires_at)
     VALUES ($1, $2, 'Thử quyền', 20, sha256(gen_random_uuid()::text::bytea), now() + interval '15 minutes', $3, now(), now() + interval '90 days')`,
    [wallId, subject.province, await createPerson(sql, "central", "VN")],
  );
  const national = await firstRow<{ id: string }>(
    sql,
    `SELECT d.id FROM decisions d JOIN targets t ON t.decision_id = d.id
     WHERE d.unit_id = 'VN' AND d.status = 'issued' AND t.province_id = $1 AND t.unit_id = $1
       AND t.indicator_id = 'BHYT' AND t.kind = 'headcount' AND t.scope = left($2, 4) LIMIT 1`,
    subject.province,
    subject.period,
  );
  await addPaper(sql, national.id, owner);
  const decisions = {
    draftDecision: await createDraft(sql, subject, owner),
    nationalDecision: national.id,
  };
  const standIn = await createStandIn(sql, subject);
  const drives = await createDrives(sql, subject);
  const notices = await createNotices(sql, subject, owner);
  const told = await tellOwner(sql, owner);
  return { ...subject, elsewhere, tokenId, wallId, standIn, ...told, ...decisions, ...drives, ...notices };
}

async function createNotices(
  sql: pg.Pool,
  { province, waiting, period }: Pick<Subject, "province" | "waiting" | "period">,
  writer: string,
): Promise<Pick<Subject, "noteId" | "employerNoticeId">> {
  const [noteId, employerNoticeId] = [randomUUID(), randomUUID()];
  await sql.query(
    `INSERT INTO unit_notes (province_id, id, unit_id, period_id, kind, body, status, author_id, at)
     VALUES ($1, $2, $3, $4, 'praise', 'Thử quyền', 'pending', $5, now())`,
    [province, noteId, waiting, period, writer],
  );
  await sql.query(
    `INSERT INTO employer_notices (province_id, id, unit_id, kind, employer, employer_code, as_of, amount, legal_ground, status, author_id, at)
     VALUES ($1, $2, $1, 'late', 'Thử quyền', 'TQ1', current_date, 1, 'Điều 1', 'pending', $3, now())`,
    [province, employerNoticeId, writer],
  );
  return { noteId, employerNoticeId };
}

async function createDrives(
  sql: pg.Pool,
  { province, waiting }: Pick<Subject, "province" | "waiting">,
): Promise<Pick<Subject, "drive" | "nationalDrive" | "driveDay" | "driveHead">> {
  const [drive, nationalDrive] = [randomUUID(), randomUUID()];
  for (const [id, owner, taking] of [
    [drive, province, waiting],
    [nationalDrive, "VN", province],
  ] as const) {
    await sql.query(
      `INSERT INTO drives (id, unit_id, kind, name, starts_on, ends_on, created_at)
       VALUES ($1, $2, 'peak', 'Thử quyền', current_date - 5, current_date + 5, now())`,
      [id, owner],
    );
    await sql.query(
      "INSERT INTO drive_units (province_id, unit_id, drive_id) SELECT province_id, id, $1 FROM units WHERE id = $2",
      [id, taking],
    );
    await sql.query(
      `INSERT INTO drive_goals (province_id, unit_id, drive_id, indicator_id, value)
       SELECT province_id, id, $1, 'TN_MOI', 100 FROM units WHERE id = $2`,
      [id, owner],
    );
  }
  const { day, head } = await firstRow<{ day: string; head: NewDrive }>(
    sql,
    `SELECT (current_date - 2)::text AS day, jsonb_build_object('kind', kind, 'name', name,
       'startsOn', starts_on::text, 'endsOn', ends_on::text) AS head FROM drives WHERE id = $1`,
    drive,
  );
  return { drive, nationalDrive, driveDay: day, driveHead: driveHeadText(head) };
}

async function tellOwner(sql: pg.Pool, owner: string): Promise<Pick<Subject, "notificationId" | "mailId">> {
  const [notificationId, mailId] = [randomUUID(), randomUUID()];
  await sql.query(
    `INSERT INTO notifications (id, user_id, kind, subject, sentence, href, at, mail)
     VALUES ($1, $2, 'opened', 'Thử quyền', 'Thử quyền.', '/sources', now(), 'none')`,
    [notificationId, owner],
  );
  await sql.query(
    `INSERT INTO mail_outbox (id, dedupe_key, user_id, recipient, subject, body, state, attempts, last_error, created_at, finished_at)
     VALUES ($1::uuid, 'test:' || $1::uuid::text, $2, 'a@bhxh.example', 'Thử quyền', 'Thử quyền', 'failed', 1, 'lỗi', now(), now())`,
    [mailId, owner],
  );
  return { notificationId, mailId };
}

async function createStandIn(
  sql: pg.Pool,
  { province, waiting, draft }: Pick<Subject, "province" | "waiting" | "draft">,
): Promise<Subject["standIn"]> {
  const id = randomUUID();
  const absent = await createPerson(sql, "director", waiting);
  const standIn = await createPerson(sql, "director", draft);
  await sql.query(
    `INSERT INTO stand_ins (province_id, id, absent_user_id, stand_in_user_id, from_day, to_day, reason, created_by, created_at)
     VALUES ($1, $2, $3, $4, current_date - 1, current_date + 30, 'Nghỉ phép', $3, now())`,
    [province, id, absent, standIn],
  );
  return { id, absent: `e2e-${absent}`, standIn: `e2e-${standIn}` };
}

/** A draft of the province with a number for the waiting unit and a scan. */
async function createDraft(
  sql: pg.Pool,
  { province, waiting }: Pick<Subject, "province" | "waiting">,
  writer: string,
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at, recorded_by)
     VALUES ($1::uuid, $2, 'Ban Chỉ đạo', $1::uuid::text, '2026-11-01', '2026-11-01', 'draft', now(), $3)`,
    [id, province, writer],
  );
  await sql.query(
    `INSERT INTO target_drafts (province_id, decision_id, unit_id, scope, indicator_id, kind, value, updated_by, updated_at)
     VALUES ($1, $2, $3, '2099', 'BHYT', 'headcount', 100, $4, now())`,
    [province, id, waiting, writer],
  );
  await addPaper(sql, id, writer);
  return id;
}

async function addPaper(sql: pg.Pool, decisionId: string, writer: string): Promise<void> {
  await sql.query(
    `INSERT INTO decision_papers (decision_id, file_name, sha256, content, uploaded_by, uploaded_at)
     VALUES ($1, 'qd.pdf', sha256($2::bytea), $2::bytea, $3, now()) ON CONFLICT DO NOTHING`,
    [decisionId, Buffer.from("%PDF-1.7\n%%EOF\n"), writer],
  );
}

/** Who they are: a role and the place it has, seen from the subject. */
const PEOPLE = {
  directorOfWaiting: { role: "director", unit: (s: Subject) => s.waiting },
  directorOfDraft: { role: "director", unit: (s: Subject) => s.draft },
  directorElsewhere: { role: "director", unit: (s: Subject) => s.elsewhere.unit },
  directorNational: { role: "director", unit: () => "BQP" },
  manager: { role: "manager", unit: (s: Subject) => s.province },
  managerElsewhere: { role: "manager", unit: (s: Subject) => s.elsewhere.province },
  central: { role: "central", unit: () => "VN" },
  admin: { role: "admin", unit: () => "VN" },
  viewer: { role: "viewer", unit: () => "VN" },
  viewerOfProvince: { role: "viewer", unit: (s: Subject) => s.province },
  directorOfEnded: { role: "director", unit: (s: Subject) => s.oldUnit },
  managerOfEnded: { role: "manager", unit: (s: Subject) => s.oldProvince },
} as const satisfies Record<string, { role: Role; unit: (subject: Subject) => string }>;
export type Who = keyof typeof PEOPLE;

export const ENDED: readonly Who[] = ["directorOfEnded", "managerOfEnded"];
/** Everybody with rights. */
export const SETTLED = (Object.keys(PEOPLE) as Who[]).filter((who) => !ENDED.includes(who));

async function createPerson(sql: pg.Pool, role: Role, unit: string): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at) VALUES ($1, $2, $2, $3, $4, now())`,
    [id, `e2e-${id}`, role, unit],
  );
  return id;
}

/** `id` is empty for nobody. */
export type Visitor = { who: Who | "nobody"; id: string; request: APIRequestContext };

const COOKIE = {
  domain: new URL(E2E_URL).hostname,
  path: "/",
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: "Lax",
} as const;

/** Everybody, signed in, and nobody, who is not. */
export async function gatherVisitors(
  playwright: PlaywrightWorkerArgs["playwright"],
  sql: pg.Pool,
  subject: Subject,
): Promise<Visitor[]> {
  const now = new Date();
  const visitors: Visitor[] = [
    { who: "nobody", id: "", request: await playwright.request.newContext({ baseURL: E2E_URL }) },
  ];
  for (const [who, { role, unit }] of Object.entries(PEOPLE)) {
    const id = await createPerson(sql, role, unit(subject));
    const claims = { sub: id, version: 0, signedInAt: Math.floor(now.getTime() / 1000) };
    const value = await encodeSession(claims, E2E_SECRET, now);
    const cookie = { ...COOKIE, name: sessionCookieName(false), value };
    const storageState = { cookies: [cookie], origins: [] };
    const request = await playwright.request.newContext({ baseURL: E2E_URL, storageState });
    visitors.push({ who: who as Who, id, request });
  }
  return visitors;
}
