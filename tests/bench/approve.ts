/** What an approval costs against the bare SQL that writes the same rows, and 700 of them from 20 connections. */
import pg from "pg";
import { pgTx } from "@/lib/data/raw";
import { recomputeAll } from "@/lib/data/rollups";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { listSubmissions, type Submission } from "@/lib/data/submissions";
import type { Actor } from "@/lib/domain/policy";
import { measure } from "./approve-bare";
import { fillCountry, LARGE, MANAGER, MONTH, SMALL } from "./approve-data";
import { atMost, median, milliseconds, type Emit, type Part } from "./line";

const BOUND = 5;
const CONNECTIONS = 20;
const WARM_UP = 10;
const scope = { paths: ["/vn/"], provincePaths: [] };
const manager = { id: MANAGER, role: "manager", scope } as unknown as Actor;

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function approve(submission: Submission): Promise<void> {
  const result = await decideSubmission(submission, { event: "approve" }, manager, new Date());
  if (!result.ok) throw new Error(`${submission.id} was not approved: ${result.reason}`);
}

async function prepare(owner: pg.Client): Promise<void> {
  await fillCountry(owner);
  await owner.query("BEGIN");
  await recomputeAll(pgTx(owner), new Date());
  await owner.query("COMMIT");
  await owner.query("VACUUM ANALYZE");
}

async function compare(emit: Emit, owner: pg.Client, app: pg.Client, waiting: readonly Submission[]) {
  for (const provinceId of [SMALL, LARGE]) {
    const times = [];
    for (const submission of waiting.filter((one) => one.provinceId === provinceId))
      times.push(await measure(owner, app, submission, () => approve(submission)));
    const [approval, bare] = [times.map((one) => one.approval), times.map((one) => one.bare)].map(median);
    emit(
      atMost(
        `approve in a province of ${times.length} units / bare SQL`,
        (approval ?? 0) / (bare ?? 1),
        BOUND,
        {
          approvalMs: milliseconds(approval ?? 0),
          bareMs: milliseconds(bare ?? 0),
        },
      ),
    );
  }
}

/** Takes from the same list as everybody else until it is empty. */
async function worker(left: Submission[], failures: unknown[]): Promise<void> {
  for (let next = left.pop(); next; next = left.pop())
    await approve(next).catch((error) => failures.push(error));
}

async function race(emit: Emit, owner: pg.Client, waiting: readonly Submission[]): Promise<void> {
  // Neighbours in the list are of one province, so they meet at its row.
  const left = [...waiting];
  const failures: unknown[] = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => worker(left, failures)));
  const seconds = (performance.now() - start) / 1000;
  const { figures, rollups, differences } = await verifyRollups(pgTx(owner));
  emit({
    bench: `${waiting.length} approvals from ${CONNECTIONS} connections`,
    ok: failures.length === 0 && differences.length === 0,
    perSecond: Math.round(waiting.length / seconds),
    failures: failures.map(String).slice(0, 5),
    figures,
    rollups,
    differences: differences.length,
  });
}

export const bench: Part = async (emit, urls) => {
  const owner = await connected(urls.ownerUrl);
  const app = await connected(urls.appUrl);
  await prepare(owner);
  const waiting: Submission[] = await listSubmissions(manager, MONTH, new Date());
  const others = waiting.filter(({ provinceId }) => ![SMALL, LARGE].includes(provinceId));
  for (const submission of others.slice(0, WARM_UP)) await approve(submission);
  await compare(emit, owner, app, waiting);
  // Everything waits again: the race wants all 700.
  await owner.query("DELETE FROM figures WHERE period_id = $1", [MONTH]);
  await owner.query(
    "UPDATE submissions SET status = 'submitted', approved_version = NULL, approved_at = NULL WHERE period_id = $1",
    [MONTH],
  );
  await prepareAgain(owner);
  await race(emit, owner, await listSubmissions(manager, MONTH, new Date()));
  await app.end();
  await owner.end();
};

async function prepareAgain(owner: pg.Client): Promise<void> {
  await owner.query("BEGIN");
  await recomputeAll(pgTx(owner), new Date());
  await owner.query("COMMIT");
}
