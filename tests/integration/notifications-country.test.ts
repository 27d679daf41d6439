import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { notify } from "@/lib/data/notifications";
import { openPeriod } from "@/lib/data/periods";
import type { RawTx } from "@/lib/data/raw";
import { giveReminders } from "@/lib/worker/reminding";
import type { PeriodId } from "@/lib/domain/period";
import { asOwner, now, plantCountry, reader } from "@/tests/support/loaded-country";

const PERIOD = "2026-11" as PeriodId;
const CENTRAL = "01900000-0000-7000-8000-000000000001";

beforeAll(async () => {
  await plantCountry();
  await asOwner(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
     SELECT gen_random_uuid(), lower(id) || '.nhap', 'Cán bộ', 'director'::role, id, now() FROM units
     WHERE reporting_kind IS NOT NULL AND valid_to IS NULL
     UNION ALL
     SELECT gen_random_uuid(), lower(id) || '.duyet', 'Quản lý', 'manager', id, now() FROM units
     WHERE level = 'province' AND valid_to IS NULL
     UNION ALL
     SELECT '${CENTRAL}', 'trunguong', 'Trung ương', 'central', 'VN', now()`,
  );
});

test("opening a month for the whole country tells everybody once, in one statement", async () => {
  const central = { ...(await reader("central", "VN")), id: CENTRAL };
  expect(await openPeriod({ id: PERIOD }, central, now)).toEqual({ ok: true });
  const people = await db.user.count({ where: { role: { in: ["director", "manager"] } } });
  const units = await db.submission.count({ where: { periodId: PERIOD } });
  expect(units).toBeGreaterThan(300);
  expect(people).toBe(units + 34);
  expect(await db.notification.count({ where: { kind: "opened" } })).toBe(people);
  const own = await db.notification.findFirst({ where: { user: { unitId: "593-2025" } } });
  expect(own?.href).toBe("/entry/593-2025/2026-11");

  let statements = 0;
  const counting: RawTx = {
    $queryRawUnsafe: (text, ...values) => {
      statements += 1;
      return db.$queryRawUnsafe(text, ...values);
    },
    $executeRawUnsafe: (text, ...values) => {
      statements += 1;
      return db.$executeRawUnsafe(text, ...values);
    },
  };
  const locked = { kind: "locked", actorId: CENTRAL, periodId: PERIOD, reason: null } as const;
  expect(await notify(counting, locked, now)).toBe(people);
  expect(statements).toBe(1);
});

test("and the reminder of the due day reaches all who have sent nothing, once", async () => {
  const rule = { days: [0], hour: 8 };
  const dueDay = new Date("2026-12-03T09:00:00+07:00");
  const directors = await db.user.count({ where: { role: "director" } });
  const counts = await Promise.all([giveReminders(rule, dueDay), giveReminders(rule, dueDay)]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(directors);
});
