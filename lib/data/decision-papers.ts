/** The scan of a decision: attached to a draft, or once to an issued decision that came without one. */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/domain/policy";
import { paperProblem } from "@/lib/domain/decision";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { permitted, type DecisionProblem } from "./decision-held";
import { db, type Tx } from "./db";
import { getDecision, type Decision } from "./decisions";
import { inTransaction } from "./transaction";

export type PaperProblem = NonNullable<ReturnType<typeof paperProblem>>;
export type AttachResult = { ok: true } | { ok: false; reason: DecisionProblem | PaperProblem };

/**
 * On its way to and from the database a piece is copied many times over. Pieces of this size are freed again at once;
 * those of a whole scan add up to hundreds of megabytes.
 */
const PIECE = 48 * 1024;

/** Collects the pieces in a large object of this transaction: added to the row itself each would write all of it anew. */
async function upload(tx: Tx, content: Uint8Array): Promise<number> {
  const rows = await tx.$queryRawUnsafe("SELECT lo_create(0)::int8::text AS object");
  const [made] = z.array(z.object({ object: z.coerce.number() })).parse(rows);
  if (!made) throw new Error("No object to collect the scan in");
  for (let at = 0; at < content.length; at += PIECE)
    await tx.$executeRawUnsafe(
      "SELECT lo_put($1::oid, $2::int8, $3::bytea)",
      made.object,
      at,
      content.subarray(at, at + PIECE),
    );
  return made.object;
}

const KEEP = `
  INSERT INTO decision_papers (decision_id, file_name, sha256, content, uploaded_by, uploaded_at)
  VALUES ($1::uuid, $2, $3::bytea, lo_get($4::oid), $5::uuid, $6::timestamptz)
  ON CONFLICT (decision_id) DO UPDATE SET file_name = excluded.file_name, sha256 = excluded.sha256,
    content = excluded.content, uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at`;

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
    const object = await upload(tx, paper.content);
    await tx.$executeRawUnsafe(
      KEEP,
      decision.id,
      paper.fileName,
      sha256,
      object,
      actor.id,
      now.toISOString(),
    );
    await tx.$executeRawUnsafe("SELECT lo_unlink($1::oid)", object);
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
  for (let at = 0; at < size; at += PIECE) {
    const rows = await db.$queryRawUnsafe(
      `SELECT substring(content FROM $3::int FOR $4::int) AS piece FROM decision_papers
       WHERE decision_id = $1::uuid AND sha256 = decode($2, 'hex')`,
      id,
      sha256,
      at + 1,
      PIECE,
    );
    const [found] = z.array(pieceSchema).parse(rows);
    if (!found) throw new Error("The scan was replaced while it was given back");
    yield new Uint8Array(found.piece);
  }
}
