/** `npm run bench [-- part…] [--keep]`: prints ratios measured in this run, one JSON line each; fails if a bound is broken. */
import { parseArgs } from "node:util";
import { benchArchive } from "../../tests/bench/archive";
import { benchBrowser } from "../../tests/bench/browser";
import { benchCascade } from "../../tests/bench/cascade";
import { Databases } from "../../tests/bench/databases";
import { benchDocuments } from "../../tests/bench/documents";
import type { Line } from "../../tests/bench/line";
import { benchGrid } from "../../tests/bench/grid";
import { benchMonth } from "../../tests/bench/month";
import { benchNational } from "../../tests/bench/national";
import { benchPage } from "../../tests/bench/page";
import { benchProjection } from "../../tests/bench/projection";
import { benchReportPage } from "../../tests/bench/report-page";
import { benchWall } from "../../tests/bench/wall";
import { runPart } from "../../tests/bench/part-process";
import { CleanUps, type Run } from "../../tests/bench/run";
import { benchWeight } from "../../tests/bench/weight";
import { stopChildren } from "../platform/child.mjs";
import { explain, Refusal } from "../platform/refusal.mjs";

const PARTS: Record<string, (run: Run) => Promise<void> | void> = {
  national: benchNational,
  approve: (run) => runPart(run, "approve"),
  load: (run) => runPart(run, "load"),
  books: (run) => runPart(run, "books"),
  page: benchPage,
  weight: benchWeight,
  browser: benchBrowser,
  wall: benchWall,
  cascade: benchCascade,
  grid: benchGrid,
  month: benchMonth,
  projection: benchProjection,
  "report-page": benchReportPage,
  documents: benchDocuments,
  archive: benchArchive,
};

const USAGE = `usage: npm run bench -- [part…] [--keep]
  parts: ${Object.keys(PARTS).join(", ")}; all of them unless some are named
  --keep: leave the large databases for the next run with --keep`;

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Refusal("configuration", `${name} is not set: run npm run bench`);
  return value;
}

function readArguments() {
  try {
    const options = { keep: { type: "boolean" }, help: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const unknown = positionals.filter((name) => !Object.hasOwn(PARTS, name));
    if (unknown.length > 0) throw new Error(`there is no part "${unknown[0]}"`);
    return { ...values, parts: positionals.length > 0 ? positionals : Object.keys(PARTS) };
  } catch (error) {
    throw new Refusal("configuration", `${(error as Error).message}\n${USAGE}`);
  }
}

async function main(cleanUps: CleanUps): Promise<number> {
  const { keep = false, help, parts } = readArguments();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const ownerUrl = setting("MIGRATION_DATABASE_URL");
  const databases = new Databases({ ownerUrl, appUrl: setting("DATABASE_URL") });
  cleanUps.add(() => databases.close());
  await databases.connect();
  const lines: Line[] = [];
  const emit = (line: Line) => {
    lines.push(line);
    console.log(JSON.stringify(line));
  };
  const run: Run = { databases, emit, progress: (line) => console.error(line), cleanUps, keep };
  for (const [name, part] of Object.entries(PARTS)) if (parts.includes(name)) await part(run);
  return lines.every(({ ok }) => ok) ? 0 : 1;
}

/** Ctrl-C comes twice, from the terminal and from the program that started this one: the second must not cut the first short. */
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stop.abort());
const asked = new Promise<number>((resolve) => {
  stop.signal.addEventListener("abort", () => {
    console.error("Stopping: putting away what the benchmark made …");
    stopChildren();
    resolve(130);
  });
});

/** Once somebody has asked to stop, things fail because they are being put away. */
const explained = (error: unknown): number => (stop.signal.aborted ? 130 : explain(error));

/** Even a defect must not leave ten million figures behind. */
const broken = new Promise<number>((resolve) => {
  process.on("uncaughtException", (error) => resolve(explained(error)));
});

const cleanUps = new CleanUps();
const exitCode = await Promise.race([main(cleanUps).catch(explained), asked, broken]);
const left = await cleanUps.runAll().then(() => 0, explain);
process.exit(exitCode || left);
