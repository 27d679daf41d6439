/** Copies of the program that are built and served beside each other: as it is, and with the page's data as constants. */
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serveArguments } from "../../scripts/platform/app-server.mjs";
import { runNode } from "../../scripts/platform/child.mjs";
import { ROOT } from "../../scripts/platform/settings.mjs";
import { startProgram, type Child } from "./child";
import type { Run } from "./run";

/**
 * Inside the project, where linters and git overlook it: the copies then find node_modules by going up, as they are
 * used to. A link to them from outside is refused by the bundler.
 */
const FOLDER = path.join(ROOT, ".next-bench");

const FOLDERS = ["app", "components", "lib", "prisma", "public"];
const SETTINGS = /^(?!eslint|knip|package-lock)[^/]+\.(ts|js|mjs|json)$/;

const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");

/** What a page reads: the functions whose answers the copy "constants" keeps from the first time until its process ends. */
const READS = [
  { folder: "lib/data", file: "dashboard", name: "getUnitDashboard", question: [1, 2] },
  { folder: "app/(app)/units/[unit]", file: "extras", name: "loadExtras", question: [1, 2] },
  { folder: "lib/data", file: "report-editions", name: "findReport", question: [1, 4] },
] as const;

/** One answer for each question, which are the arguments between these places; who asks is the same throughout. */
const constant = ({ file, name, question }: (typeof READS)[number]) => `
import { ${name} as read } from "./${file}-original";
export * from "./${file}-original";
const constants = new Map<string, ReturnType<typeof read>>();
export const ${name}: typeof read = (...asked) => {
  const key = JSON.stringify(asked.slice(${question.join(", ")}));
  const answer = constants.get(key) ?? read(...asked);
  constants.set(key, answer);
  return answer;
};
`;

export type Copy = "ours" | "constants";

const folderOf = (copy: Copy) => path.join(FOLDER, copy);

/** Whatever an earlier run left is removed first. */
export function makeCopies({ cleanUps }: Run): void {
  const remove = () => rmSync(FOLDER, { recursive: true, force: true, maxRetries: 5 });
  cleanUps.add(remove);
  remove();
  const names = readdirSync(ROOT).filter((name) => FOLDERS.includes(name) || SETTINGS.test(name));
  for (const copy of ["ours", "constants"] as const) {
    mkdirSync(folderOf(copy), { recursive: true });
    for (const name of names)
      cpSync(path.join(ROOT, name), path.join(folderOf(copy), name), { recursive: true });
  }
  for (const read of READS) {
    const folder = path.join(folderOf("constants"), read.folder);
    renameSync(path.join(folder, `${read.file}.ts`), path.join(folder, `${read.file}-original.ts`));
    writeFileSync(path.join(folder, `${read.file}.ts`), constant(read));
  }
}

/** @param env the environment of the app */
export async function buildCopy(copy: Copy, env: NodeJS.ProcessEnv): Promise<void> {
  await runNode("build", `next build of the copy "${copy}" failed`, [NEXT, "build"], {
    cwd: folderOf(copy),
    env,
  });
}

/** How a copy is served: how many processes of it, and flags of Node before the program. */
export type Serving = { processes?: number; flags?: readonly string[] };

export function serveCopy(
  { cleanUps }: Run,
  copy: Copy,
  port: number,
  env: NodeJS.ProcessEnv,
  serving: Serving,
): Child {
  const args = serveArguments({ host: "127.0.0.1", port, env, ...serving });
  const server = startProgram(args, { cwd: folderOf(copy), env });
  cleanUps.add(() => server.stop());
  return server;
}
