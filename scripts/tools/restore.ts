/** `npm run restore -- --from FILE [--yes]`: a backup into an empty database, in one transaction, then verified. */
import { parseArgs } from "node:util";
import pg from "pg";
import { auditKey, auditKeyName } from "@/lib/audit-key";
import { readAuditKeyName, verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { isEarlierState, migrateEmpty, migrateOn } from "@/prisma/migrate";
import { recordRenamedDecisions } from "@/prisma/renamed-decisions";
import { sealAudit } from "@/prisma/seal-audit";
import { buildUnitTrees } from "@/prisma/seed/units";
import { copyIn } from "./parts/backup-copy";
import { BadBackup, readFrames, verifyBackup, type Manifest } from "./parts/backup-file";
import { failureText } from "./parts/failure";

const USAGE = `Usage: npm run restore -- --from FILE [--yes]
Restores into the database of this installation, which must be empty. Without --yes it only reads and checks the file.
Exit code: 0 done, 1 restored but the checks found something, 2 wrong call, 3 the database failed or is not empty,
4 the file is no whole backup, or of another program`;
const SHOWN = 100;

/** Anything of anybody in the schema, extensions' own objects aside. */
const OCCUPIED = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LIMIT 1`;

class NotEmpty extends Error {}

async function refuseOccupied(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(OCCUPIED);
  if (rows[0])
    throw new NotEmpty(
      `the database ${client.database} is not empty (there is "${rows[0].name}"): restore into a new DATA_DIR or a new database`,
    );
}

/** All or nothing: who is killed on the way leaves the database empty. */
async function restore(client: pg.Client, file: string, manifest: Manifest, appUrl: string): Promise<void> {
  await client.query("BEGIN");
  try {
    await refuseOccupied(client);
    await migrateEmpty(
      client,
      appUrl,
      manifest.migrations.map(({ name }) => name),
    );
    await copyIn(client, readFrames(file), (table) => console.error(`Restoring ${table}`));
    for (const { name, last } of manifest.sequences)
      await client.query("SELECT setval($1::regclass, $2)", [`public."${name}"`, last]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
  await client.query("ANALYZE");
}

/** @returns whether nothing was found */
async function check(client: pg.Client, manifest: Manifest): Promise<boolean> {
  const tx = pgTx(client);
  const { differences, rollups } = await verifyRollups(tx);
  console.log(`Rollups: ${differences.length === 0 ? "no" : differences.length} difference(s) in ${rollups}`);
  for (const { table, key } of differences.slice(0, SHOWN)) console.log(`${table} ${key}`);
  const known = await readAuditKeyName(tx);
  if (!process.env.AUDIT_KEY || (known !== null && known !== auditKeyName())) {
    console.log(
      "Audit chain: NOT verified, AUDIT_KEY is not the key with which it was made. Without that key it cannot be verified, " +
        "and the application does not start: set AUDIT_KEY, or auditKey in secrets.json of DATA_DIR, to the old one",
    );
    return false;
  }
  const witnessed = manifest.heads.map((head) => ({ ...head, seq: BigInt(head.seq) }));
  const found: string[] = [];
  const options = { key: auditKey(), witnessed, packagedUnits: buildUnitTrees().units };
  const { entries, provinces } = await verifyAudit(tx, options, (line) => found.push(line));
  const words = found.length === 0 ? "no" : found.length;
  console.log(`Audit chain: ${words} finding(s) in ${entries} entries of ${provinces} chains`);
  for (const line of found.slice(0, SHOWN)) console.log(line);
  return differences.length === 0 && found.length === 0;
}

const words = ({ createdAt, program, tables }: Manifest) =>
  `A whole backup of ${createdAt} by version ${program}: ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${tables.length} tables`;

async function run({ from, yes }: Call, ownerUrl: string, appUrl: string): Promise<number> {
  const manifest = await verifyBackup(from);
  console.log(words(manifest));
  if (!isEarlierState(manifest.migrations))
    throw new BadBackup(
      "it was made by another version of the program, with other migrations: restore it with that one",
    );
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await refuseOccupied(client);
    if (!yes) {
      console.log(
        `Nothing was changed. Add --yes to restore it into the database ${client.database}, which is empty`,
      );
      return 0;
    }
    await restore(client, from, manifest, appUrl);
    const applied = await migrateOn(client, appUrl);
    if (applied.length > 0) {
      console.log(`Brought up to date: ${applied.join(", ")}`);
      await sealAudit(client, new Date(), (line) => console.log(line));
      await recordRenamedDecisions(client, new Date(), (line) => console.log(line));
    }
    console.log(`Restored into the database ${client.database}`);
    return (await check(client, manifest)) ? 0 : 1;
  } finally {
    await client.end();
  }
}

type Call = { from: string; yes: boolean };

function chosen(): Call | null {
  try {
    const { values } = parseArgs({ options: { from: { type: "string" }, yes: { type: "boolean" } } });
    return values.from === undefined ? null : { from: values.from, yes: values.yes ?? false };
  } catch {
    return null;
  }
}

const call = chosen();
if (!call) {
  console.error(USAGE);
  process.exitCode = 2;
} else
  try {
    const { MIGRATION_DATABASE_URL: ownerUrl = "", DATABASE_URL: appUrl = "" } = process.env;
    process.exitCode = await run(call, ownerUrl, appUrl);
  } catch (error) {
    console.error(`Error: ${failureText(error)}`);
    process.exitCode = error instanceof BadBackup ? 4 : 3;
  }
// The migration engine leaves a timer behind that would hold the process.
process.exit();
