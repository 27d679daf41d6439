/** Reads what belongs to no unit: settings, holidays, and whether this database holds the demo. */
import "server-only";
import { z } from "zod";
import { dayOf, type Day } from "@/lib/domain/day";
import { db, type Tx } from "./db";

const percent = z.number().int().min(1);

/** Defaults stand in for keys that an older installation does not have yet. */
const settingsSchema = z.object({
  /** Day of the next month until whose end a month is on time. */
  due_day: z.number().int().min(1).max(28).default(3),
  /** Days after its as-of day until whose end a flash report is on time. */
  flash_due_days: z.number().int().min(0).max(28).default(1),
  /** Growth so far / growth needed / share of the year gone, in percent: on track from, at risk from. */
  pace_ok_pct: percent.default(95),
  pace_risk_pct: percent.default(75),
});
export type Settings = {
  dueDay: number;
  flashDueDays: number;
  paceOkPercent: number;
  paceRiskPercent: number;
};

/** The installation's rules about days and pace. */
export async function getSettings(tx: Pick<Tx, "setting"> = db): Promise<Settings> {
  const rows = await tx.setting.findMany({ where: { key: { in: Object.keys(settingsSchema.shape) } } });
  const values = settingsSchema.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
  return {
    dueDay: values.due_day,
    flashDueDays: values.flash_due_days,
    paceOkPercent: values.pace_ok_pct,
    paceRiskPercent: values.pace_risk_pct,
  };
}

/** Days on which offices are closed, Monday to Friday, from `from` to `to` (inclusive), oldest first. */
export async function listHolidays(from: Day, to: Day): Promise<{ day: Day; name: string }[]> {
  const rows = await db.holiday.findMany({
    where: { day: { gte: new Date(from), lte: new Date(to) } },
    orderBy: { day: "asc" },
  });
  return rows.map(({ day, name }) => ({ day: dayOf(day), name }));
}

const demoSchema = z.object({ from: z.string(), through: z.string(), rule: z.number() });
/** First and last month of the demo, and the version of the rule that made it. */
export type Demo = z.infer<typeof demoSchema>;

/** Null when the database holds no demo: then every figure in it is somebody's real figure. */
export async function getDemo(tx: Pick<Tx, "setting"> = db): Promise<Demo | null> {
  const row = await tx.setting.findUnique({ where: { key: "demo" } });
  return row && demoSchema.parse(row.value);
}

/** True when the figures are made up: every screen then says "minh họa", and real data is refused. */
export async function isDemo(tx: Pick<Tx, "setting"> = db): Promise<boolean> {
  return (await getDemo(tx)) !== null;
}
