import { beforeAll, describe, expect, test } from "vitest";
import { changeWords, eventWords, subjectWords } from "@/app/(app)/admin/audit/words";
import { writeAudit, writeAudits, type AuditEntry } from "@/lib/data/audit";
import { listAuditEntries, listAuditProvinces, type AuditFilter } from "@/lib/data/audit-list";
import { db } from "@/lib/data/db";
import { inTransaction } from "@/lib/data/transaction";
import type { Actor } from "@/lib/domain/policy";
import { asOwner, plantCountry, reader } from "@/tests/support/loaded-country";

const ALL: AuditFilter = {
  provinceId: null,
  person: null,
  nouns: [],
  entry: null,
  subject: null,
  from: null,
  to: null,
};
const PERSON = "0190a000-0000-7000-8000-000000000009";
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 3, minute));

const entry = (
  provinceId: string,
  event: string,
  subject: string,
  minute: number,
  more: object = {},
): AuditEntry => ({
  provinceId,
  actorId: PERSON,
  event,
  subject,
  at: at(minute),
  ...more,
});

const submit = (version: number, value: string) => ({
  before: { status: "draft", version: version - 1, approvedVersion: null },
  after: { status: "submitted", version, figures: { BHYT: value, BHTN: "7" } },
});
const MONTH = "submission:68-2025.593-2025.2026-10";

const read = async (actor: Actor, filter: Partial<AuditFilter> = {}, limit = 100) =>
  listAuditEntries(actor, { ...ALL, ...filter }, { after: null, limit });
const events = async (actor: Actor, filter: Partial<AuditFilter> = {}) =>
  (await read(actor, filter)).entries.map(({ event }) => event);

