import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import lockFile from "@/package-lock.json";
import packageJson from "@/package.json";
import { heapFlags } from "@/scripts/platform/app-server.mjs";
import { spaceRefusal } from "@/scripts/platform/disk-space.mjs";
import { nodeRefusal } from "@/scripts/platform/node-version.mjs";
import { EXIT } from "@/scripts/platform/refusal.mjs";
import { readSettings } from "@/scripts/platform/settings.mjs";

test.each(["20.19.0", "20.20.2", "22.13.0", "22.20.1", "24.0.0", "26.1.0"])(
  "Node %s is supported",
  (version) => {
    expect(nodeRefusal(version)).toBeNull();
  },
);

test.each(["12.22.0", "18.20.8", "20.18.3", "21.7.3", "22.12.0", "23.11.0"])(
  "Node %s is refused in one line",
  (version) => {
    expect(nodeRefusal(version)).toMatch(/^Node [\d.]+ is not supported: install Node 24 .*$/);
  },
);

test("package.json names the same versions of Node as the start checks", () => {
  expect(packageJson.engines.node).toBe("^20.19.0 || ^22.13.0 || >=24.0.0");
});

test("Next is not older than the version without the hole in the image optimiser", () => {
  const [major = 0, minor = 0, patch = 0] = packageJson.dependencies.next.split(".").map(Number);
  expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(16_003_003);
});

test("the installed Next is the one that package.json names", () => {
  expect(lockFile.packages["node_modules/next"].version).toBe(packageJson.dependencies.next);
});

test("every direct dependency is pinned to one version", () => {
  const versions = Object.values({ ...packageJson.dependencies, ...packageJson.devDependencies });
  expect(versions.filter((version) => !/^\d/.test(version))).toEqual([]);
});

test("too little disk space is said in one line with both numbers", () => {
  expect(spaceRefusal("/srv", 99_000_000, 2_000_000_000)).toBe(
    "not enough disk space: /srv has 99 MB free, 2000 MB are needed",
  );
  expect(spaceRefusal("/srv", 2_000_000_000, 2_000_000_000)).toBeNull();
});

test("without settings the app listens on the loopback with an embedded database", () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ address: "http://127.0.0.1:3000", external: null, demo: null });
  expect(settings.publicUrl).toBe(settings.address);
});

test("an empty value means not set", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: "", DEMO: "" })).toMatchObject({ port: 3000, demo: null });
});

test.each([
  [{ PORT: "0" }, /^PORT must be/],
  [{ PORT: "80a" }, /^PORT must be/],
  [{ APP_PROCESSES: "0" }, /^APP_PROCESSES must be/],
  [{ DEMO: "yes" }, /^DEMO must be/],
  [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL must look like/],
  [{ MIGRATION_DATABASE_URL: "postgresql://a@b/c" }, /without DATABASE_URL/],
  [{ APP_URL: "bao-phu.example" }, /^APP_URL must look like/],
  [{ HOST: "0.0.0.0" }, /set APP_URL/],
])("the settings %o are refused", (variables, message) => {
  expect(() => readSettings(variables)).toThrow(message);
});

test.each([
  ["127.0.0.1", true],
  ["localhost", true],
  ["::1", true],
  ["192.168.1.5", false],
])("host %s is loopback: %s", (HOST, isLoopback) => {
  expect(readSettings({ HOST }).isLoopback).toBe(isLoopback);
});

test("the heap of the app is bounded, and by what the operator says where that is said", () => {
  const named = (flags: string[]) => flags.map((flag) => flag.split("=")[0]);
  expect(named(heapFlags({}))).toEqual(["--max-old-space-size", "--max-semi-space-size"]);
  expect(named(heapFlags({ NODE_OPTIONS: "--max-old-space-size=1024" }))).toEqual(["--max-semi-space-size"]);
  expect(heapFlags({ NODE_OPTIONS: "--max_old_space_size=1024 --max-semi-space-size=32" })).toEqual([]);
});

test("every setting that the app reads stands in .env.example", () => {
  const root = path.resolve(import.meta.dirname, "../..");
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  const names = [...read("lib/env.ts").matchAll(/^ {4}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]);
  const documented = [...read(".env.example").matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
  expect(names.filter((name) => name !== "NODE_ENV" && !documented.includes(name))).toEqual([]);
});

test("every exit code is documented", () => {
  const operations = readFileSync(path.resolve(import.meta.dirname, "../../docs/operations.md"), "utf8");
  const codes = Object.values(EXIT).filter((code) => !operations.includes(`| ${code} |`));
  expect(codes).toEqual([]);
});

test("a browser that is not there, or is named by half, is refused before anything is started", () => {
  for (const PDF_BROWSER of ["chromium", "/there/is/no/browser"])
    expect(() => readSettings({ PDF_BROWSER })).toThrow("PDF_BROWSER must be the whole path of a Chromium");
  expect(() => readSettings({ PDF_BROWSER: process.execPath })).not.toThrow();
});
