/** The parts of `npm test`. Each answers how many of its tests passed and failed; a part that tests nothing has failed. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ended, spawnNode } from "./child.mjs";
import { ensureBrowser } from "./browser.mjs";
import { freePort, isFree } from "./ports.mjs";
import { ROOT } from "./settings.mjs";

const bin = (...names) => path.join(ROOT, "node_modules", ...names);

/** Runs a program and shows what it says; true if it ended well. */
async function succeeds(args, env) {
  return (await ended(spawnNode(args, { stdio: ["ignore", "inherit", "inherit"], env }))) === 0;
}

function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** A runner that ended badly without a failed test broke outside its tests; one without tests is not a success either. */
function judge({ passed, failed }, isFine) {
  if (failed === 0 && (!isFine || passed === 0)) return { passed, failed: 1 };
  return { passed, failed };
}

async function steps(...list) {
  let [passed, failed] = [0, 0];
  for (const { name, args, env } of list) {
    const isFine = await succeeds(args, env);
    console.log(`${isFine ? "✓" : "✗"} ${name}`);
    if (isFine) passed += 1;
    else failed += 1;
  }
  return { passed, failed };
}

/** Each of them works on one core: the types of the routes first, which the others read, then two at a time. */
async function check({ env }) {
  const tsc = bin("typescript/bin/tsc");
  const types = await steps({ name: "next typegen", args: [bin("next/dist/bin/next"), "typegen"], env });
  const [first, second] = await Promise.all([
    steps({ name: "eslint", args: [bin("eslint/bin/eslint.js"), "."], env }),
    steps(
      { name: "tsc", args: [tsc, "--noEmit", "--incremental", "false"], env },
      { name: "knip", args: [bin("knip/bin/knip.js"), "--config", "knip.json"], env },
    ),
  ]);
  return {
    passed: types.passed + first.passed + second.passed,
    failed: types.failed + first.failed + second.failed,
  };
}

function build({ env }) {
  const args = ["--conditions=react-server", "--import", "tsx", "tests/support/e2e-build.ts"];
  return steps({ name: "next build", args, env });
}

/** A project of tests/vitest.config.mts. Skipped tests count as failed: there is no reason to keep one. */
function vitest(project) {
  return async ({ env, folder }) => {
    const file = path.join(folder, `${project}.json`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const config = ["-c", "tests/vitest.config.mts", "--project", project];
    const isFine = await succeeds([bin("vitest/vitest.mjs"), "run", ...config, ...reporters], env);
    const read = (report) => ({
      passed: report.numPassedTests,
      failed: report.numTotalTests - report.numPassedTests,
    });
    return judge(readReport(file, read), isFine);
  };
}

/** The server's port, with the one that its sign-on provider takes (tests/support/e2e-settings.ts) free too. */
async function browserPort() {
  for (;;) {
    const port = await freePort();
    if (port < 64_000 && (await isFree(port + 1000))) return port;
  }
}

async function browser({ env, folder, report }) {
  await ensureBrowser(report.step);
  const file = path.join(folder, "browser.json");
  const args = ["test", "-c", "tests/playwright.config.ts", "--reporter=list,json"];
  const isFine = await succeeds([bin("@playwright/test/cli.js"), ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    E2E_PORT: String(await browserPort()),
  });
  const read = ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
  });
  return judge(readReport(file, read), isFine);
}

/** In this order: the quick ones first, the build before what needs it. */
export const PARTS = {
  check,
  unit: vitest("unit"),
  integration: vitest("integration"),
  build,
  platform: vitest("platform"),
  browser,
};
