/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { run, runNode } from "./child.mjs";
import { isRoot } from "./postgres-home.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./settings.mjs";

const SYSTEM = "/usr/bin/chromium";
const DOWNLOAD = 180_000;

/** A browser that lacks a system library is there and does not start. */
function starts(file) {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"];
  return existsSync(file) && spawnSync(file, flags, { stdio: "ignore", timeout: 60_000 }).status === 0;
}

async function downloaded() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

export async function ensureBrowser(step) {
  if (starts(SYSTEM) || starts(await downloaded())) return;
  await step("Installing a browser", async () => {
    const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
    const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000" };
    const download = runNode("install", "playwright install failed", [cli, "install", "chromium"], {
      env,
      timeout: DOWNLOAD,
    });
    if ((await download.then(() => true).catch(() => false)) && starts(await downloaded())) return;
    if (!isRoot || !existsSync("/usr/bin/apt-get"))
      throw new Refusal("install", "no browser could be installed: install Chromium as /usr/bin/chromium");
    const apt = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    await run("install", "apt-get update failed", "apt-get", ["update"], apt);
    await run("install", "apt-get install chromium failed", "apt-get", ["install", "-y", "chromium"], apt);
    if (!starts(SYSTEM)) throw new Refusal("install", "the installed Chromium does not start");
  });
}
