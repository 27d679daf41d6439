/** What a file changed, and the one audit entry that says so. */
import path from "node:path";
import type { LoadKind } from "@/lib/domain/load-form";
import { writeAudit, type AuditEntry } from "./audit";
import type { SourceFacts } from "./load-source";
import type { RawTx } from "./raw";

type Words = NonNullable<AuditEntry["after"]>;

export type FileChange = {
  /** What was written, in words for the person at the terminal; all 0 when the file brought nothing new. */
  counts: Record<string, number>;
  /** What a row was, where it is not kept elsewhere. */
  before?: Words;
  /** Beside hash and counts. */
  after?: Record<string, Words>;
  /** Whose pages change. */
  provinceIds: string[];
};

function isChange({ counts }: FileChange): boolean {
  return Object.values(counts).some((count) => count > 0);
}

/** No entry for a file that changed nothing. */
export async function auditFile(
  tx: RawTx,
  source: { kind: LoadKind; path: string; facts: SourceFacts },
  change: FileChange,
  at: Date,
): Promise<void> {
  if (!isChange(change)) return;
  const file = path.basename(source.path);
  const { sha256, rows } = source.facts;
  await writeAudit(tx, {
    provinceId: "VN",
    actorId: null,
    event: `load.${source.kind}`,
    subject: `file:${file}`,
    ...(change.before === undefined ? {} : { before: change.before }),
    after: { file, sha256, rows, counts: change.counts, ...change.after },
    at,
  });
}
