/** The scan of a decision: attached to a draft, or once to an issued decision that came without one. */
import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/domain/policy";
import { paperProblem } from "@/lib/domain/decision";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { permitted, type DecisionProblem } from "./decision-changes";
import type { Decision } from "./decisions";
import { inTransaction } from "./transaction";

export type PaperProblem = NonNullable<ReturnType<typeof paperProblem>>;
export type AttachResult = { ok: true } | { ok: false; reason: DecisionProblem | PaperProblem };

/** Whole or not at all. */
export async function attachPaper(
  seen: Pick<Decision, "id" | "lockVersion">,
  paper: { fileName: string; content: Uint8Array<ArrayBuffer> },
  actor: Actor,
  now: Date,
): Promise<AttachResult> {
  const problem = paperProblem(paper.content);
  if (problem) return { ok: false, reason: problem };
  const sha256 = createHash("sha256").update(paper.content).digest();
  return inTransaction(async (tx): Promise<AttachResult> => {
    const answer = await permitted(tx, seen, "attach", actor);
    if (!answer.ok) return answer;
    const { decision } = answer;
    const data = { ...paper, sha256, uploadedBy: actor.id, uploadedAt: now };
    await tx.decisionPaper.upsert({
      where: { decisionId: decision.id },
      create: { decisionId: decision.id, ...data },
      update: data,
      select: { decisionId: true },
    });
    await tx.decision.update({ where: { id: decision.id }, data: { lockVersion: { increment: 1 } } });
    await writeAudit(tx, {
      provinceId: decision.unit.provinceId,
      ...by(actor),
      event: "decision.attach",
      subject: `decision:${decision.id}`,
      before: { paper: decision.paperName },
      after: { paper: paper.fileName, bytes: paper.content.length, sha256: sha256.toString("hex") },
      at: now,
    });
    return { ok: true };
  });
}
