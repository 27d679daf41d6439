/**
 * `npm run audit -- --verify` checks every audit chain and replays it against the rows; `--heads` prints where the chains end,
 * to be kept elsewhere; `--witness FILE` compares with lines that were printed earlier.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type pg from "pg";
import { auditKey, auditKeyName } from "@/lib/audit-key";
import { listAuditHeads, readAuditKeyName, verifyAudit, type AuditHead } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { buildUnitTrees } from "@/prisma/seed/units";
import { runOnDatabase } from "./parts/database-command";

const USAGE = `Usage: npm run audit -- --verify [--witness FILE] | --heads
Exit code: 0 done, 1 something was found, 2 wrong call, 3 the database or the file failed, 4 AUDIT_KEY is not the chain's`;
const SHOWN = 1000;

const WITNESS = /^(\S+) (\d+) ([0-9a-f]{64})$/;

/** Lines as --heads prints them; empty lines and those that begin with # are words for people. */
function readWitness(file: string): AuditHead[] {
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, provinceId = "", seq = "", mac = ""] = WITNESS.exec(line.trim()) ?? [];
      if (provinceId === "") throw new Error(`${file}: "${line}" is no line of npm run audit -- --heads`);
      return { provinceId, seq: BigInt(seq), mac };
    });
}

async function verify(client: pg.Client, witnessed: readonly AuditHead[]): Promise<number> {
  // One snapshot: what is written meanwhile is no finding.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const tx = pgTx(client);
  const known = await readAuditKeyName(tx);
  if (known !== null && known !== auditKeyName()) {
    console.error(
      "Error: AUDIT_KEY is not the key with which the chains were made: nothing can be verified with it",
    );
    return 4;
  }
  const packagedUnits = buildUnitTrees().units;
  let shown = 0;
  const found = await verifyAudit(tx, { key: auditKey(), witnessed, packagedUnits }, (finding) => {
    if (++shown <= SHOWN) console.log(finding);
  });
  await client.query("COMMIT");
  if (shown > SHOWN) console.log(`… and ${shown - SHOWN} more`);
  console.log(
    `Replayed ${found.entries} entries of ${found.provinces} chains` +
      `${witnessed.length > 0 ? ` against ${witnessed.length} witnessed heads` : ""}: ${found.submissions} submissions, ` +
      `the figures of ${found.versions} submitted versions, ${found.figures} approved figures, ${found.rows} other rows`,
  );
  if (found.loadedVersions > 0)
    console.log(
      `${found.loadedVersions} versions came from files or with the demo: their entries hold no figures, so these were only ` +
        "compared with their own revisions",
    );
  console.log(`${found.findings === 0 ? "No" : found.findings} finding(s)`);
  return found.findings === 0 ? 0 : 1;
}

async function heads(client: pg.Client): Promise<number> {
  for (const { provinceId, seq, mac } of await listAuditHeads(pgTx(client)))
    console.log(`${provinceId} ${seq} ${mac}`);
  return 0;
}

function chosen(): ((client: pg.Client) => Promise<number>) | null {
  try {
    const { values } = parseArgs({
      options: { verify: { type: "boolean" }, heads: { type: "boolean" }, witness: { type: "string" } },
    });
    const { witness } = values;
    if (values.heads) return values.verify || witness !== undefined ? null : heads;
    if (!values.verify) return null;
    return (client) => verify(client, witness === undefined ? [] : readWitness(witness));
  } catch {
    return null;
  }
}

await runOnDatabase(USAGE, chosen());
