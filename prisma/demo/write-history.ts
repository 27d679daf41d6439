/** Writes who submitted, returned, approved and reopened what in the demo's last months, as the audit tells it elsewhere. */
import type { ClientBase } from "pg";
import { submissionId } from "@/lib/domain/submission";
import { copyRows } from "@/prisma/seed/copy";
import { uuidOf } from "./staff";
import { approvedAt, type DemoSubmission } from "./workflow";

type Event = {
  event: "submit" | "return" | "approve" | "reopen";
  at: string;
  version: number;
  reason?: string;
};

const HOUR = 3_600_000;
const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

const RETURNED = "Kiểm tra lại số thu lũy kế";

/** In the order in which it happened. */
function eventsOf(one: DemoSubmission): Event[] {
  const { firstSubmittedAt, submittedAt, decidedAt, version, status } = one;
  if (!firstSubmittedAt || !submittedAt) return [];
  const events: Event[] = [{ event: "submit", at: firstSubmittedAt, version: 1 }];
  if (version > 1)
    events.push(
      { event: "return", at: after(firstSubmittedAt, HOUR), version: 1, reason: RETURNED },
      { event: "submit", at: submittedAt, version },
    );
  if (!decidedAt) return events;
  if (status === "returned")
    events.push({ event: "return", at: decidedAt, version, reason: one.reason ?? RETURNED });
  else if (status === "approved") events.push({ event: "approve", at: decidedAt, version });
  else if (status === "reopened")
    events.push(
      { event: "approve", at: approvedAt(one) ?? submittedAt, version },
      { event: "reopen", at: decidedAt, version, ...(one.reason ? { reason: one.reason } : {}) },
    );
  return events;
}

const STATUS = { submit: "submitted", return: "returned", approve: "approved", reopen: "reopened" } as const;

export async function writeHistory(
  client: ClientBase,
  submissions: readonly DemoSubmission[],
): Promise<void> {
  await copyRows(
    client,
    "audit_entries",
    ["province_id", "id", "at", "actor_id", "event", "subject", "after", "reason"],
    submissions.flatMap((one) => {
      const { unit, periodId, director, decidedBy } = one;
      const id = submissionId({ provinceId: unit.provinceId, unitId: unit.id, periodId });
      return eventsOf(one).map(({ event, at, version, reason }) => [
        unit.provinceId,
        uuidOf("audit", id, event, version),
        at,
        event === "submit" ? director : decidedBy,
        `submission.${event}`,
        `submission:${id}`,
        JSON.stringify({ status: STATUS[event], version }),
        reason ?? null,
      ]);
    }),
  );
}
