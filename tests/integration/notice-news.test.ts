import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { countNoticesWaiting } from "@/lib/data/notice-news";
import { addEmployerNotice, addNote, decideEmployerNotice, decideNote } from "@/lib/data/notices";
import { newEmployerNoticeSchema, type NewNote, type NoticeDecision } from "@/lib/domain/notice";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { plantPeople, plantStandIn, told } from "@/tests/support/people";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2025-08-03T02:00:00Z");
const LATER = new Date("2025-08-04T02:00:00Z");
const { typist, central, manager: top, viewer } = ACTORS;
const NOTE: NewNote = {
  unit: "a2",
  period: "2025-07" as PeriodId,
  kind: "praise",
  body: "Tổ chức 12 hội nghị",
};
const EMPLOYER = newEmployerNoticeSchema.parse({
  unit: "Q",
  kind: "late",
  employer: "Công ty A",
  employerCode: "TQ0001",
  asOf: "2025-07-31",
  amount: "1.200.000.000",
  months: "5",
  legalGround: "Điều 38 Luật BHXH 2024",
});

let ids: Awaited<ReturnType<typeof plant>>;
const plant = () =>
  plantPeople({
    "giamdoc-a2": { role: "director", unit: "a2" },
    "giamdoc-bc": { role: "director", unit: "bc" },
    "quanly-q": { role: "manager", unit: "Q" },
    "quanly-q2": { role: "manager", unit: "Q" },
    "quanly-nghi": { role: "manager", unit: "Q", isActive: false },
    "quanly-r": { role: "manager", unit: "R" },
    "xem-q": { role: "viewer", unit: "Q" },
    "quan-tri": { role: "admin", unit: "VN" },
  });

const seated = (actor: Actor, name: keyof typeof ids, path: string): Actor => ({
  ...actor,
  id: ids[name],
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
});
const director = () => seated(typist, "giamdoc-a2", "/vn/q/a2/");
const manager = (name: "quanly-q" | "quanly-q2" = "quanly-q") => seated(top, name, "/vn/q/");

const decision = async (
  event: NoticeDecision["event"],
  table: "unitNote" | "employerNotice" = "unitNote",
) => {
  const order = { orderBy: { id: "desc" } } as const;
  const row =
    table === "unitNote" ? await db.unitNote.findFirst(order) : await db.employerNotice.findFirst(order);
  return { province: "Q", id: row?.id ?? "", event, reason: "Chưa rõ" } as NoticeDecision;
};
const write = async (actor: Actor, note = NOTE) =>
  expect(await addNote(note, actor, NOW)).toEqual({ ok: true });

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  // Everybody of ACTORS sits at the top and would be told too.
  await db.user.updateMany({ where: { unitId: "VN", role: "manager" }, data: { isActive: false } });
  ids = await plant();
  const asOf = new Date("2025-07-31");
  await db.period.create({ data: { id: "2025-07", kind: "month", asOf, dueOn: asOf, openedAt: NOW } });
});

describe("what waits for a decision", () => {
  test("is told once to each manager who may decide, and to nobody else", async () => {
    await write(director());
    expect(await told("notice-written")).toEqual(["quanly-q", "quanly-q2"]);
    const row = await db.notification.findFirst({ where: { userId: ids["quanly-q"] } });
    const note = await db.unitNote.findFirst();
    expect(row).toMatchObject({ href: `/campaigns/notes?unit=a2#muc-${note?.id}`, readAt: null, at: NOW });
    expect(JSON.stringify(row)).not.toContain("hội nghị");
  });

  test("is not told to who wrote it, nor to whom it was written for, nor to who stands in for them", async () => {
    await plantStandIn(ids["quanly-q"], ids["xem-q"], "Q");
    const standIn = {
      ...manager(),
      id: ids["xem-q"],
      onBehalfOf: { id: ids["quanly-q"], displayName: "", toDay: "2025-12-31" },
    };
    await write(standIn);
    expect(await told("notice-written")).toEqual(["quanly-q2"]);
  });

  test("is told to who stands in for a manager, and to the central office where no manager is left", async () => {
    await plantStandIn(ids["quanly-q2"], ids["xem-q"], "Q");
    expect(await addEmployerNotice(EMPLOYER, manager(), NOW)).toEqual({ ok: true });
    expect(await told("notice-written")).toEqual(["quanly-q2", "xem-q"]);
    await db.notification.deleteMany();
    await db.user.update({ where: { id: ids["quanly-q2"] }, data: { isActive: false } });
    await addEmployerNotice(EMPLOYER, manager(), NOW);
    const central = await db.user.findMany({ where: { role: "central", isActive: true } });
    expect(await told("notice-written")).toEqual(central.map(({ username }) => username).sort());
    expect(central.length).toBeGreaterThan(0);
  });

  test("that is refused leaves no word behind", async () => {
    expect(await addNote({ ...NOTE, unit: "bc" }, director(), NOW)).toMatchObject({ ok: false });
    expect(await addEmployerNotice(EMPLOYER, director(), NOW)).toMatchObject({ ok: false });
    expect(await db.notification.count()).toBe(0);
  });
});

