/** Writes zip archives as a test needs them: whole, damaged, or far larger inside than outside. */
import { once } from "node:events";
import { crc32, createDeflateRaw, deflateRawSync } from "node:zlib";

type Packed = { name: string; packed: Buffer; size: number; crc: number; flags?: number };

/** Deflates what is made piece by piece and never held whole. */
export async function packedStream(name: string, pieces: Iterable<Buffer>): Promise<Packed> {
  const deflate = createDeflateRaw({ level: 1 });
  const out: Buffer[] = [];
  deflate.on("data", (piece: Buffer) => out.push(piece));
  let size = 0;
  let crc = 0;
  for (const piece of pieces) {
    size += piece.length;
    crc = crc32(piece, crc);
    if (!deflate.write(piece)) await once(deflate, "drain");
  }
  deflate.end();
  await once(deflate, "end");
  return { name, packed: Buffer.concat(out), size, crc };
}

export function packed(name: string, content: string): Packed {
  const bytes = Buffer.from(content, "utf8");
  return { name, packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
}

export function zip(parts: readonly Packed[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, packed: body, size, crc, flags = 0 } of parts) {
    const label = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(label.length, 22);
    bodies.push(Buffer.from([0x50, 0x4b, 3, 4]), common, label, body);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, label);
    at += 30 + label.length + body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

export const sheetXml = (rows: string, after = "") =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;

/** The parts of a workbook with one sheet, but for the sheet itself. */
export function workbookParts(styles = "", types = ""): Packed[] {
  return [
    packed(
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>${types}</Types>`,
    ),
    packed(
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    packed(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="Phụ lục" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    packed(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${REL}/styles" Target="/xl/styles.xml"/></Relationships>`,
    ),
    packed("xl/styles.xml", `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`),
  ];
}

export function workbook(rows: string, after = "", styles = ""): Buffer {
  return zip([...workbookParts(styles), packed("xl/worksheets/sheet1.xml", sheetXml(rows, after))]);
}
