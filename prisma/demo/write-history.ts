/** Writes who submitted, returned, approved and reopened what in the demo's last months, as the audit tells it elsewhere. */
import type { ClientBase } from "pg";
import { writeAudits, type AuditEntry } from "@/lib/data/audit";
import { pgTx } from "@/lib/data/raw";
import { submissionId, type SubmissionStatus } from "@/lib/domain/submission";
import type { DemoYear } from "./figures";
import { approvedAt, type DemoSubmission } from "./workflow";
import { cellsOfVersion } from "./write-submissions";

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

type State = { status: SubmissionStatus; version: number; approvedVersion: number | null };

/** What an entry of the workflow itself says beside status and version. */
function saidBy({ event, version }: Event, one: DemoSubmission, values: DemoYear) {
  if (event === "approve") return { approvedVersion: version };
  if (event === "reopen") return { dueOn: one.dueOn };
  if (event === "return") return {};
  const cells = cellsOfVersion(one, version, values);
  return { figures: Object.fromEntries(cells.map(([id, value]) => [id, String(value)])) };
}

function entriesOf(one: DemoSubmission, values: DemoYear): AuditEntry[] {
  const { unit, periodId, director, decidedBy } = one;
  const subject = `submission:${submissionId({ provinceId: unit.provinceId, unitId: unit.id, periodId })}`;
  let state: State = { status: "draft", version: 0, approvedVersion: null };
  return eventsOf(one).map((happened) => {
    const { event, at, version, reason } = happened;
    const before = state;
    const approvedVersion = event === "approve" ? version : before.approvedVersion;
    state = { status: STATUS[event], version, approvedVersion };
    return {
      provinceId: unit.provinceId,
      actorId: event === "submit" ? director : decidedBy,
      event: `submission.${event}`,
      subject,
      before,
      after: { status: STATUS[event], version, ...saidBy(happened, one, values) },
      reason: reason ?? null,
      at: new Date(at),
    };
  });
}

export async function writeHistory(
  client: ClientBase,
  submissions: readonly DemoSubmission[],
  values: DemoYear,
): Promise<void> {
  const entries = submissions.flatMap((one) => entriesOf(one, values));
  await writeAudits(
    pgTx(client),
    entries.sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
}
