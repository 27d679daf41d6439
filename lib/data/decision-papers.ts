/** The scan of a decision: attached to a draft, or once to an issued decision that came without one. */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import { paperProblem } from "@/lib/domain/decision";
import { writeAudit } from "./audit";
import { permitted, type DecisionProblem } from "./decision-changes";
import { db } from "./db";
import { getDecision, type Decision } from "./decisions";
import { inTransaction } from "./transaction";

export type PaperProblem = NonNullable<ReturnType<typeof paperProblem>>;
export type AttachResult = { ok: true } | { ok: false; reason: DecisionProblem | PaperProblem };

/** On its way to the database a scan is copied many times over: never more of it than this at once. */
const WRITTEN = 4 * 1024 * 1024;
const READ = 1024 * 1024;

function slicesOf(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const count = Math.ceil(content.length / WRITTEN);
  return Array.from({ length: count }, (_, at) => content.subarray(at * WRITTEN, (at + 1) * WRITTEN));
}

const APPEND = "UPDATE decision_papers SET content = content || $2 WHERE decision_id = $1::uuid";

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
    const [first = new Uint8Array(), ...others] = slicesOf(paper.content);
    const data = { fileName: paper.fileName, content: first, sha256, uploadedBy: actor.id, uploadedAt: now };
    await tx.decisionPaper.upsert({
      where: { decisionId: decision.id },
      create: { decisionId: decision.id, ...data },
      update: data,
      select: { decisionId: true },
    });
    for (const slice of others) await tx.$executeRawUnsafe(APPEND, decision.id, slice);
    await tx.decision.update({ where: { id: decision.id }, data: { lockVersion: { increment: 1 } } });
    await writeAudit(tx, {
      provinceId: decision.unit.provinceId,
      actorId: actor.id,
      event: "decision.attach",
      subject: `decision:${decision.id}`,
      before: { paper: decision.paperName },
      after: { paper: paper.fileName, bytes: paper.content.length, sha256: sha256.toString("hex") },
      at: now,
    });
    return { ok: true };
  });
}

/** A scan to be given back: `pieces` fails where it is replaced meanwhile, so that nobody gets parts of two. */
export type Paper = {
  fileName: string;
  size: number;
  pieces: () => AsyncGenerator<Uint8Array<ArrayBuffer>>;
};

const headSchema = z.object({ fileName: z.string(), size: z.number(), sha256: z.string() });
const pieceSchema = z.object({ piece: z.instanceof(Uint8Array) });

/** Null where there is none or the decision is not for this reader. */
export async function openPaper(reader: Actor, decisionId: string): Promise<Paper | null> {
  const decision = await getDecision(reader, decisionId);
  if (!decision || decision.paperName === null) return null;
  const rows = await db.$queryRawUnsafe(
    `SELECT file_name AS "fileName", octet_length(content) AS size, encode(sha256, 'hex') AS sha256
     FROM decision_papers WHERE decision_id = $1::uuid`,
    decision.id,
  );
  const [head] = z.array(headSchema).parse(rows);
  return head ? { ...head, pieces: () => piecesOf(decision.id, head) } : null;
}

async function* piecesOf(id: string, { size, sha256 }: z.infer<typeof headSchema>) {
  for (let at = 0; at < size; at += READ) {
    const rows = await db.$queryRawUnsafe(
      `SELECT substring(content FROM $3::int FOR $4::int) AS piece FROM decision_papers
       WHERE decision_id = $1::uuid AND sha256 = decode($2, 'hex')`,
      id,
      sha256,
      at + 1,
      READ,
    );
    const [found] = z.array(pieceSchema).parse(rows);
    if (!found) throw new Error("The scan was replaced while it was given back");
    yield new Uint8Array(found.piece);
  }
}
