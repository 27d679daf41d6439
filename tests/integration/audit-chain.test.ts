import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { writeAudit } from "@/lib/data/audit";
import { listAuditHeads, verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { inTransaction } from "@/lib/data/transaction";
import { grantSql } from "@/prisma/grants";
import { sealAudit } from "@/prisma/seal-audit";
import { emptyDatabase, plantWorld } from "../support/workflow-world";
import { UNITS } from "../support/workflow-units";

const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
const now = new Date("2026-11-22T03:00:00.123Z");
const [A = "", B = ""] = UNITS.filter(({ level }) => level === "province").map(({ id }) => id);

const entry = (provinceId: string, subject = "wall:x") => ({
  provinceId,
  actorId: null,
  event: "test.event",
  subject,
  after: { b: 1, a: ["x", null, { "2": "y", "1": "z" }], text: 'Huế "đã" \\ ngã\n' },
  reason: "vì sao",
  at: now,
});

async function findings(witnessed: Awaited<ReturnType<typeof listAuditHeads>> = []) {
  const found: string[] = [];
  const packagedUnits = UNITS.map(({ id, name, parentId, validFrom, validTo }) => ({
    id,
    name,
    parentId,
    validFrom,
    validTo,
  }));
  await verifyAudit(pgTx(owner), { key: auditKey(), witnessed, packagedUnits }, (line) => found.push(line));
  return found.filter((line) => line.startsWith("audit "));
}

beforeAll(async () => {
  await owner.connect();
  await emptyDatabase();
  await plantWorld();
});
afterAll(() => owner.end());

test("entries of a province are numbered from 1 without a gap, and each other's MACs hold", async () => {
  for (let index = 0; index < 3; index++) await inTransaction((tx) => writeAudit(tx, entry(A)));
  await inTransaction(async (tx) => {
    await writeAudit(tx, entry(B));
    await writeAudit(tx, entry(A));
  });
  const { rows } = await owner.query(
    "SELECT seq::int FROM audit_entries WHERE province_id = $1 ORDER BY seq",
    [A],
  );
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(await findings()).toEqual([]);
});

test("writers of two provinces in opposite order at once leave unbroken chains and wait for nobody for ever", async () => {
  const both = (first: string, second: string) =>
    inTransaction(async (tx) => {
      await writeAudit(tx, entry(first));
      await writeAudit(tx, entry(second));
    });
  await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? both(A, B) : both(B, A))));
  expect((await listAuditHeads(pgTx(owner))).map(({ seq }) => seq)).toEqual(
    expect.arrayContaining([44n, 41n]),
  );
  expect(await findings()).toEqual([]);
});

test("a transaction that is taken back leaves neither entry nor head", async () => {
  const before = await listAuditHeads(pgTx(owner));
  const broken = inTransaction(async (tx) => {
    await writeAudit(tx, entry(A));
    throw new Error("no");
  });
  await expect(broken).rejects.toThrow("no");
  expect(await listAuditHeads(pgTx(owner))).toEqual(before);
});

