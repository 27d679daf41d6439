/** What the environment says about how to run; every value is checked before anything is started. */
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";

export const ROOT = path.resolve(import.meta.dirname, "../..");

const DATA_DIR = ".data";

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

const inUrl = (host) => (host.includes(":") ? `[${host}]` : host);

/** Where this machine itself reaches what listens on a host and a port. */
export function localUrl(host, port) {
  const visited = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${inUrl(visited)}:${port}`;
}

function wholeNumber(name, text, least, most) {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most))
    throw new Refusal(
      "configuration",
      `${name} must be a whole number from ${least} to ${most}, not "${text}"`,
    );
  return number;
}

function databaseUrl(name, text) {
  const isPostgres = URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
  if (!isPostgres)
    throw new Refusal("configuration", `${name} must look like postgresql://user:password@host:5432/name`);
  return text;
}

/**
 * The settings in `variables`; an empty value means "not set". `demo` is null where the environment leaves it open:
 * then the database decides, and a new one becomes a demo if it is embedded.
 */
export function readSettings(variables) {
  const given = (name) => variables[name] || null;
  const host = given("HOST") ?? "127.0.0.1";
  const port = wholeNumber("PORT", given("PORT") ?? "3000", 1, 65_535);
  const processes = wholeNumber("APP_PROCESSES", given("APP_PROCESSES") ?? "1", 1, 32);
  const demo = given("DEMO");
  if (demo !== null && demo !== "0" && demo !== "1")
    throw new Refusal("configuration", `DEMO must be 0 or 1, not "${demo}"`);
  const appUrl = given("DATABASE_URL") && databaseUrl("DATABASE_URL", given("DATABASE_URL"));
  const ownerUrl =
    given("MIGRATION_DATABASE_URL") && databaseUrl("MIGRATION_DATABASE_URL", given("MIGRATION_DATABASE_URL"));
  if (appUrl === null && ownerUrl !== null)
    throw new Refusal(
      "configuration",
      "MIGRATION_DATABASE_URL is set without DATABASE_URL: set both or none",
    );
  if (/^(0\.0\.0\.0|::)$/.test(host) && given("APP_URL") === null)
    throw new Refusal(
      "configuration",
      `HOST ${host} listens everywhere: set APP_URL to the address that people type`,
    );
  const appAddress = given("APP_URL");
  if (appAddress !== null && !(URL.canParse(appAddress) && /^https?:$/.test(new URL(appAddress).protocol)))
    throw new Refusal("configuration", `APP_URL must look like https://bao-phu.example, not "${appAddress}"`);
  const pdfBrowser = given("PDF_BROWSER");
  if (pdfBrowser !== null && !(path.isAbsolute(pdfBrowser) && existsSync(pdfBrowser)))
    throw new Refusal(
      "configuration",
      `PDF_BROWSER must be the whole path of a Chromium, not "${pdfBrowser}"`,
    );
  const dataDir = path.resolve(ROOT, given("DATA_DIR") ?? DATA_DIR);
  const address = `http://${inUrl(host)}:${port}`;
  return {
    host,
    port,
    processes,
    address,
    isLoopback: LOOPBACK.test(host),
    publicUrl: appAddress ?? address,
    demo: demo === null ? null : demo === "1",
    external: appUrl === null ? null : { appUrl, ownerUrl: ownerUrl ?? appUrl },
    dataDir,
    distDir: given("NEXT_DIST_DIR") ?? distDirOf(dataDir),
    secret: given("NEXTAUTH_SECRET"),
    actionsKey: given("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"),
    auditKey: given("AUDIT_KEY"),
  };
}

/** A build holds keys of its data folder: a start with another folder must not rebuild what is being served. */
function distDirOf(dataDir) {
  if (dataDir === path.resolve(ROOT, DATA_DIR)) return ".next";
  return `.next-${createHash("sha256").update(dataDir).digest("hex").slice(0, 8)}`;
}

/** Settings from the environment and, for what it leaves out, from the file .env. */
export function loadSettings() {
  const file = path.join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return readSettings(process.env);
}

/** The data folder, made if it is missing, by its one true path. */
export function ensureDataDir({ dataDir }) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    throw new Refusal(
      "configuration",
      `the data folder ${dataDir} cannot be used (${error.code}): set DATA_DIR to one that this user may write`,
    );
  }
}
