/**
 * Walks every province's audit chain, and replays the entries against the rows they speak of. Reads in batches, so memory
 * holds what is known of one province's submissions, never the entries or figures.
 */
import "server-only";
import { z } from "zod";
import { CHAINED_COLUMNS, entryMac, GENESIS, type ChainedEntry } from "./audit-chain";
import { AuditReplay, type ReplayOptions } from "./audit-replay";
import type { RawTx } from "./raw";

/** The end of a chain, as it was written down elsewhere. */
export type AuditHead = { provinceId: string; seq: bigint; mac: string };

type AuditSummary = {
  provinces: number;
  entries: number;
  submissions: number;
  /** Submitted versions whose figures the entries hold. */
  versions: number;
  /** Versions that came from files or with the demo: the entries name them, and hold no figures. */
  loadedVersions: number;
  /** Approved figures that were compared with their revisions. */
  figures: number;
  /** Rows of periods, users, decisions and the like. */
  rows: number;
  findings: number;
};

const BATCH = 500;

const rowSchema = z.object({
  provinceId: z.string(),
  seq: z.string(),
  id: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  event: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
  mac: z.string(),
});

const ENTRIES = `
  SELECT ${CHAINED_COLUMNS}, encode(a.mac, 'hex') AS mac FROM audit_entries a
  WHERE a.province_id = $1 AND a.seq > $2::bigint ORDER BY a.seq LIMIT ${BATCH}`;

const HEADS = `
  SELECT province_id AS "provinceId", seq::text, encode(mac, 'hex') AS mac FROM audit_heads ORDER BY province_id COLLATE "C"`;

const PROVINCES = `
  SELECT province_id AS id, count(*) FILTER (WHERE seq IS NULL OR mac IS NULL)::int AS unsealed
  FROM audit_entries GROUP BY province_id`;

const headsSchema = z.array(
  z.object({ provinceId: z.string(), seq: z.string(), mac: z.string() }).transform(({ seq, ...rest }) => ({
    ...rest,
    seq: BigInt(seq),
  })),
);

export async function listAuditHeads(tx: RawTx): Promise<AuditHead[]> {
  return headsSchema.parse(await tx.$queryRawUnsafe(HEADS));
}

/** The key with which the chain was begun, by its name; null where nobody wrote it down. */
export async function readAuditKeyName(tx: RawTx): Promise<string | null> {
  const rows = await tx.$queryRawUnsafe("SELECT value FROM settings WHERE key = 'audit'");
  return (
    z.array(z.object({ value: z.object({ key: z.string() }) })).safeParse(rows).data?.[0]?.value.key ?? null
  );
}

type Options = ReplayOptions & { key: Buffer; witnessed: readonly AuditHead[] };

type Walk = { head: AuditHead | undefined; unsealed: number; witnessed: readonly AuditHead[] };

class Chain {
  last = { seq: 0n, mac: GENESIS };
  entries = 0;
  private readonly seen = new Map<string, string>();

  constructor(
    private readonly provinceId: string,
    private readonly walk: Walk,
    private readonly key: Buffer,
    private readonly find: (finding: string) => void,
  ) {}

  private say(what: string) {
    this.find(`audit ${this.provinceId} ${what}`);
  }

  add(entry: ChainedEntry, mac: string) {
    const { seq } = entry;
    const expected = this.last.seq + 1n;
    if (seq !== expected) {
      const gap =
        seq === expected + 1n
          ? `entry ${expected} is missing`
          : `entries ${expected} to ${seq - 1n} are missing`;
      this.say(`${gap}; entry ${seq} cannot be checked without them`);
    } else if (entryMac(this.key, entry, this.last.mac) !== mac)
      this.say(
        `entry ${seq} (${entry.event} ${entry.subject}) was changed or did not come from the application`,
      );
    if (this.walk.witnessed.some((one) => one.seq === seq)) this.seen.set(String(seq), mac);
    this.last = { seq, mac };
    this.entries += 1;
  }

  end() {
    const { head, unsealed, witnessed } = this.walk;
    if (unsealed > 0) this.say(`${unsealed} entries have no number: they did not come from the application`);
    if (!head && this.last.seq > 0n)
      this.say(`has no head: the end of its ${this.last.seq} entries cannot be checked`);
    if (head && head.seq !== this.last.seq)
      this.say(
        `ends with entry ${this.last.seq}, its head says ${head.seq}: entries were cut off or added at the end`,
      );
    else if (head && head.mac !== this.last.mac)
      this.say(`entry ${head.seq} is not the one that its head names`);
    for (const one of witnessed) {
      const mac = this.seen.get(String(one.seq));
      if (mac === undefined)
        this.say(`entry ${one.seq} was witnessed and is gone: the chain ends with entry ${this.last.seq}`);
      else if (mac !== one.mac) this.say(`entry ${one.seq} is not the one that was witnessed`);
    }
  }
}

/** In the caller's transaction, which should see one state. @param find receives each finding as one line */
export async function verifyAudit(
  tx: RawTx,
  { key, witnessed, ...options }: Options,
  find: (finding: string) => void,
): Promise<AuditSummary> {
  let findings = 0;
  const found = (line: string) => {
    findings += 1;
    find(line);
  };
  const heads = await listAuditHeads(tx);
  const counted = z
    .array(z.object({ id: z.string(), unsealed: z.number() }))
    .parse(await tx.$queryRawUnsafe(PROVINCES));
  const names = [heads, witnessed].flat().map(({ provinceId }) => provinceId);
  const all = new Set([...names, ...counted.map(({ id }) => id), ...(await provincesWithRows(tx))]);
  // The nation's chain names the files that were loaded, which the others' submissions refer to.
  const provinces = ["VN", ...[...all].filter((id) => id !== "VN").sort()];
  const replay = new AuditReplay(tx, options, found);
  const summary = { provinces: provinces.length, entries: 0 };
  for (const provinceId of provinces) {
    const walk = {
      head: heads.find((one) => one.provinceId === provinceId),
      unsealed: counted.find(({ id }) => id === provinceId)?.unsealed ?? 0,
      witnessed: witnessed.filter((one) => one.provinceId === provinceId),
    };
    const chain = new Chain(provinceId, walk, key, found);
    for (;;) {
      const rows = z
        .array(rowSchema)
        .parse(await tx.$queryRawUnsafe(ENTRIES, provinceId, String(chain.last.seq)));
      for (const { mac, seq, ...row } of rows) chain.add({ ...row, seq: BigInt(seq) }, mac);
      await replay.addEntries(
        provinceId,
        rows.map(({ seq, before, after, ...row }) => ({
          ...row,
          seq: BigInt(seq),
          before: parsed(before),
          after: parsed(after),
        })),
      );
      if (rows.length < BATCH) break;
    }
    chain.end();
    summary.entries += chain.entries;
    await replay.endProvince(provinceId);
  }
  await replay.end();
  return { ...summary, ...replay.counts, findings };
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

/** A chain that was removed whole leaves no row of its own. */
async function provincesWithRows(tx: RawTx): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe("SELECT DISTINCT province_id AS id FROM province_periods ORDER BY 1");
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}
