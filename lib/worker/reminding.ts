/** Gives the reminders whose time it is. */
import "server-only";
import { listDueDays, remind } from "@/lib/data/reminders";
import { currentStep, dueDaysInReach, type ReminderRule } from "@/lib/domain/reminders";

/** @returns how many people were reminded */
export async function giveReminders(rule: ReminderRule, now: Date): Promise<number> {
  let reminded = 0;
  for (const due of await listDueDays(dueDaysInReach(now, rule))) {
    const step = currentStep(due.dueOn, now, rule);
    if (step !== null) reminded += await remind({ ...due, step }, now);
  }
  return reminded;
}
