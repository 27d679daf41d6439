import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { auditKey } from "@/scripts/platform/environment.mjs";
import { ensureSecrets } from "@/scripts/platform/secrets.mjs";
import { readSettings } from "@/scripts/platform/settings.mjs";

const newFolder = () => mkdtempSync(path.join(os.tmpdir(), "bao-phu-secrets-"));
const GIVEN = "a key that somebody kept from another installation";

afterEach(() => {
  delete process.env.AUDIT_KEY;
});

test("the secrets are made once, with a key of the audit chain among them", () => {
  const folder = newFolder();
  const made = ensureSecrets(folder);
  expect(Buffer.byteLength(made.auditKey)).toBeGreaterThanOrEqual(32);
  expect(ensureSecrets(folder)).toEqual(made);
});

test("an installation from before the chain keeps its secrets and gets a key once", () => {
  const folder = newFolder();
  const old = {
    superuserPassword: "a",
    ownerPassword: "b",
    appPassword: "c",
    nextAuthSecret: "d",
    serverActionsKey: "e",
  };
  writeFileSync(path.join(folder, "secrets.json"), JSON.stringify(old));
  const { auditKey: key, ...rest } = ensureSecrets(folder);
  expect(rest).toEqual(old);
  expect(ensureSecrets(folder).auditKey).toBe(key);
  expect(readFileSync(path.join(folder, "secrets.json"), "utf8")).toContain(key);
});

test("a new installation keeps the key that it is given, as after a restore", () => {
  process.env.AUDIT_KEY = GIVEN;
  const folder = newFolder();
  expect(ensureSecrets(folder).auditKey).toBe(GIVEN);
  delete process.env.AUDIT_KEY;
  expect(auditKey(readSettings({ DATA_DIR: folder }))).toBe(GIVEN);
});

test("a key that is too short is refused, and never kept", () => {
  process.env.AUDIT_KEY = "short";
  const folder = newFolder();
  expect(ensureSecrets(folder).auditKey).not.toBe("short");
  const settings = readSettings({ DATA_DIR: folder, AUDIT_KEY: "short" });
  expect(() => auditKey(settings)).toThrow("at least 32 bytes");
});

test("with a database of one's own the key must be set", () => {
  const settings = readSettings({ DATABASE_URL: "postgresql://app@127.0.0.1/x" });
  expect(() => auditKey(settings)).toThrow("AUDIT_KEY must be set too");
});
