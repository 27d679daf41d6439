/**
 * The file of a backup: tables one after the other, then what is in them (the manifest), then the hash of it all. What was
 * cut or damaged anywhere does not end with its own hash.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { z } from "zod";

const MAGIC = Buffer.from("BAO-PHU-BACKUP-1\n");
const HASH_BYTES = 32;
const HEAD_BYTES = 5;
const MOST = 1 << 26;

/** A table begins, has data (compressed), ends; last of all the manifest. */
export type FrameType = "T" | "D" | "E" | "M";
export type Frame = { type: FrameType; bytes: Buffer };

const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });
export type BackupTable = z.infer<typeof tableSchema>;
const countedSchema = z.object({ table: z.string(), rows: z.number(), sha256: z.string() });
export type CountedTable = z.infer<typeof countedSchema>;

const manifestSchema = z.object({
  createdAt: z.string(),
  program: z.string(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(countedSchema),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  /** Where the audit chains ended, and by which key they were made. */
  heads: z.array(z.object({ provinceId: z.string(), seq: z.string(), mac: z.string() })),
  auditKey: z.string().nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const readTable = (bytes: Buffer): BackupTable => tableSchema.parse(JSON.parse(bytes.toString()));
export const readCounted = (bytes: Buffer): CountedTable => countedSchema.parse(JSON.parse(bytes.toString()));

export class BackupWriter {
  private readonly hash = createHash("sha256");

  constructor(private readonly file: FileHandle) {}

  private async write(bytes: Buffer) {
    this.hash.update(bytes);
    await this.file.writeFile(bytes);
  }

  begin(): Promise<void> {
    return this.write(MAGIC);
  }

  async frame(type: FrameType, bytes: Buffer): Promise<void> {
    const head = Buffer.alloc(HEAD_BYTES);
    head.write(type, 0, "latin1");
    head.writeUInt32BE(bytes.length, 1);
    await this.write(Buffer.concat([head, bytes]));
  }

  json(type: "T" | "E" | "M", value: BackupTable | CountedTable | Manifest): Promise<void> {
    return this.frame(type, Buffer.from(JSON.stringify(value)));
  }

  /** On the disk when this is over. */
  async end(manifest: Manifest): Promise<void> {
    await this.json("M", manifest);
    await this.file.writeFile(this.hash.digest());
    await this.file.sync();
  }
}

/** The file is none of ours, or not whole. */
export class BadBackup extends Error {}

const NOT_WHOLE = "the file is cut or damaged: it does not end with its own hash";

function head(buffer: Buffer): { type: FrameType; length: number } {
  const type = buffer.toString("latin1", 0, 1);
  const length = buffer.readUInt32BE(1);
  if (!/^[TDEM]$/.test(type) || length > MOST) throw new BadBackup(NOT_WHOLE);
  return { type: type as FrameType, length };
}

/** The frames in order. @throws BadBackup wherever the file turns out not to be what was written */
export async function* readFrames(path: string): AsyncGenerator<Frame> {
  const hash: Hash = createHash("sha256");
  let rest = Buffer.alloc(0);
  let hasBegun = false;
  let isOver = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    if (!hasBegun) {
      if (rest.length < MAGIC.length) continue;
      if (!rest.subarray(0, MAGIC.length).equals(MAGIC))
        throw new BadBackup("the file is no backup of Bao Phủ");
      hash.update(MAGIC);
      rest = rest.subarray(MAGIC.length);
      hasBegun = true;
    }
    while (!isOver && rest.length >= HEAD_BYTES) {
      const { type, length } = head(rest);
      if (rest.length < HEAD_BYTES + length) break;
      hash.update(rest.subarray(0, HEAD_BYTES + length));
      yield { type, bytes: rest.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      rest = rest.subarray(HEAD_BYTES + length);
      isOver = type === "M";
    }
  }
  if (!isOver || rest.length !== HASH_BYTES || !rest.equals(hash.digest())) throw new BadBackup(NOT_WHOLE);
}

/** Reads the whole file. @returns what is in it @throws BadBackup */
export async function verifyBackup(path: string): Promise<Manifest> {
  let manifest: Manifest | null = null;
  const counted: CountedTable[] = [];
  for await (const { type, bytes } of readFrames(path)) {
    if (type === "E") counted.push(readCounted(bytes));
    if (type === "M") manifest = manifestSchema.parse(JSON.parse(bytes.toString()));
  }
  if (!manifest || JSON.stringify(manifest.tables) !== JSON.stringify(counted))
    throw new BadBackup(NOT_WHOLE);
  return manifest;
}