describe("what somebody with the owner's password changed", () => {
  const tampered = async (...statements: string[]) => {
    await owner.query("BEGIN");
    try {
      const witnessed = await listAuditHeads(pgTx(owner));
      for (const statement of statements) await owner.query(statement);
      return { found: await findings(), witnessed: await findings(witnessed) };
    } finally {
      await owner.query("ROLLBACK");
    }
  };
  const of = (seq: number) => `WHERE province_id = '${A}' AND seq = ${seq}`;

  test.each([
    ["reason", "'anders'"],
    ["subject", "'wall:y'"],
    ["after", `'{"a": 1}'`],
    ["before", `'{}'`],
    ["at", "at + interval '1 microsecond'"],
    ["id", "gen_random_uuid()"],
    ["event", "'test.other'"],
    ["mac", "sha256('x')"],
  ])("the %s of an entry", async (column, value) => {
    const { found } = await tampered(`UPDATE audit_entries SET ${column} = ${value} ${of(7)}`);
    expect(found[0]).toMatch(new RegExp(`^audit ${A} entry 7 .* was changed`));
  });

  test("an entry that is gone leaves a gap", async () => {
    const { found } = await tampered(`DELETE FROM audit_entries ${of(7)}`);
    expect(found).toEqual([`audit ${A} entry 7 is missing; entry 8 cannot be checked without them`]);
  });

  test("an end that is cut off does not meet its head", async () => {
    const { found } = await tampered(`DELETE FROM audit_entries WHERE province_id = '${A}' AND seq > 40`);
    expect(found).toEqual([
      `audit ${A} ends with entry 40, its head says 44: entries were cut off or added at the end`,
    ]);
  });

  test("a head that was set back with it is found by a head that was written down", async () => {
    const { found, witnessed } = await tampered(
      `DELETE FROM audit_entries WHERE province_id = '${A}' AND seq > 40`,
      `UPDATE audit_heads h SET seq = a.seq, mac = a.mac FROM audit_entries a
       WHERE h.province_id = '${A}' AND a.province_id = h.province_id AND a.seq = 40`,
    );
    expect(found).toEqual([]);
    expect(witnessed).toEqual([
      `audit ${A} entry 44 was witnessed and is gone: the chain ends with entry 40`,
    ]);
  });

  test("an entry that was added without the key", async () => {
    const { found } = await tampered(
      `INSERT INTO audit_entries (province_id, id, at, event, subject, seq, mac)
       VALUES ('${A}', gen_random_uuid(), now(), 'test.event', 'wall:x', 45, sha256('x'))`,
      `UPDATE audit_heads SET seq = 45, mac = sha256('x') WHERE province_id = '${A}'`,
    );
    expect(found).toEqual([
      `audit ${A} entry 45 (test.event wall:x) was changed or did not come from the application`,
    ]);
  });

  test("a chain that was removed whole is found by a head that was written down", async () => {
    const { witnessed } = await tampered(
      `DELETE FROM audit_entries WHERE province_id = '${B}'`,
      `DELETE FROM audit_heads WHERE province_id = '${B}'`,
    );
    expect(witnessed).toEqual([`audit ${B} entry 41 was witnessed and is gone: the chain ends with entry 0`]);
  });
});

describe("entries from before there was a chain", () => {
  beforeAll(async () => {
    await owner.query("TRUNCATE audit_entries, audit_heads");
    await owner.query("DELETE FROM settings WHERE key = 'audit'");
    await owner.query("ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_chain_check");
    await owner.query(
      `INSERT INTO audit_entries (province_id, id, at, event, subject, after)
       SELECT p, gen_random_uuid(), now() - n * interval '1 minute', 'test.old', 'wall:' || n, jsonb_build_object('n', n)
       FROM unnest($1::text[]) p, generate_series(1, 20) n`,
      [[A, B]],
    );
    await owner.query(
      `ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_chain_check
       CHECK (seq IS NOT NULL AND seq > 0 AND mac IS NOT NULL AND octet_length(mac) = 32) NOT VALID`,
    );
    await sealAudit(owner, now, () => undefined);
  });

  test("are sealed in the order of time, and that is recorded", async () => {
    const { rows } = await owner.query(
      "SELECT event, subject, after FROM audit_entries WHERE province_id = $1 ORDER BY seq",
      [A],
    );
    expect(rows[0]).toMatchObject({ subject: "wall:20" });
    expect(rows.at(-1)).toMatchObject({ event: "audit.seal", after: { entries: "20" } });
    expect(await findings()).toEqual([]);
  });

  test("are sealed once: a second call changes nothing, and another key is refused", async () => {
    const before = await listAuditHeads(pgTx(owner));
    await sealAudit(owner, now, () => undefined);
    expect(await listAuditHeads(pgTx(owner))).toEqual(before);
    const kept = process.env.AUDIT_KEY;
    process.env.AUDIT_KEY = "another key that is long enough to be one";
    await expect(sealAudit(owner, now, () => undefined)).rejects.toThrow("AUDIT_KEY is not the key");
    process.env.AUDIT_KEY = kept;
  });

  test("the app's role is given no more than adding entries and moving heads", () => {
    const sql = grantSql("app");
    expect(sql).toContain('GRANT UPDATE (seq, mac) ON audit_heads TO "app"');
    expect(sql).toMatch(/REVOKE UPDATE, DELETE, TRUNCATE ON audit_heads/);
  });
});
