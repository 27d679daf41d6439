import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { notify } from "@/lib/data/notifications";
import { changeDueDay } from "@/lib/data/period-changes";
import { lockPeriod, openPeriod, signMonth, unlockUnit } from "@/lib/data/periods";
import { inTransaction } from "@/lib/data/transaction";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { plantPeople, plantStandIn, told } from "@/tests/support/people";
import {
  approve,
  decide,
  giveBack,
  NOW,
  open,
  read,
  reopen,
  report,
  submit,
  type,
} from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { central, manager, typist } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const JULY = "2025-07" as PeriodId;
const BLANK = { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null };

let ids: Awaited<ReturnType<typeof plant>>;

/** Unit a of province P1 became a2 of province Q on 1 July 2025. Everybody of ACTORS sits at the top, and is told too. */
const plant = () =>
  plantPeople({
    "giamdoc-a2": { role: "director", unit: "a2" },
    "giamdoc-bc": { role: "director", unit: "bc" },
    "giamdoc-nghi": { role: "director", unit: "a2", isActive: false },
    "giamdoc-cu": { role: "director", unit: "a" },
    "quanly-q": { role: "manager", unit: "Q" },
    "quanly-r": { role: "manager", unit: "R" },
    "xem-q": { role: "viewer", unit: "Q" },
  });

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  ids = await plant();
  await open("2025-06");
  await db.notification.deleteMany();
});

const as = (id: string, actor: Actor): Actor => ({ ...actor, id });
const sent = async (actor = typist) => {
  await type("a", "2025-06", { ...BLANK, BHYT: 100n }, actor);
  expect(await submit("a", "2025-06", actor)).toMatchObject({ ok: true });
};

