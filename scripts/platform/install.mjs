/** Installs the packages that the lock file names, and generates the database client. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, runNode } from "./child.mjs";
import { withMutex } from "./mutex.mjs";
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
function install() {
  // Prisma's install script would download an engine that nothing here uses.
  const options = { env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath } };
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? runNode("install", "npm ci failed", [npm, ...CI], options)
    : run("install", "npm ci failed", "npm", CI, options);
}

/** The client is made from the schema alone, so it is made again only when the schema or its generator changed. */
function clientInputs() {
  const schema = readFileSync(path.join(ROOT, "prisma/schema.prisma"));
  const generator = readJson("node_modules/prisma/package.json")?.version ?? "";
  return createHash("sha256").update(schema).update(generator).digest("hex");
}

function hasClient() {
  try {
    return readFileSync(CLIENT_STAMP, "utf8") === clientInputs();
  } catch {
    return false;
  }
}

function generate() {
  const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
  const args = [prisma, "generate", "--config", "prisma/prisma.config.ts"];
  return runNode("install", "prisma generate failed", args);
}

/** Packages and client are there afterwards. Where they are already, nothing is written: the folder may be read-only. */
export async function ensureInstalled(step) {
  if (isInstalled() && hasClient()) return;
  await withMutex(path.join(ROOT, ".prepare/packages"), async () => {
    if (!isInstalled()) await step("Installing packages", install);
    if (hasClient()) return;
    await step("Generating the database client", generate);
    writeFileSync(CLIENT_STAMP, clientInputs());
  });
}
