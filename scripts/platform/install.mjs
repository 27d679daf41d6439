/** Installs the packages that the lock file names, and generates the database client. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, runNode } from "./child.mjs";
import { ROOT } from "./settings.mjs";

const CLIENT_STAMP = path.join(ROOT, "prisma/client/.made-from");

function readJson(...names) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, ...names), "utf8"));
  } catch {
    return null;
  }
}

/** npm writes node_modules/.package-lock.json when it is done: equal versions mean that nothing is missing or half there. */
function isInstalled() {
  const wanted = readJson("package-lock.json")?.packages;
  const present = readJson("node_modules", ".package-lock.json")?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional, link }]) =>
      name === "" || link || (present[name] ? present[name].version === version : optional === true),
  );
}

const CI = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];

/** The build needs the development packages too, so they are asked for even where NODE_ENV says production. */
export async function ensurePackages(step) {
  if (isInstalled()) return;
  // Prisma's install script would download an engine that nothing here uses.
  const options = { env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath } };
  const npm = process.env.npm_execpath;
  await step("Installing packages", () =>
    npm?.endsWith(".js")
      ? runNode("install", "npm ci failed", [npm, ...CI], options)
      : run("install", "npm ci failed", "npm", CI, options),
  );
}

/** The client is made from the schema alone, so it is made again only when the schema or its generator changed. */
export async function ensureClient(step) {
  const schema = readFileSync(path.join(ROOT, "prisma/schema.prisma"));
  const generator = readJson("node_modules/prisma/package.json")?.version ?? "";
  const madeFrom = createHash("sha256").update(schema).update(generator).digest("hex");
  try {
    if (readFileSync(CLIENT_STAMP, "utf8") === madeFrom) return;
  } catch {
    // Not made yet.
  }
  await step("Generating the database client", () =>
    runNode("install", "prisma generate failed", [
      path.join(ROOT, "node_modules/prisma/build/index.js"),
      "generate",
      "--config",
      "prisma/prisma.config.ts",
    ]),
  );
  writeFileSync(CLIENT_STAMP, madeFrom);
}
