/** npm run load: arguments in, messages and an exit code out; lib/data/load.ts does the work. */
import { accessSync, constants, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadFiles, type FileReport, type LoadOutcome, type LoadRequest } from "@/lib/data/load";
import { LOAD_KINDS } from "@/lib/domain/load-form";
import { issueText, type IssueLog } from "@/lib/domain/load-issue";
import { failureText } from "./parts/failure";

const USAGE = `Usage: npm run load -- [--units F] [--denominators F] [--targets F] [--figures F] [--dry-run]
Loads CSV files in one transaction, all of them or nothing; docs/load/README.md describes them.
  --dry-run  does everything and writes nothing
Exit code: 0 done, 1 errors in the files, 2 wrong call or unreadable file, 3 demo database, 4 the database failed`;

const EXIT = { done: 0, errors: 1, usage: 2, demo: 3, database: 4 } as const;

class Misuse extends Error {}

const file = { type: "string" } as const;
const OPTIONS = {
  units: file,
  denominators: file,
  targets: file,
  figures: file,
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function request(argv: string[]): LoadRequest | "help" {
  const { values } = parsed(argv);
  if (values.help) return "help";
  const files: LoadRequest["files"] = {};
  for (const kind of LOAD_KINDS) {
    const path = values[kind];
    if (path === undefined) continue;
    checkReadable(path);
    files[kind] = path;
  }
  if (Object.keys(files).length === 0) throw new Misuse(`no file is named\n${USAGE}`);
  return { files, isDryRun: values["dry-run"] };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true });
  } catch (error) {
    throw new Misuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function checkReadable(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new Misuse(`the file ${path} does not exist or may not be read`);
  }
  if (statSync(path).isDirectory()) throw new Misuse(`${path} is a folder, not a file`);
}

function printIssues({ listed, counts }: IssueLog): void {
  for (const issue of listed) console.error(issueText(issue));
  for (const level of ["error", "warning"] as const) {
    const told = listed.filter((issue) => issue.level === level).length;
    if (counts[level] > told) console.error(`… and ${counts[level] - told} more ${level}s`);
  }
}

function reportText({ path, rows, counts }: FileReport): string {
  const changes = Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${what} ${count}`] : []));
  return `${path}: rows ${rows}, ${changes.join(", ") || "nothing new"}`;
}

function print(outcome: LoadOutcome, isDryRun: boolean): number {
  if (outcome.kind === "demo") {
    console.error("Error: this database holds the demo; load real data into a database of its own (DEMO=0)");
    return EXIT.demo;
  }
  printIssues(outcome.log);
  const { error, warning } = outcome.log.counts;
  if (outcome.kind === "errors") {
    console.error(`Errors ${error}, warnings ${warning}; nothing was loaded`);
    return EXIT.errors;
  }
  for (const report of outcome.reports) console.log(reportText(report));
  console.log(`${isDryRun ? "Dry run, nothing was written" : "Loaded"}; warnings ${warning}`);
  return EXIT.done;
}

async function main(argv: string[]): Promise<number> {
  try {
    const asked = request(argv);
    if (asked === "help") {
      console.log(USAGE);
      return EXIT.done;
    }
    return print(await loadFiles(asked, new Date()), asked.isDryRun);
  } catch (error) {
    if (error instanceof Misuse) {
      console.error(`Error: ${error.message}`);
      return EXIT.usage;
    }
    console.error(`Error: the load was broken off and nothing was loaded: ${failureText(error)}`);
    return EXIT.database;
  }
}

process.exitCode = await main(process.argv.slice(2));
