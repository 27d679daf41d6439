/** Reads one sheet of a workbook in a thread of its own, which may be ended and has a heap of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { readXlsx } from "hucre/xlsx";
import { entriesOf, inflate, inflated, Refused, stored } from "./workbook-archive.mjs";
import { cellOf } from "./workbook-cell.mjs";
import { SheetScan } from "./workbook-scan.mjs";

const MB = 1024 * 1024;
/** Of lists and formats; of a sheet as it is inflated; of a sheet as far as it is kept. */
const LIMIT = { part: 16 * MB, sheet: 256 * MB, kept: 24 * MB };

const XML = /<(?:\w+:)?(\w+)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g;
const ATTRIBUTE = /([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** @param {string} text */
const plain = (text) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (all, hex, digits, name) => {
    if (name) return NAMED[name.toLowerCase()];
    const point = hex ? parseInt(hex, 16) : Number(digits);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });

/** The attributes of all elements of a name. @param {Buffer} xml @param {string} wanted */
function elements(xml, wanted) {
  const found = [];
  for (const [, name, attributes] of xml.toString("utf8").matchAll(XML)) {
    if (name !== wanted) continue;
    const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key, double, single]) => [
      key.replace(/^.*:(?=id$)/, "r:"),
      plain(double ?? single),
    ]);
    found.push(Object.fromEntries(pairs));
  }
  return found;
}

/** The path of what a part refers to. @param {string} from @param {string} target */
function resolved(from, target) {
  return new URL(target, `file:///${from}`).pathname.slice(1);
}

const relsOf = (part) => part.replace(/([^/]*)$/, "_rels/$1.rels");

/** The parts of one workbook, and what of them belongs to reading a sheet. */
class Archive {
  /** @param {Buffer} zip @param {{ rows: number, columns: number, cells: number }} most */
  constructor(zip, most) {
    this.zip = zip;
    this.most = most;
    this.entries = entriesOf(zip);
    const names = [...this.entries.keys()];
    if (names.some((name) => /vbaProject|\/macrosheets\//i.test(name))) throw new Refused("macros");
    if (names.some((name) => /^xl\/workbook\.bin$/i.test(name))) throw new Refused("binary");
    if (names.some((name) => /^EncryptedPackage$/i.test(name))) throw new Refused("encrypted");
  }

  /** @param {string} name @returns {Promise<Buffer | null>} */
  async part(name) {
    const entry = this.entries.get(name);
    if (!entry) return null;
    const content = await inflate(this.zip, entry, LIMIT.part);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(content.toString("latin1"))) throw new Refused("damaged");
    return content;
  }

  /** @param {string} name */
  async sheet(name) {
    const entry = this.entries.get(name);
    if (!entry) throw new Refused("damaged");
    const scan = new SheetScan(this.most);
    const pieces = [];
    let kept = 0;
    const keep = (piece) => {
      kept += piece.length;
      if (kept > LIMIT.kept) throw new Refused("too-large-inside");
      pieces.push(piece);
    };
    for await (const piece of inflated(this.zip, entry, LIMIT.sheet)) keep(scan.take(piece));
    keep(scan.end());
    return { content: Buffer.concat(pieces), filled: scan.filled };
  }
}

/** The workbook part, wherever it lies, and its sheets in their order. @param {Archive} archive */
async function contentsOf(archive) {
  const types = await archive.part("[Content_Types].xml");
  const roots = await archive.part("_rels/.rels");
  if (!types || !roots) throw new Refused("not-a-workbook");
  const main = elements(roots, "Relationship").find(({ Type = "" }) => Type.endsWith("/officeDocument"));
  const workbookPart = main ? resolved("", main.Target) : "";
  // Some programs list the type of macros in every file: only the workbook's own counts.
  const own = elements(types, "Override").find(({ PartName }) => PartName === `/${workbookPart}`);
  if (own?.ContentType?.includes("macroEnabled")) throw new Refused("macros");
  const workbook = await archive.part(workbookPart);
  const rels = await archive.part(relsOf(workbookPart));
  if (!workbook || !rels || elements(workbook, "workbook").length === 0) throw new Refused("not-a-workbook");
  const targets = new Map(
    elements(rels, "Relationship").map(({ Id, Type = "", Target }) => [
      Id,
      { isSheet: Type.endsWith("/worksheet"), part: resolved(workbookPart, Target) },
    ]),
  );
  const sheets = elements(workbook, "sheet").map((sheet) => ({
    name: sheet.name ?? "",
    isHidden: sheet.state === "hidden" || sheet.state === "veryHidden",
    target: targets.get(sheet["r:id"]),
  }));
  const parts = new Map([
    ["[Content_Types].xml", types],
    ["_rels/.rels", roots],
    [workbookPart, workbook],
    [relsOf(workbookPart), rels],
  ]);
  for (const { Type = "", Target } of elements(rels, "Relationship")) {
    if (!/\/(styles|sharedStrings)$/.test(Type)) continue;
    const part = resolved(workbookPart, Target);
    const content = await archive.part(part);
    if (content) parts.set(part, content);
  }
  return { sheets, parts };
}

const NOTHING = Buffer.from(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
);

/** @param {Awaited<ReturnType<typeof contentsOf>>["sheets"]} sheets @param {string | null} wanted */
async function chosen(archive, sheets, wanted) {
  const readable = sheets.filter(({ target }) => target?.isSheet);
  const candidates = readable.filter(({ name, isHidden }) => (wanted === null ? !isHidden : name === wanted));
  for (const sheet of candidates) {
    const { content, filled } = await archive.sheet(sheet.target.part);
    if (filled > 0) return { sheet, content };
  }
  throw new Refused(wanted !== null && candidates.length === 0 ? "no-such-sheet" : "no-data");
}

/** @param {import("hucre/xlsx").Sheet} sheet */
function plainSheet({ name, rows, cells, merges = [] }) {
  return {
    name,
    rows: rows.flatMap((values, row) => {
      const filled = values.map((value, column) => cellOf(value, cells?.get(`${row},${column}`)));
      while (filled.length > 0 && filled.at(-1) === null) filled.pop();
      return filled.length > 0 ? [{ row: row + 1, cells: filled }] : [];
    }),
    merges: merges.map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    })),
  };
}

async function read({ bytes, sheet: wanted, most }) {
  let sheets = [];
  try {
    const archive = new Archive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), most);
    const contents = await contentsOf(archive);
    sheets = contents.sheets.map(({ name, isHidden }) => ({ name, isHidden }));
    const { sheet, content } = await chosen(archive, contents.sheets, wanted);
    // Every other sheet is empty to the library.
    for (const { target } of contents.sheets) if (target) contents.parts.set(target.part, NOTHING);
    contents.parts.set(sheet.target.part, content);
    const at = contents.sheets.indexOf(sheet);
    const workbook = await readXlsx(stored(contents.parts), { readStyles: true, sheets: [at] });
    const [found] = workbook.sheets;
    if (!found) throw new Refused("damaged");
    return { ok: true, sheet: plainSheet({ ...found, name: sheet.name }), sheets };
  } catch (error) {
    // Whatever the library stumbles over is a file that no spreadsheet wrote.
    return { ok: false, reason: error instanceof Refused ? error.reason : "damaged", sheets };
  }
}

parentPort.postMessage(await read(workerData));
