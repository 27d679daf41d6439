import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import {
  addEmployerNotice,
  addNote,
  decideEmployerNotice,
  decideNote,
  listEmployerNotices,
  listNotes,
} from "@/lib/data/notices";
import { newEmployerNoticeSchema, type NewNote, type NoticeDecision } from "@/lib/domain/notice";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-02-03T02:00:00Z");
const { typist, colleague, central, viewer, admin } = ACTORS;
const at = (actor: Actor, path: string, provinces: readonly string[] = []): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: provinces } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/", ["/vn/q/"]);
const neighbour = at(colleague, "/vn/q/bc/", ["/vn/q/"]);
const manager = at(ACTORS.manager, "/vn/q/");
const deputy = at(ACTORS.deputy, "/vn/q/");
const stranger = at(ACTORS.deputy, "/vn/r/");
const NATION = { path: "/vn/" };
const note = (kind: NewNote["kind"] = "praise", unit = "a2"): NewNote => ({
  unit,
  period: "2026-01" as PeriodId,
  kind,
  body: "Tổ chức 12 hội nghị tại thôn",
});
const EMPLOYER = newEmployerNoticeSchema.parse({
  unit: "Q",
  kind: "late",
  employer: "Công ty A",
  employerCode: "TQ0001",
  asOf: "2026-01-31",
  amount: "1.200.000.000",
  months: "5",
  legalGround: "Điều 38 Luật BHXH 2024",
});
const decision = async (
  event: NoticeDecision["event"],
  table: "unitNote" | "employerNotice" = "unitNote",
) => {
  const row = table === "unitNote" ? await db.unitNote.findFirst() : await db.employerNotice.findFirst();
  return { province: "Q", id: row?.id ?? "", event, reason: "Lý do" } as NoticeDecision;
};
const bodies = async (reader: Actor) =>
  (await listNotes(reader, NATION)).map(({ kind, status }) => `${kind} ${status}`);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  const asOf = new Date("2026-01-31");
  await db.period.create({ data: { id: "2026-01", kind: "month", asOf, dueOn: asOf, openedAt: NOW } });
});

describe("a note", () => {
  test("waits unseen by others until another person publishes it; both are in the audit", async () => {
    expect(await addNote(note(), director, NOW)).toEqual({ ok: true });
    expect(await bodies(manager)).toEqual(["praise pending"]);
    for (const reader of [neighbour, viewer, admin, stranger]) expect(await bodies(reader)).toEqual([]);
    expect(await bodies({ ...director, id: colleague.id })).toEqual([]);
    expect(await decideNote(await decision("publish"), manager, NOW)).toEqual({ ok: true });
    for (const reader of [director, neighbour, viewer])
      expect(await bodies(reader)).toEqual(["praise published"]);
    expect(await bodies(stranger)).toEqual([]);
    expect((await db.auditEntry.findMany({ orderBy: { id: "asc" } })).map(({ event }) => event)).toEqual([
      "note.write",
      "note.publish",
    ]);
  });

  test("that is a model worth spreading is read by everybody once it is published", async () => {
    await addNote(note("model"), director, NOW);
    await decideNote(await decision("publish"), central, NOW);
    expect(await bodies(stranger)).toEqual(["model published"]);
  });

  test("is not published by who wrote it, by whom it was written for, or by people without the right", async () => {
    const standIn = { ...manager, onBehalfOf: { id: deputy.id, displayName: "", toDay: "2026-12-31" } };
    await addNote(note(), standIn, NOW);
    for (const actor of [manager, deputy])
      expect(await decideNote(await decision("publish"), actor, NOW)).toEqual({
        ok: false,
        reason: "author",
      });
    for (const actor of [stranger, viewer, director])
      expect(await decideNote(await decision("publish"), actor, NOW)).toMatchObject({ reason: "not-found" });
    expect(await decideNote(await decision("publish"), central, NOW)).toEqual({ ok: true });
  });

  test("is written only about units of the own scope and months that were opened", async () => {
    for (const [unit, actor, reason] of [
      ["bc", director, "not-found"],
      ["Q", director, "not-found"],
      ["VN", central, "not-found"],
      ["a2", central, "forbidden"],
      ["a2", viewer, "forbidden"],
      ["a2", stranger, "not-found"],
    ] as const)
      expect(await addNote(note("praise", unit), actor, NOW)).toEqual({ ok: false, reason });
    const later = { ...note(), period: "2026-02" as PeriodId };
    expect(await addNote(later, director, NOW)).toMatchObject({ reason: "no-period" });
    expect(await addNote(note("reminder", "Q"), manager, NOW)).toEqual({ ok: true });
  });

  test("is refused or withdrawn with a reason, and of two who decide at once one does", async () => {
    await addNote(note(), director, NOW);
    const answers = await Promise.all([
      decideNote(await decision("publish"), manager, NOW),
      decideNote(await decision("refuse"), deputy, NOW),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: "wrong-status" });
  });

  test("is taken back by its author before, and by who approves after it was published", async () => {
    await addNote(note(), director, NOW);
    expect(await decideNote(await decision("withdraw"), manager, NOW)).toMatchObject({ reason: "forbidden" });
    expect(await decideNote(await decision("withdraw"), director, NOW)).toEqual({ ok: true });
    expect(await bodies(viewer)).toEqual([]);
    expect((await listNotes(director, NATION))[0]).toMatchObject({ status: "withdrawn", reason: "Lý do" });
  });
});

describe("an employer late in paying or in breach", () => {
  test("is listed by the province, with the ground in law, and seen in it once another person approved", async () => {
    expect(await addEmployerNotice(EMPLOYER, manager, NOW)).toEqual({ ok: true });
    expect(await listEmployerNotices(viewer, NATION)).toEqual([]);
    expect(
      await decideEmployerNotice(await decision("publish", "employerNotice"), manager, NOW),
    ).toMatchObject({
      reason: "author",
    });
    expect(await decideEmployerNotice(await decision("publish", "employerNotice"), deputy, NOW)).toEqual({
      ok: true,
    });
    expect((await listEmployerNotices(neighbour, NATION))[0]).toMatchObject({
      employer: "Công ty A",
      amount: 1_200_000_000n,
      legalGround: "Điều 38 Luật BHXH 2024",
    });
    expect(await listEmployerNotices(stranger, NATION)).toEqual([]);
    expect(await listEmployerNotices(viewer, { path: "/vn/r/" })).toEqual([]);
  });

  test("is listed by nobody else, and not without a ground in law or an amount owed", async () => {
    for (const [actor, reason] of [
      [director, "not-found"],
      [central, "forbidden"],
      [stranger, "not-found"],
      [viewer, "forbidden"],
    ] as const)
      expect(await addEmployerNotice(EMPLOYER, actor, NOW)).toEqual({ ok: false, reason });
    expect(await addEmployerNotice({ ...EMPLOYER, unit: "a2" }, manager, NOW)).toMatchObject({
      reason: "forbidden",
    });
    const typed = { ...EMPLOYER, amount: "", months: "5" };
    expect(newEmployerNoticeSchema.safeParse(typed).success).toBe(false);
    expect(newEmployerNoticeSchema.safeParse({ ...typed, amount: "5", legalGround: " " }).success).toBe(
      false,
    );
    expect(newEmployerNoticeSchema.safeParse({ ...typed, kind: "breach" }).success).toBe(true);
  });
});
