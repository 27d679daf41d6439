/** Reads the files of a small zip archive, such as a workbook. */
import { inflateRawSync } from "node:zlib";

const ENTRY = 0x02014b50;

/** By name, as text. */
export function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === ENTRY) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + size);
    const text = (method === 0 ? packed : inflateRawSync(packed)).toString("utf8");
    files.set(archive.toString("utf8", at + 46, at + 46 + name), text);
    at += 46 + name + extra + comment;
  }
  return files;
}
