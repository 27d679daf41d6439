/** `npm run verify:long [-- --rounds N]`: breaks things for minutes and counts what was entered and what is found. */
import { parseArgs } from "node:util";
import { CleanUps } from "../../tests/bench/run";
import { verifyJournal, type Finding } from "../../tests/long/journal";
import { explain, Refusal } from "../platform/refusal.mjs";

const USAGE = `usage: npm run verify:long -- [--rounds N]
  --rounds: how often something is broken, about two a second; 240 unless said otherwise`;

function readRounds(): number | null {
  try {
    const options = { rounds: { type: "string", default: "240" }, help: { type: "boolean" } } as const;
    const { values } = parseArgs({ options });
    if (values.help) return null;
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`"${values.rounds}" is no number of rounds`);
    return rounds;
  } catch (error) {
    throw new Refusal("configuration", `${(error as Error).message}\n${USAGE}`);
  }
}

async function main(cleanUps: CleanUps): Promise<number> {
  const rounds = readRounds();
  if (rounds === null) {
    console.log(USAGE);
    return 0;
  }
  const findings: Finding[] = [];
  const emit = (finding: Finding) => {
    findings.push(finding);
    console.log(JSON.stringify(finding));
  };
  await verifyJournal(cleanUps, emit, rounds);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

const stopped = new Promise<number>((resolve) => {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => resolve(130));
});
const cleanUps = new CleanUps();
const exitCode = await Promise.race([main(cleanUps).catch(explain), stopped]);
const left = await cleanUps.runAll().then(() => 0, explain);
process.exit(exitCode || left);
