/** The zip around a workbook: its parts are inflated no further than allowed, and packed again without anything else. */
import { crc32, createInflateRaw } from "node:zlib";

/** Why a workbook is refused; the reasons are those of read-workbook.ts. */
export class Refused extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 5_000;
const IS_ENCRYPTED = 1;
const WIDE = 0xffffffff;

/**
 * @typedef {{ name: string, method: number, crc: number, packed: number, size: number, at: number }} Entry
 * `size` as declared, `at` where its local header stands.
 */

/** @param {Buffer} zip @returns {number} */
function endOf(zip) {
  const first = Math.max(0, zip.length - END_SIZE - LONGEST_COMMENT);
  for (let at = zip.length - END_SIZE; at >= first; at -= 1) if (zip.readUInt32LE(at) === END) return at;
  throw new Refused("damaged");
}

/** By name, as the directory at the end lists them. @param {Buffer} zip @returns {Map<string, Entry>} */
export function entriesOf(zip) {
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw new Refused("too-large-inside");
  const entries = new Map();
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== ENTRY) throw new Refused("damaged");
    const [nameSize, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const name = zip.toString("utf8", at + 46, at + 46 + nameSize).replaceAll("\\", "/");
    if (zip.readUInt16LE(at + 8) & IS_ENCRYPTED) throw new Refused("encrypted");
    // Two parts of one name: which of them counts is a matter of opinion.
    if (entries.has(name)) throw new Refused("damaged");
    // What needs the sizes of Zip64 is a part of 4 GB or more.
    if (zip.readUInt32LE(at + 24) === WIDE) throw new Refused("too-large-inside");
    const [method, crc, packed, size] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    entries.set(name, { name, method, crc, packed, size, at: zip.readUInt32LE(at + 42) });
    at += 46 + nameSize + extra + comment;
  }
  return entries;
}

/** @param {Buffer} zip @param {Entry} entry @returns {Buffer} */
function packedBytes(zip, { at, packed }) {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL) throw new Refused("damaged");
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  if (from + packed > zip.length) throw new Refused("damaged");
  return zip.subarray(from, from + packed);
}

/**
 * A part piece by piece, so that nothing beyond the limit is ever held.
 * @param {Buffer} zip @param {Entry} entry @param {number} limit bytes
 * @returns {AsyncGenerator<Buffer>}
 */
export async function* inflated(zip, entry, limit) {
  const packed = packedBytes(zip, entry);
  let size = 0;
  let crc = 0;
  for await (const piece of piecesOf(packed, entry.method)) {
    size += piece.length;
    if (size > limit) throw new Refused("too-large-inside");
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw new Refused("damaged");
}

/** @param {Buffer} packed @param {number} method */
async function* piecesOf(packed, method) {
  if (method === 0) return yield packed;
  if (method !== 8) throw new Refused("damaged");
  const inflate = createInflateRaw();
  inflate.end(packed);
  try {
    yield* inflate;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("damaged");
  } finally {
    inflate.destroy();
  }
}

/** @param {Buffer} zip @param {Entry} entry @param {number} limit @returns {Promise<Buffer>} */
export async function inflate(zip, entry, limit) {
  if (entry.size > limit) throw new Refused("too-large-inside");
  const pieces = [];
  for await (const piece of inflated(zip, entry, limit)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** An archive of these parts alone, not deflated. @param {ReadonlyMap<string, Buffer>} parts @returns {Buffer} */
export function stored(parts) {
  const [bodies, directory] = [[], []];
  let at = 0;
  for (const [name, content] of parts) {
    const label = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(label.length, 22);
    const header = Buffer.alloc(4);
    header.writeUInt32LE(LOCAL);
    bodies.push(header, common, label, content);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(ENTRY);
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, label);
    at += 30 + label.length + content.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}
