/**
 * `npm run verify:long [-- --part journal|typing]`: breaks things for minutes and counts what was entered and what is
 * found.
 */
import { parseArgs } from "node:util";
import { CleanUps } from "../../tests/bench/run";
import { verifyJournal, type Finding } from "../../tests/long/journal";
import { verifyTyping } from "../../tests/long/typing";
import { explain, Refusal } from "../platform/refusal.mjs";

const PARTS = ["journal", "typing"] as const;
type Part = (typeof PARTS)[number];

const USAGE = `usage: npm run verify:long -- [--part ${PARTS.join("|")}] [--rounds N] [--away SECONDS]
  --part: only this one
  --rounds: how often the journal breaks something, about two a second; 240 unless said otherwise
  --away: for how long the database is away while people type; 60 unless said otherwise`;

type Wish = { parts: readonly Part[]; rounds: number; away: number };

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
      help: { type: "boolean" },
    } as const;
    const { values } = parseArgs({ options });
    if (values.help) return null;
    const parts = values.part === undefined ? PARTS : PARTS.filter((part) => part === values.part);
    if (parts.length === 0) throw new Error(`there is no part "${values.part}"`);
    return { parts, rounds: whole("rounds", values.rounds), away: whole("seconds", values.away) };
  } catch (error) {
    throw new Refusal("configuration", `${(error as Error).message}\n${USAGE}`);
  }
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
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

const stopped = new Promise<number>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => resolve(130));
});
const cleanUps = new CleanUps();
const exitCode = await Promise.race([main(cleanUps).catch(explain), stopped]);
const left = await cleanUps.runAll().then(() => 0, explain);
process.exit(exitCode || left);
