/** LibreOffice and the tools of Poppler: a document becomes a PDF, and what is in that is read. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PATIENCE = { timeout: 180_000, maxBuffer: 64e6, killSignal: "SIGKILL" } as const;

/** The programs that are needed, by the packages of Debian that hold them. */
const PROGRAMS = {
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  pdftotext: "poppler-utils",
  pdftoppm: "poppler-utils",
};

const onPath = (name: string): string | null =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null;

/** LibreOffice as the setting SOFFICE names it, or from the path. */
const soffice = (): string | null => {
  const set = process.env.SOFFICE;
  if (set) return existsSync(set) ? set : null;
  return onPath("soffice") ?? onPath("libreoffice");
};

/** What somebody has to install first; null if everything is there. */
export function missingPrograms(): string | null {
  const missing = [
    ...(soffice() === null ? ["soffice (LibreOffice Writer and Calc; or name it in SOFFICE)"] : []),
    ...Object.entries(PROGRAMS)
      .filter(([name]) => onPath(name) === null)
      .map(([name, from]) => `${name} (${from})`),
  ];
  return missing.length === 0 ? null : missing.join(", ");
}

/** Writes a PDF of each beside it. LibreOffice keeps its settings in a folder of this run, so that nobody's are touched. */
export async function convert(folder: string, files: readonly string[]): Promise<void> {
  const profile = `-env:UserInstallation=file://${path.join(folder, ".libreoffice")}`;
  const args = ["--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", folder];
  await run(soffice() ?? "soffice", [...args, ...files.map((file) => path.join(folder, file))], PATIENCE);
}

const said = async (program: string, args: string[]) => (await run(program, args, PATIENCE)).stdout;

export type Pdf = { pages: string[]; size: string; fonts: { name: string; isEmbedded: boolean }[] };

/** @throws if it does not open */
export async function readPdf(file: string): Promise<Pdf> {
  const info = await said("pdfinfo", [file]);
  const text = await said("pdftotext", ["-enc", "UTF-8", file, "-"]);
  // Name, type, encoding, emb, sub, uni, object: names have no blanks.
  const fonts = (await said("pdffonts", [file])).split("\n").slice(2).filter(Boolean);
  return {
    pages: text.split("\f").slice(0, -1),
    size: /^Page size:\s+(.*)$/m.exec(info)?.[1] ?? "",
    fonts: fonts.map((line) => ({
      name: line.split(/\s+/)[0] ?? "",
      isEmbedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line)?.[1] === "yes",
    })),
  };
}

/** Its pages as pictures, for a person to look at. */
export async function drawPages(file: string): Promise<void> {
  await said("pdftoppm", ["-r", "70", "-png", file, file.replace(/\.pdf$/, "")]);
}