beforeAll(async () => {
  await plantCountry();
  await asOwner(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
     VALUES ('${PERSON}', 'nguoi.lam', 'Nguyễn Văn Làm', 'manager', '68-2025', now())`,
    ...[1, 2].map(
      (
        version,
      ) => `INSERT INTO figure_revisions (province_id, unit_id, period_id, version, indicator_id, value)
        VALUES ('68-2025', '593-2025', '2026-10', ${version}, 'BHYT', ${version * 1000})`,
    ),
  );
  await inTransaction((tx) =>
    writeAudits(tx, [
      entry("VN", "period.lock", "period:2026-09", 1, {
        before: { lockedAt: null },
        after: { lockedAt: at(1).toISOString() },
        reason: "Chốt số",
      }),
      entry("68-2025", "submission.submit", MONTH, 2, submit(1, "1000")),
      entry("68-2025", "submission.return", MONTH, 3, {
        after: { status: "returned", version: 1 },
        reason: "Sai số thu",
      }),
      entry("68-2025", "submission.submit", MONTH, 4, submit(2, "2000")),
      entry("68-2025", "submission.approve", MONTH, 5, {
        after: { status: "approved", version: 2, approvedVersion: 2 },
      }),
      entry("60", "user.move", "user:nguoi.lam", 6, {
        before: { role: "viewer" },
        after: { role: "manager" },
      }),
      entry("46-2025", "decision.targets", "decision:x", 7, {
        after: [{ id: "593", indicator: "BHYT", value: "123" }],
      }),
    ]),
  );
});

describe("who reads what", () => {
  test("the central office and administrators read every province and the nation", async () => {
    for (const role of ["central", "admin"] as const)
      expect(await events(await reader(role, "VN"))).toHaveLength(7);
  });

  test("a manager reads the own province, and neither the nation nor others", async () => {
    expect(await events(await reader("manager", "46-2025"))).toEqual(["decision.targets"]);
    const manager = await reader("manager", "68-2025");
    expect((await listAuditProvinces(manager)).map(({ id }) => id)).toEqual(["68-2025"]);
    expect(await events(manager, { provinceId: "46-2025" })).toEqual([]);
    expect(await events(manager, { provinceId: "VN" })).toEqual([]);
  });

  test.each(["director", "viewer"] as const)("a %s reads nothing", async (role) => {
    const nobody = await reader(role, "68-2025");
    expect(await listAuditProvinces(nobody)).toEqual([]);
    expect(await events(nobody)).toEqual([]);
  });

  test("a manager of a unit below a province reads nothing", async () => {
    expect(await events(await reader("manager", "593-2025"))).toEqual([]);
  });

  test("an administrator sees figures of approved versions alone, and no number of a draft", async () => {
    const { entries } = await read(await reader("admin", "VN"));
    const [, , , second, , first] = entries;
    expect(second).toMatchObject({
      isWithheld: true,
      after: { figures: { BHYT: "2000" } },
      figuresBefore: null,
    });
    expect(first?.after).toEqual({ status: "submitted", version: 1 });
    expect(
      JSON.stringify(entries, (_, value: unknown) => (typeof value === "bigint" ? "" : value)),
    ).not.toMatch(/1000|123/);
  });

  test("who reads drafts sees from what to what", async () => {
    const { entries } = await read(await reader("manager", "68-2025"), {
      subject: "68-2025.593-2025.2026-10.BHYT",
    });
    const second = entries.find(({ event, seq }) => event === "submission.submit" && seq === 3n);
    if (!second) throw new Error("it is not listed");
    expect(changeWords(second, "BHYT")).toContainEqual({ label: "BHYT", before: "1.000", after: "2.000" });
    expect(changeWords(second, "BHYT").map(({ label }) => label)).not.toContain("BH thất nghiệp");
  });
});

describe("what is selected", () => {
  test.each<[string, Partial<AuditFilter>, number]>([
    ["a province", { provinceId: "60" }, 1],
    ["a kind", { nouns: ["submission"] }, 4],
    ["part of a name", { person: "văn làm" }, 7],
    ["a user name", { person: "nguoi.lam" }, 7],
    ["a wildcard is no name", { person: "%" }, 0],
    ["a submission", { subject: "68-2025.593-2025.2026-10" }, 4],
    ["a unit with its submissions", { subject: "593-2025" }, 4],
    ["a unit by its code", { subject: "593" }, 4],
    ["a unit by its name, without marks", { subject: "phan thiet" }, 4],
    ["a submission by codes", { subject: "68.593.2026-10" }, 4],
    ["a submission of another province by codes", { subject: "60.593-2025.2026-10" }, 0],
    ["a user as subject", { subject: "nguoi.lam" }, 1],
    ["a period", { subject: "2026-09" }, 1],
    ["a wildcard is no subject", { subject: "%" }, 0],
    ["a number, in every chain", { entry: 1n }, 4],
    ["a number in one chain", { provinceId: "68-2025", entry: 2n }, 1],
    ["a number that no chain has reached", { provinceId: "60", entry: 2n }, 0],
    ["from a day", { from: "2026-11-22" }, 7],
    ["from the day after", { from: "2026-11-23" }, 0],
    ["to the day before", { to: "2026-11-21" }, 0],
    ["to the day, whole", { to: "2026-11-22" }, 7],
  ])("%s", async (_, filter, count) => {
    expect(await events(await reader("central", "VN"), filter)).toHaveLength(count);
  });

  test("pages follow one another without loss or repetition, also when entries are added meanwhile", async () => {
    const central = await reader("central", "VN");
    const first = await listAuditEntries(central, ALL, { after: null, limit: 3 });
    await inTransaction((tx) => writeAudit(tx, entry("60", "user.enable", "user:nguoi.lam", 30)));
    const second = await listAuditEntries(central, ALL, { after: first.next, limit: 3 });
    const third = await listAuditEntries(central, ALL, { after: second.next, limit: 3 });
    const all = [first, second, third].flatMap(({ entries }) =>
      entries.map(({ at: when }) => when.getUTCMinutes()),
    );
    expect(all).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(third.next).toBeNull();
  });
});

test("the newest entry of a chain bears the mark that stands in its head", async () => {
  const { entries } = await read(await reader("manager", "68-2025"));
  const [head] = await db.$queryRaw<{ seq: bigint; mac: string }[]>`
    SELECT seq, encode(mac, 'hex') AS mac FROM audit_heads WHERE province_id = '68-2025'`;
  expect(entries[0]).toMatchObject({ seq: head?.seq, mac: head?.mac });
  expect(new Set(entries.map(({ mac }) => mac)).size).toBe(entries.length);
});

test("subjects are called as people call them", async () => {
  const id = "0190a000-0000-7000-8000-00000000000a";
  await asOwner(
    `INSERT INTO drives (id, unit_id, kind, name, starts_on, ends_on, created_at)
     VALUES ('thang-5', '68-2025', 'month', 'Tháng vận động', '2026-05-01', '2026-05-31', now())`,
    `INSERT INTO periods (id, kind, as_of, due_on, opened_at)
     VALUES ('2026-10', 'month', '2026-10-31', '2026-11-03', now()) ON CONFLICT DO NOTHING`,
    `INSERT INTO unit_notes (province_id, id, unit_id, period_id, kind, body, status, author_id, at)
     VALUES ('68-2025', '${id}', '593-2025', '2026-10', 'model', 'Hay', 'pending', '${PERSON}', now())`,
    `INSERT INTO employer_notices (province_id, id, unit_id, kind, employer, employer_code, as_of, amount, months, legal_ground, status, author_id, at)
     VALUES ('68-2025', '${id}', '593-2025', 'late', 'Công ty A', 'A1', '2026-10-31', 5000000, 3, 'Luật BHXH', 'pending', '${PERSON}', now())`,
    `INSERT INTO walls (id, unit_id, label, panel_seconds, code_expires_at, created_by, created_at, expires_at)
     VALUES ('${id}', '68-2025', 'Phòng họp', 20, now() + interval '1 hour', '${PERSON}', now(), now() + interval '1 day')`,
  );
  const named: [event: string, subject: string, words: string][] = [
    ["drive.create", "drive:thang-5", "Tháng vận động"],
    ["drive.results", "drive_results:593-2025.thang-5", "Phan Thiết, Tháng vận động"],
    ["partner.counts", "partner_counts:68-2025.593-2025.2026-10", "Phan Thiết, tháng 10/2026"],
    ["report.create", "report:68-2025.593-2025.2026-10.1", "Báo cáo tháng 10/2026 của Phan Thiết, bản 1"],
    ["note.write", `unit_note:${id}`, "Phan Thiết"],
    ["employer.write", `employer_notice:${id}`, "Công ty A"],
    ["wall.create", `wall:${id}`, "Phòng họp"],
  ];
  await inTransaction((tx) =>
    writeAudits(
      tx,
      named.map(([event, subject], index) => entry("68-2025", event, subject, 40 + index)),
    ),
  );
  const { entries } = await read(await reader("central", "VN"), {}, named.length);
  expect(entries.map((one) => subjectWords(one)).toReversed()).toEqual(named.map(([, , words]) => words));
});

test("values read as the pages write them, each kind of event in its own words", async () => {
  await inTransaction((tx) =>
    writeAudits(tx, [
      entry("68-2025", "note.publish", "unit_note:x", 50, {
        before: { status: "pending" },
        after: { status: "published" },
      }),
      entry("68-2025", "drive.create", "drive:x", 51, { after: { kind: "month" } }),
    ]),
  );
  const { entries } = await read(await reader("manager", "68-2025"), {}, 2);
  expect(entries.map((one) => changeWords(one))).toEqual([
    [{ label: "Loại", before: "–", after: "Tháng vận động" }],
    [{ label: "Trạng thái", before: "Chờ duyệt", after: "Đã đăng" }],
  ]);
});

test("an entry reads in Vietnamese words", async () => {
  const { entries } = await read(await reader("central", "VN"), { nouns: ["period"] });
  const [locked] = entries;
  if (!locked) throw new Error("it is not listed");
  expect(`${eventWords(locked.event)}: ${subjectWords(locked)}`).toBe("Khóa kỳ: tháng 09/2026");
  expect(changeWords(locked)).toEqual([{ label: "Khóa lúc", before: "–", after: "10:01 ngày 22/11/2026" }]);
});
