/** Browser tests: one production server on one fresh demo; every test signs in as a user of its own. */
import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { E2E_URL } from "./support/e2e-settings";

const CHROMIUM = "/usr/bin/chromium";
const root = path.resolve(import.meta.dirname, "..");

export default defineConfig({
  testDir: "e2e",
  // What is for the server alone is read here too: a test fills in the workbook that the application gives out.
  tsconfig: "playwright.tsconfig.json",
  outputDir: path.join(root, "test-results"),
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: E2E_URL,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: { width: 1440, height: 900 },
    // To record every test costs a good part of the machine; what fails is run again by its name with --trace on.
    trace: "off",
    launchOptions: {
      ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node --conditions=react-server --import tsx tests/support/e2e-server.ts",
    cwd: root,
    url: `${E2E_URL}/api/health`,
    timeout: 600_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
  },
});
