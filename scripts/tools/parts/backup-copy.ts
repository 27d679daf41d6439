/** Tables out of a database and into one, by COPY, through the frames of a backup. */
import { createHash, type Hash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import {
  BadBackup,
  readCounted,
  readTable,
  type BackupTable,
  type BackupWriter,
  type CountedTable,
  type Frame,
} from "./backup-file";

/** What every database has of its own. */
const NOT_COPIED = ["_prisma_migrations"];
const LEVEL = 3;
const PIECE = 1 << 18;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const list = ({ columns }: BackupTable) => columns.map(quoted).join(", ");

type Reference = { from: string; to: string };

/** What others refer to comes first; a table that refers to itself is written by one statement, which may. */
export function inOrder(tables: readonly BackupTable[], references: readonly Reference[]): BackupTable[] {
  const left = new Map(tables.map((one) => [one.table, one]));
  const sorted: BackupTable[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ table }) =>
      references.every(({ from, to }) => from !== table || to === table || !left.has(to)),
    );
    if (free.length === 0)
      throw new Error(`these tables refer to each other: ${[...left.keys()].join(", ")}`);
    for (const one of free) left.delete(one.table);
    sorted.push(...free);
  }
  return sorted;
}

/** All tables with the columns that are stored, in the order in which they can be written. */
export async function listTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1::text[])
     GROUP BY c.relname ORDER BY c.relname`,
    [NOT_COPIED],
  );
  const references = await client.query<Reference>(
    `SELECT DISTINCT f.relname AS "from", t.relname AS "to"
     FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
  );
  return inOrder(rows, references.rows);
}

/** Lets everything through, and counts it into the hash. */
const hashing = (hash: Hash) =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });

export async function copyOut(
  client: pg.Client,
  writer: BackupWriter,
  table: BackupTable,
): Promise<CountedTable> {
  await writer.json("T", table);
  const hash = createHash("sha256");
  const source = client.query(copyTo(`COPY ${quoted(table.table)} (${list(table)}) TO STDOUT`));
  await pipeline(
    source,
    hashing(hash),
    createGzip({ level: LEVEL, chunkSize: PIECE }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) await writer.frame("D", piece);
    },
  );
  const counted = { table: table.table, rows: source.rowCount, sha256: hash.digest("hex") };
  await writer.json("E", counted);
  return counted;
}

/** Writes every table of the file, in the caller's transaction. @throws BadBackup where it is not what its frames say */
export async function copyIn(
  client: pg.Client,
  frames: AsyncGenerator<Frame>,
  progress: (line: string) => void,
) {
  for (;;) {
    const { value: frame, done } = await frames.next();
    if (done) return;
    if (frame.type !== "T") continue;
    const table = readTable(frame.bytes);
    progress(table.table);
    const counted = await copyTable(client, frames, table);
    if (counted.is !== counted.should)
      throw new BadBackup(`the table ${table.table} is not what the file says it is`);
  }
}

async function copyTable(client: pg.Client, frames: AsyncGenerator<Frame>, table: BackupTable) {
  let should = "";
  async function* pieces() {
    for (;;) {
      const { value: frame, done } = await frames.next();
      if (done) throw new BadBackup(`the table ${table.table} has no end`);
      if (frame.type === "E") {
        const { rows, sha256 } = readCounted(frame.bytes);
        should = `${rows} ${sha256}`;
        return;
      }
      yield frame.bytes;
    }
  }
  const hash = createHash("sha256");
  const target = client.query(copyFrom(`COPY ${quoted(table.table)} (${list(table)}) FROM STDIN`));
  await pipeline(Readable.from(pieces()), createGunzip(), hashing(hash), target);
  return { is: `${target.rowCount} ${hash.digest("hex")}`, should };
}