describe("whom a submission concerns", () => {
  test("sent: the managers who may approve it, of this province alone", async () => {
    await sent();
    expect(await told("submitted")).toEqual(["duyet", "duyet2", "quanly-q"]);
    const row = await db.notification.findFirst({ where: { userId: ids["quanly-q"] } });
    expect(row).toMatchObject({ href: "/submissions/P1.a.2025-06", readAt: null, mail: "none", at: NOW });
  });

  test("decided: whoever decided is told no longer that it waits; others still find it unread", async () => {
    await sent();
    await approve("a", "2025-06", as(ids["quanly-q"], manager));
    const rows = await db.notification.findMany({ where: { kind: "submitted" }, include: { user: true } });
    const unread = rows.filter(({ readAt }) => readAt === null).map(({ user }) => user.username);
    expect(unread.toSorted()).toEqual(["duyet", "duyet2"]);
  });

  test("sent: not a manager who had a hand in it", async () => {
    await type("a", "2025-06", { BHXH_BB: 1n }, as(ids["quanly-q"], manager));
    await sent();
    expect(await told("submitted")).toEqual(["duyet", "duyet2"]);
  });

  test("sent: the central office where no manager is left who may", async () => {
    await db.user.updateMany({ where: { username: { in: ["duyet", "duyet2"] } }, data: { isActive: false } });
    await type("a", "2025-06", { BHXH_BB: 1n }, as(ids["quanly-q"], manager));
    await sent();
    expect(await told("submitted")).toEqual(["trunguong"]);
  });

  test("sent: the central office where the only one left stands in for a manager who had a hand in it", async () => {
    await db.user.updateMany({ where: { username: { in: ["duyet", "duyet2"] } }, data: { isActive: false } });
    await plantStandIn(ids["quanly-q"], ids["giamdoc-bc"], "Q");
    await type("a", "2025-06", { BHXH_BB: 1n }, as(ids["quanly-q"], manager));
    await sent();
    expect(await told("submitted")).toEqual(["trunguong"]);
  });

  test("sent: whoever stands in for a manager, as long as they may", async () => {
    await plantStandIn(ids["quanly-q"], ids["giamdoc-bc"], "Q");
    await sent();
    expect(await told("submitted")).toEqual(["duyet", "duyet2", "giamdoc-bc", "quanly-q"]);
  });

  test.each([
    ["moved to another province", { unitId: "R" }],
    ["became an administrator", { role: "admin", unitId: "VN" }],
    ["sits on a unit that is over", { unitId: "a" }],
    ["left", { isActive: false }],
  ] as const)("sent: not a stand-in who %s", async (_what, data) => {
    await plantStandIn(ids["quanly-q"], ids["giamdoc-bc"], "Q");
    await db.user.update({ where: { id: ids["giamdoc-bc"] }, data });
    await sent();
    expect(await told("submitted")).toEqual(["duyet", "duyet2", "quanly-q"]);
  });

  test("sent: the central office for a national office", async () => {
    await type("BQP", "2025-06", { BHXH_BB: 1n, BHYT: 2n, THU: null });
    await submit("BQP", "2025-06");
    expect(await told("submitted")).toEqual(["duyet", "duyet2", "trunguong"]);
  });

  test("returned: the directors of the unit and of what it became, with the reason", async () => {
    await sent();
    expect(await giveBack("a", "2025-06")).toEqual({ ok: true });
    expect(await told("returned")).toEqual(["giamdoc-a2", "nhap", "nhap2"]);
    const row = await db.notification.findFirst({ where: { kind: "returned", userId: ids["giamdoc-a2"] } });
    expect(row).toMatchObject({
      subject: "Đơn vị a: tháng 06/2025 bị trả lại",
      detail: "Lý do: BHTN lớn hơn BHXH bắt buộc",
      href: "/entry/a/2025-06",
    });
  });

  test("approved: also a manager who had submitted for the unit", async () => {
    await sent(as(ids["quanly-q"], manager));
    expect(await approve("a", "2025-06")).toEqual({ ok: true });
    expect(await told("approved")).toEqual(["giamdoc-a2", "nhap", "nhap2", "quanly-q"]);
  });

  test("reopened: nobody of another province, even who had submitted and was moved there", async () => {
    await sent(as(ids["quanly-q"], manager));
    await approve("a", "2025-06");
    await db.user.update({ where: { id: ids["quanly-q"] }, data: { unitId: "R" } });
    expect(await reopen("a", "2025-06")).toEqual({ ok: true });
    expect(await told("reopened")).toEqual(["giamdoc-a2", "nhap", "nhap2"]);
  });

  test("what is refused is told to nobody", async () => {
    await sent();
    expect(await decide("a", "2025-06", { event: "return", reason: "Thử" }, ACTORS.viewer)).toMatchObject({
      ok: false,
    });
    expect(await told("returned")).toEqual([]);
  });

  test("what is taken back is told to nobody", async () => {
    const { provinceId, unitId, periodId } = await read("a", "2025-06");
    const submission = { provinceId, unitId, periodId, unitName: "a", submittedBy: null };
    const broken = inTransaction(async (tx) => {
      expect(await notify(tx, { kind: "approved", actorId: null, submission }, NOW)).toBe(3);
      throw new Error("the change failed");
    });
    await expect(broken).rejects.toThrow("the change failed");
    expect(await db.notification.count()).toBe(0);
  });

  test("a comment: everybody of the unit and its managers, but not who wrote it", async () => {
    const { provinceId, unitId, periodId } = await read("a", "2025-06");
    const submission = { provinceId, unitId, periodId, unitName: "a", submittedBy: null };
    const comment = { kind: "commented", submission, indicatorName: "BHYT", text: "Vì sao giảm?" } as const;
    await notify(db, { ...comment, actorId: ids["quanly-q"] }, NOW);
    expect(await told("commented")).toEqual(["duyet", "duyet2", "giamdoc-a2", "nhap", "nhap2"]);
  });
});

