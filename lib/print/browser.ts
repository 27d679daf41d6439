/**
 * A page becomes a PDF by a browser of this machine. It is given the page as a file and nothing else: no session, no
 * address, no network. One at a time, each in a process group of its own that is gone when the turn is over.
 */
import "server-only";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PATIENCE = 30_000;

const FLAGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--disable-extensions",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-breakpad",
  "--no-first-run",
  "--no-pdf-header-footer",
  // Whatever it would still look for in the network does not exist.
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

/** A browser does not sandbox its own work for root; what it is given runs no script. */
const asRoot = () => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

type Options = { browser: string; patience?: number };

/** The group of a child that leads one: what it started, too. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of them have ended by themselves.
  }
}

/** Resolves when the browser has ended, by itself or not. */
function run(browser: string, args: readonly string[], patience: number): Promise<void> {
  return new Promise((resolve) => {
    // Nothing of this process's environment: it holds secrets.
    const env = { PATH: process.env.PATH, HOME: os.tmpdir(), NODE_ENV: process.env.NODE_ENV };
    const child = spawn(browser, [...args], { stdio: "ignore", detached: true, env });
    const limit = setTimeout(() => killGroup(child.pid), patience);
    const over = () => {
      clearTimeout(limit);
      killGroup(child.pid);
      resolve();
    };
    child.on("error", over);
    child.on("exit", over);
  });
}

/** Null where the browser made no whole PDF in time. */
export async function printHtml(
  html: string,
  { browser, patience = PATIENCE }: Options,
): Promise<Buffer | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "bao-phu-print-"));
  try {
    const [page, pdf] = [path.join(folder, "page.html"), path.join(folder, "page.pdf")];
    await writeFile(page, html, { mode: 0o600 });
    const own = [`--user-data-dir=${path.join(folder, "profile")}`, `--print-to-pdf=${pdf}`];
    await run(browser, [...FLAGS, ...asRoot(), ...own, pathToFileURL(page).href], patience);
    const bytes = await readFile(pdf).catch(() => null);
    return bytes?.subarray(0, 5).toString("latin1") === "%PDF-" && bytes.subarray(-1024).includes("%%EOF")
      ? bytes
      : null;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
