import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { lockPeriod, openPeriod, unlockUnit } from "@/lib/data/periods";
import { getWorkerSettings } from "@/lib/data/worker-settings";
import type { PeriodId } from "@/lib/domain/period";
import { giveReminders } from "@/lib/worker/reminding";
import { plantPeople, plantStandIn, told } from "@/tests/support/people";
import { NOW, reopen, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const JULY = "2025-07" as PeriodId;
const RULE = { days: [-3, -1, 0, 1, 3], hour: 8 };
/** July is due on 3 August 2025. */
const at = (vietnam: string) => new Date(`${vietnam}+07:00`);
const EVE = at("2025-08-02T08:00:00");
const BLANK = { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null };
const ASKED = ["BHXH_BB", "BHXH_TN", "BHYT", "TN_MOI", "THU"] as const;

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  // Those of ACTORS answer for the whole country: not of interest here.
  await db.user.updateMany({ where: { username: { in: ["nhap2", "duyet2"] } }, data: { isActive: false } });
  await plantPeople({
    "giamdoc-a2": { role: "director", unit: "a2", email: "a2@bhxh.example" },
    "giamdoc-bc": { role: "director", unit: "bc" },
    "quanly-q": { role: "manager", unit: "Q" },
    "quanly-r": { role: "manager", unit: "R" },
  });
  const required = { district: ASKED, province_office: ASKED, national_office: ["BHYT"] as const };
  await openPeriod({ id: JULY, required }, ACTORS.central, NOW);
});

async function send(unit: string) {
  await type(unit, "2025-07", { ...BLANK, BHYT: 100n });
  expect(await submit(unit, "2025-07")).toMatchObject({ ok: true });
}

test("before the due day: directors who have not sent, and managers of whom units wait", async () => {
  await send("bc");
  await send("n");
  expect(await giveReminders(RULE, EVE)).toBe(4);
  expect(await told("reminder")).toEqual(["duyet", "giamdoc-a2", "nhap", "quanly-q"]);
  const rows = await db.notification.findMany({ where: { kind: "reminder" }, include: { user: true } });
  const of = (name: string) => rows.find(({ user }) => user.username === name);
  expect(of("giamdoc-a2")).toMatchObject({
    sentence: "Biểu tháng 07/2025 chưa gửi duyệt: còn 1 ngày đến hạn, hết ngày 03/08/2025.",
    href: "/entry/a2/2025-07",
    mail: "now",
  });
  expect(of("quanly-q")?.sentence).toBe(
    "2 biểu tháng 07/2025 đang chờ duyệt: còn 1 ngày đến hạn, hết ngày 03/08/2025.",
  );
});

test("once for each step, however often it is asked and by however many at once", async () => {
  const counts = await Promise.all([1, 2, 3, 4].map(() => giveReminders(RULE, EVE)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  expect(await giveReminders(RULE, at("2025-08-02T23:00:00"))).toBe(0);
  expect(await giveReminders(RULE, at("2025-08-03T08:00:00"))).toBe(3);
  expect(await giveReminders(RULE, at("2025-08-03T23:59:59"))).toBe(0);
  expect(await db.reminder.groupBy({ by: ["step"], _count: true, orderBy: { step: "asc" } })).toEqual([
    { step: -1, _count: 3 },
    { step: 0, _count: 3 },
  ]);
});

test("after a standstill of days one reminder comes, not all that were missed; after a longer one none", async () => {
  expect(await giveReminders(RULE, at("2025-08-04T10:00:00"))).toBe(3);
  const steps = await db.reminder.findMany({ distinct: ["step"] });
  expect(steps.map(({ step }) => step)).toEqual([1]);
  expect(await giveReminders(RULE, at("2025-09-01T10:00:00"))).toBe(0);
});

test("whoever stands in is reminded too, but not one who was moved to another province", async () => {
  const ids = await plantPeople({
    "thay-a2": { role: "director", unit: "n" },
    "thay-di": { role: "director", unit: "n" },
  });
  const absent = await db.user.findFirstOrThrow({ where: { username: "giamdoc-a2" } });
  for (const id of Object.values(ids)) await plantStandIn(absent.id, id, "Q");
  for (const unit of ["n", "bc"]) await report(unit, "2025-07", { BHYT: 1n });
  await db.user.update({ where: { id: ids["thay-di"] }, data: { unitId: "R", role: "manager" } });
  await giveReminders(RULE, EVE);
  expect(await told("reminder")).toEqual(["giamdoc-a2", "nhap", "thay-a2"]);
});

test("an approved form reminds nobody", async () => {
  await report("a2", "2025-07", { BHYT: 1n });
  await giveReminders(RULE, EVE);
  expect(await told("reminder")).toEqual(["giamdoc-bc", "nhap"]);
});

test("a locked period reminds nobody, but the unit that is unlocked in it, of its own last day", async () => {
  await lockPeriod(JULY, ACTORS.central, "Đã chốt", NOW);
  expect(await giveReminders(RULE, EVE)).toBe(0);
  const key = { provinceId: "Q", unitId: "a2", periodId: JULY };
  await unlockUnit(key, ACTORS.central, { until: "2025-08-03", reason: "Sai" }, NOW);
  await giveReminders(RULE, EVE);
  expect(await told("reminder")).toEqual(["giamdoc-a2", "nhap"]);
});

test("a reopened form has its own due day, and its own reminders", async () => {
  await giveReminders(RULE, EVE);
  await report("a2", "2025-07", { BHYT: 1n });
  await reopen("a2", "2025-07");
  await db.notification.deleteMany();
  expect(await giveReminders(RULE, at("2025-08-03T07:00:00"))).toBe(0);
  await giveReminders(RULE, at("2025-12-30T09:00:00"));
  expect(await told("reminder")).toEqual(["giamdoc-a2", "nhap"]);
});

test("the days and the hour are settings", async () => {
  await db.setting.createMany({
    data: [
      { key: "reminder_days", value: [-2] },
      { key: "reminder_hour", value: 9 },
      { key: "digest_time", value: "06:15" },
    ],
  });
  const { reminders, digest, inboxDays } = await getWorkerSettings();
  expect([reminders, digest, inboxDays]).toEqual([{ days: [-2], hour: 9 }, { hour: 6, minute: 15 }, 180]);
  expect(await giveReminders(reminders, at("2025-08-01T08:59:59"))).toBe(0);
  expect(await giveReminders(reminders, at("2025-08-01T09:00:00"))).toBe(3);
});
