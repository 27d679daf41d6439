/**
 * The Word, brief and Excel of a nation, a province and a reporting unit as another office program shows them: LibreOffice
 * makes a PDF of each, in which pages, fonts, sentences and numbers are looked for. The files stay for a person to look at.
 */
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { periodIdSchema } from "@/lib/domain/period";
import { prepareDatabase } from "@/prisma/prepare";
import { startModule } from "@/tests/bench/child";
import type { CleanUps } from "@/tests/bench/run";
import { TEST_AUDIT_KEY } from "@/tests/support/databases";
import { ROOT } from "../../scripts/platform/settings.mjs";
import type { Finding } from "./journal";
import { convert, drawPages, readPdf, type Pdf } from "./office";
import type { WrittenPaper } from "./papers-process";
import { Server } from "./world";

type Emit = (finding: Finding) => void;

/** Few months are enough for one report with what it is compared with. */
const FROM = "2025-04";

/** Pages of each: a brief is one; more of the others would be gaps, or a table that was torn apart. */
const MOST_PAGES: Readonly<Record<string, Record<WrittenPaper["kind"], number>>> = {
  VN: { word: 8, brief: 1, excel: 7 },
  "68-2025": { word: 7, brief: 1, excel: 7 },
  "593-2025": { word: 3, brief: 1, excel: 4 },
};

async function demo(cleanUps: CleanUps): Promise<string> {
  process.env.AUDIT_KEY = TEST_AUDIT_KEY;
  const { ownerUrl, appUrl } = await Server.start(cleanUps);
  const now = new Date();
  const from = periodIdSchema.parse(FROM);
  const progress = () => undefined;
  await prepareDatabase({ ownerUrl, appUrl, demo: true, now, fingerprint: "verification", progress, from });
  return appUrl;
}

async function writeFiles(cleanUps: CleanUps, appUrl: string, folder: string): Promise<WrittenPaper[]> {
  const child = startModule([path.join(import.meta.dirname, "papers-process.ts"), folder], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: appUrl },
  });
  cleanUps.add(() => child.stop());
  const gone = child.ended.then(() => {
    throw new Error("the process that writes the papers ended by itself");
  });
  const [written] = (await Promise.race([once(child.process, "message"), gone])) as [WrittenPaper[]];
  return written;
}

const RESULT = /(<f>[^<]*<\/f>)<v>[^<]+<\/v>/g;

/** A copy of the workbook without what its formulas come to: whoever opens it has to compute. */
function withoutResults(folder: string, file: string): string {
  const parts = unzipSync(readFileSync(path.join(folder, file)));
  for (const name of Object.keys(parts).filter((one) => one.startsWith("xl/worksheets/sheet"))) {
    const xml = strFromU8(parts[name] ?? new Uint8Array());
    const [formulas, results] = [xml.match(/<f[ >]/g), xml.match(RESULT)].map((found) => found?.length ?? 0);
    // One that is not taken away would be compared with itself.
    if (formulas !== results) throw new Error(`${file}, ${name}: ${results} results of ${formulas} formulas`);
    parts[name] = strToU8(xml.replace(RESULT, "$1"));
  }
  const copy = file.replace(/\.xlsx$/, "_computed.xlsx");
  writeFileSync(path.join(folder, copy), zipSync(parts));
  return copy;
}

type Words = { lines: string; squeezed: string };

const squeezed = (text: string) => text.replace(/\s+/g, "");

/** Lines without the numbers of the pages, which would stand in the middle of a sentence; and all words in one. */
function wordsOf({ pages }: Pdf): Words {
  const bare = pages.map((page, at) => {
    const lines = page.split("\n");
    const number = lines.findLastIndex((line) => line.trim() === String(at + 1));
    return lines.filter((_line, index) => index !== number).join("\n");
  });
  const lines = bare.join("\n");
  return { lines, squeezed: squeezed(lines) };
}

const NUMBER = /^[-+\u2212\u2013]?\d[\d.,]*%?$/;

/** A number on its own: 12 is not in 2.123, nor in 12%. */
function isNumberIn({ lines }: Words, number: string): boolean {
  const exact = number.replace(/[.+]/g, "\\$&");
  return new RegExp(`(?<![\\d.,+\u2212\u2013-])${exact}(?![\\d%]|[.,]\\d)`).test(lines);
}

/** What a cell of several lines says is read line by line with its neighbours: each of its words is looked for. */
const CELL = 60;
function isIn(words: Words, text: string): boolean {
  const isThere = (part: string) =>
    NUMBER.test(part) ? isNumberIn(words, part) : words.squeezed.includes(squeezed(part));
  return isThere(text) || (text.length <= CELL && text.split(/\s+/).every(isThere));
}

/** A4 in points, either way round; programs differ by a fraction of one. */
const isA4 = (size: string) => /^(59[45](\.\d+)? x 84[12]|84[12](\.\d+)? x 59[45])/.test(size);

async function check(folder: string, { file, kind, unit, texts }: WrittenPaper): Promise<Finding> {
  const pdf = path.join(folder, `${path.parse(file).name}.pdf`);
  const read = await readPdf(pdf);
  await drawPages(pdf);
  const words = wordsOf(read);
  const lost = texts.filter((text) => !isIn(words, text));
  const strange = read.fonts.filter(({ isEmbedded }) => !isEmbedded).map(({ name }) => name);
  const most = MOST_PAGES[unit]?.[kind] ?? 0;
  const isPaged = read.pages.length >= 1 && read.pages.length <= most && isA4(read.size);
  return {
    verify: `paper-${kind}-${unit}`,
    ok: isPaged && read.fonts.length > 0 && strange.length === 0 && texts.length > 0 && lost.length === 0,
    pages: read.pages.length,
    mostPages: most,
    size: read.size,
    fonts: read.fonts.map(({ name }) => name.replace(/^[A-Z]{6}\+/, "")),
    notEmbedded: strange,
    looked: texts.length,
    lost: lost.slice(0, 5),
  };
}

async function checkFormulas(folder: string, file: string, computed: string): Promise<Finding> {
  const [kept, anew] = await Promise.all(
    [file, computed].map(
      async (one) => wordsOf(await readPdf(path.join(folder, `${path.parse(one).name}.pdf`))).squeezed,
    ),
  );
  return { verify: `paper-formulas-${path.parse(file).name}`, ok: kept === anew && kept !== "" };
}

/** @param folder where the papers are left */
export async function verifyPapers(cleanUps: CleanUps, emit: Emit, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const written = await writeFiles(cleanUps, await demo(cleanUps), folder);
  const workbooks = written.filter(({ kind }) => kind === "excel").map(({ file }) => file);
  const computed = workbooks.map((file) => withoutResults(folder, file));
  await convert(folder, [...written.map(({ file }) => file), ...computed]);
  for (const paper of written) emit(await check(folder, paper));
  for (const [at, file] of workbooks.entries()) emit(await checkFormulas(folder, file, computed[at] ?? ""));
  console.error(`The papers, as PDF and as pictures: ${folder}`);
}
