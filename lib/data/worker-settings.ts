/** The installation's rules for the worker; defaults stand in for keys that are not in `settings`. */
import "server-only";
import { z } from "zod";
import type { ReminderRule, TimeOfDay } from "@/lib/domain/reminders";
import { db } from "./db";

const settingsSchema = z.object({
  reminder_days: z.array(z.number().int().min(-30).max(30)).max(12).default([-3, -1, 0, 1, 3]),
  reminder_hour: z.number().int().min(0).max(23).default(8),
  digest_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default("07:30"),
  /** Days after which what was read goes. */
  inbox_days: z.number().int().min(1).max(3650).default(180),
});

export type WorkerSettings = { reminders: ReminderRule; digest: TimeOfDay; inboxDays: number };

export async function getWorkerSettings(): Promise<WorkerSettings> {
  const rows = await db.setting.findMany({ where: { key: { in: Object.keys(settingsSchema.shape) } } });
  const values = settingsSchema.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
  return {
    reminders: { days: values.reminder_days, hour: values.reminder_hour },
    digest: {
      hour: Number(values.digest_time.slice(0, 2)),
      minute: Number(values.digest_time.slice(3)),
    },
    inboxDays: values.inbox_days,
  };
}
