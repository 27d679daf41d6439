/**
 * `npm run verify:long [-- --part journal|typing|papers]`: breaks things for minutes and counts what was entered and what
 * is found; and has another office program show the papers.
 */
import { mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CleanUps } from "../../tests/bench/run";
import { verifyJournal, type Finding } from "../../tests/long/journal";
import { missingPrograms } from "../../tests/long/office";
import { verifyPapers } from "../../tests/long/papers";
import { verifyTyping } from "../../tests/long/typing";
import { explain, Refusal } from "../platform/refusal.mjs";

const PARTS = ["journal", "typing", "papers"] as const;
type Part = (typeof PARTS)[number];

const USAGE = `usage: npm run verify:long -- [--part ${PARTS.join("|")}] [--rounds N] [--away SECONDS] [--to FOLDER]
  --part: only this one
  --rounds: how often the journal breaks something, about two a second; 240 unless said otherwise
  --away: for how long the database is away while people type; 60 unless said otherwise
  --to: where the papers are left; a temporary folder unless said otherwise`;

type Wish = { parts: readonly Part[]; rounds: number; away: number; to: string | undefined };

function whole(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`"${text}" is no number of ${name}`);
  return number;
}

function readWish(): Wish | null {
  try {
    const options = {
      part: { type: "string" },
      rounds: { type: "string", default: "240" },
      away: { type: "string", default: "60" },
      to: { type: "string" },
      help: { type: "boolean" },
    } as const;
    const { values } = parseArgs({ options });
    if (values.help) return null;
    const parts = values.part === undefined ? PARTS : PARTS.filter((part) => part === values.part);
    if (parts.length === 0) throw new Error(`there is no part "${values.part}"`);
    return {
      parts,
      rounds: whole("rounds", values.rounds),
      away: whole("seconds", values.away),
      to: values.to,
    };
  } catch (error) {
    throw new Refusal("configuration", `${(error as Error).message}\n${USAGE}`);
  }
}

/** Without LibreOffice this part cannot be done: a fault if it was asked for, else said and passed over. */
async function papers(
  { parts, to }: Wish,
  cleanUps: CleanUps,
  emit: (finding: Finding) => void,
): Promise<void> {
  const missing = missingPrograms();
  if (missing !== null) {
    const words = `the papers cannot be looked at: ${missing} is not installed`;
    if (parts.length === 1) throw new Refusal("configuration", words);
    return console.error(`Left out: ${words}`);
  }
  const folder = to ?? mkdtempSync(path.join(realpathSync(os.tmpdir()), "bao-phu-papers-"));
  await verifyPapers(cleanUps, emit, path.resolve(process.env.INIT_CWD ?? "", folder));
}

async function main(cleanUps: CleanUps): Promise<number> {
  const wish = readWish();
  if (wish === null) {
    console.log(USAGE);
    return 0;
  }
  const findings: Finding[] = [];
  const emit = (finding: Finding) => {
    findings.push(finding);
    console.log(JSON.stringify(finding));
  };
  if (wish.parts.includes("journal")) await verifyJournal(cleanUps, emit, wish.rounds);
  if (wish.parts.includes("typing")) await verifyTyping(cleanUps, emit, wish.away);
  if (wish.parts.includes("papers")) await papers(wish, cleanUps, emit);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

const stopped = new Promise<number>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => resolve(130));
});
const cleanUps = new CleanUps();
const exitCode = await Promise.race([main(cleanUps).catch(explain), stopped]);
const left = await cleanUps.runAll().then(() => 0, explain);
process.exit(exitCode || left);