describe("what was decided", () => {
  test("is told to who wrote it with the reason, and whoever decided need not be told any more that it waits", async () => {
    await write(director());
    expect(await decideNote(await decision("refuse"), manager(), LATER)).toEqual({ ok: true });
    expect(await told("notice-decided")).toEqual(["giamdoc-a2"]);
    const own = await db.notification.findFirst({ where: { kind: "notice-decided" } });
    expect(own).toMatchObject({ userId: ids["giamdoc-a2"], detail: "Lý do: Chưa rõ", at: LATER });
    const rows = await db.notification.findMany({ where: { kind: "notice-written" } });
    const read = rows.filter(({ readAt }) => readAt !== null).map(({ userId }) => userId);
    expect(read).toEqual([ids["quanly-q"]]);
  });

  test("by two at once is told once; to take back what is one's own tells nobody", async () => {
    await write(director());
    const given = await decision("publish");
    await Promise.all([decideNote(given, manager(), LATER), decideNote(given, manager("quanly-q2"), LATER)]);
    expect(await told("notice-decided")).toEqual(["giamdoc-a2"]);
    await db.notification.deleteMany();
    await write(director());
    expect(await decideNote(await decision("withdraw"), director(), LATER)).toEqual({ ok: true });
    expect(await told("notice-decided")).toEqual([]);
  });

  test("of an employer is told to the manager who listed it, and not to one of another province", async () => {
    await addEmployerNotice(EMPLOYER, manager(), NOW);
    const given = await decision("publish", "employerNotice");
    const stranger = seated(top, "quanly-r", "/vn/r/");
    expect(await decideEmployerNotice(given, stranger, LATER)).toMatchObject({ reason: "not-found" });
    expect(await told("notice-decided")).toEqual([]);
    expect(await decideEmployerNotice(given, manager("quanly-q2"), LATER)).toEqual({ ok: true });
    expect(await told("notice-decided")).toEqual(["quanly-q"]);
  });
});

test("what waits is counted for those who may decide on it", async () => {
  await write(director());
  await write(manager(), { ...NOTE, unit: "Q" });
  await addEmployerNotice(EMPLOYER, manager(), NOW);
  expect(await countNoticesWaiting(manager())).toEqual({ notes: 1, employers: 0 });
  expect(await countNoticesWaiting(manager("quanly-q2"))).toEqual({ notes: 2, employers: 1 });
  const standIn = {
    ...manager("quanly-q2"),
    onBehalfOf: { id: ids["quanly-q"], displayName: "", toDay: "2025-12-31" },
  };
  expect(await countNoticesWaiting(standIn)).toEqual({ notes: 1, employers: 0 });
  expect(await countNoticesWaiting(central)).toEqual({ notes: 2, employers: 1 });
  for (const actor of [director(), viewer, seated(top, "quanly-r", "/vn/r/")])
    expect(await countNoticesWaiting(actor)).toEqual({ notes: 0, employers: 0 });
  await decideNote(await decision("refuse"), manager("quanly-q2"), LATER);
  expect((await countNoticesWaiting(manager("quanly-q2"))).notes).toBe(1);
});