describe("whom a period concerns", () => {
  test("opened: directors and managers of the units that owe it, each with a link to the own form", async () => {
    expect(await openPeriod({ id: JULY }, central, NOW)).toEqual({ ok: true });
    const everybody = [
      "duyet",
      "duyet2",
      "giamdoc-a2",
      "giamdoc-bc",
      "nhap",
      "nhap2",
      "quanly-q",
      "quanly-r",
    ];
    expect(await told("opened")).toEqual(everybody);
    const hrefs = await db.notification.findMany({ where: { kind: "opened" }, include: { user: true } });
    const hrefOf = (name: string) => hrefs.find(({ user }) => user.username === name)?.href;
    expect(hrefOf("giamdoc-a2")).toBe("/entry/a2/2025-07");
    expect(hrefOf("nhap")).toBe("/entry");
    expect(hrefOf("quanly-q")).toBe("/submissions?period=2025-07");
  });

  test("of a period that nobody owes nobody is told", async () => {
    const periods = [{ id: "2025-05" as PeriodId, dueOn: "2025-06-03" }];
    expect(await notify(db, { kind: "opened", actorId: null, periods }, NOW)).toBe(0);
  });

  test("locked, and unlocked for one unit", async () => {
    await lockPeriod(JUNE, central, "Đã chốt", NOW);
    expect(await told("locked")).toContain("quanly-r");
    const key = { provinceId: "P1", unitId: "a", periodId: JUNE };
    await unlockUnit(key, central, { until: "2025-08-20", reason: "Sai số thu" }, NOW);
    expect(await told("unlocked")).toEqual(["duyet", "duyet2", "giamdoc-a2", "nhap", "nhap2", "quanly-q"]);
  });

  test("due on another day: those who have still to send it, with the way to the own form", async () => {
    await open("2025-07");
    await report("bc", "2025-07", { BHYT: 1n });
    expect(await changeDueDay(JULY, "2025-08-10", central, "Nghỉ lễ", NOW)).toEqual({ ok: true });
    const names = await told("due-changed");
    expect(names).toEqual(expect.arrayContaining(["giamdoc-a2", "quanly-q", "quanly-r"]));
    expect(names).not.toContain("giamdoc-bc");
    expect(names).not.toContain("giamdoc-cu");
    const row = await db.notification.findFirst({
      where: { kind: "due-changed", userId: ids["giamdoc-a2"] },
    });
    expect(row).toMatchObject({ href: "/entry/a2/2025-07", detail: "Lý do: Nghỉ lễ" });
    expect(row?.subject).toContain("10/08/2025");
    expect(await changeDueDay(JULY, "2025-08-10", central, "Nghỉ lễ", NOW)).toMatchObject({ ok: false });
    expect(await db.notification.count({ where: { kind: "due-changed" } })).toBe(names.length);
  });

  test("signed: the central office", async () => {
    for (const unit of ["a", "b", "P1-VP"]) await report(unit, "2025-06", { BHYT: 1n });
    const scope = { paths: ["/vn/p1/"], provincePaths: [] } as unknown as OrgScope;
    expect(await signMonth("P1", JUNE, { ...manager, scope }, NOW)).toEqual({ ok: true });
    expect(await told("signed")).toEqual(["trunguong"]);
  });
});

describe("which mails follow", () => {
  test("as each person chose, and none without an address", async () => {
    await db.user.update({ where: { id: ids["giamdoc-a2"] }, data: { email: "a2@bhxh.example" } });
    await db.user.update({
      where: { id: typist.id },
      data: { email: "nhap@bhxh.example", mailUrgent: "none", mailOther: "now" },
    });
    await sent();
    await giveBack("a", "2025-06");
    await sent();
    await approve("a", "2025-06");
    const rows = await db.notification.findMany({
      where: { kind: { in: ["returned", "approved"] } },
      include: { user: true },
    });
    const timings = rows.map(({ kind, mail, user }) => `${kind} ${user.username} ${mail}`).sort();
    expect(timings).toEqual([
      "approved giamdoc-a2 digest",
      "approved nhap now",
      "approved nhap2 none",
      "returned giamdoc-a2 now",
      "returned nhap none",
      "returned nhap2 none",
    ]);
  });
});
