import { execFile } from "node:child_process";
import { writeFileSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { db } from "@/lib/data/db";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { getSubmission } from "@/lib/data/submissions";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { createUser, moveUser } from "@/lib/data/user-changes";
import { verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { periodIdSchema } from "@/lib/domain/period";
import { submissionId } from "@/lib/domain/submission";
import { seed } from "@/prisma/seed";
import { sealAudit } from "@/prisma/seal-audit";
import { buildUnitTrees } from "@/prisma/seed/units";
import { reader } from "@/tests/support/loaded-country";

const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? "";
const owner = new pg.Client({ connectionString: ownerUrl });
const now = new Date("2025-09-10T03:00:00Z");
const periodId = periodIdSchema.parse("2025-08");
const packagedUnits = buildUnitTrees().units;

async function findings() {
  const found: string[] = [];
  const options = { key: auditKey(), witnessed: [], packagedUnits };
  const summary = await verifyAudit(pgTx(owner), options, (line) => found.push(line));
  return { found, summary };
}

beforeAll(async () => {
  await owner.connect();
  await sealAudit(owner, now, () => undefined);
  const [appUrl, from] = [process.env.DATABASE_URL ?? "", periodIdSchema.parse("2025-07")];
  await seed({ ownerUrl, appUrl, demo: true, now, progress: () => undefined, from });
}, 180_000);
afterAll(() => owner.end());

test("an untouched demo holds what its entries say, and most of its versions are replayed", async () => {
  const { found, summary } = await findings();
  expect(found).toEqual([]);
  expect(summary).toMatchObject({ submissions: 1464, findings: 0 });
  expect(summary.versions).toBeGreaterThan(1200);
  expect(summary.figures).toBeGreaterThan(20_000);
});

test("work that the application does leaves nothing to find", async () => {
  const later = new Date("2025-09-11T03:00:00Z");
  const by = { actorId: null, now: later };
  const person = {
    username: "moi",
    displayName: "Người mới",
    role: "director",
    mustChangePassword: true,
  } as const;
  expect(await createUser({ ...person, unit: "593-2025", passwordHash: null }, by)).toEqual({ ok: true });
  expect(await moveUser("moi", { role: undefined, unit: "599-2025" }, by)).toEqual({ ok: true });
  const { rows } = await owner.query(
    "SELECT unit_id FROM submissions WHERE status = 'submitted' AND period_id = $1 AND province_id = '68-2025' LIMIT 1",
    [periodId],
  );
  const key = submissionId({ provinceId: "68-2025", unitId: rows[0].unit_id as string, periodId });
  const manager = await reader("manager", "68-2025");
  const { id } = await db.user.findFirstOrThrow({ where: { role: "manager", unitId: "68-2025" } });
  const actor = { ...manager, id };
  const seen = await getSubmission(actor, key);
  if (!seen) throw new Error("there is nothing to approve");
  expect(await decideSubmission(seen, { event: "approve" }, actor, later)).toEqual({ ok: true });
  const approved = await getSubmission(actor, key);
  if (!approved) throw new Error("it is gone");
  const reopen = { event: "reopen", reason: "Nhập nhầm", dueOn: "2025-09-20" } as const;
  expect(await decideSubmission(approved, reopen, actor, later)).toEqual({ ok: true });
  expect((await findings()).found).toEqual([]);
});

describe("what is changed behind the application's back", () => {
  const changed = async (...statements: string[]) => {
    await owner.query("BEGIN");
    try {
      for (const statement of statements) await owner.query(statement);
      return (await findings()).found;
    } finally {
      await owner.query("ROLLBACK");
    }
  };
  const APPROVED = `(SELECT province_id, unit_id, period_id FROM submissions
    WHERE status = 'approved' AND period_id = '2025-08' AND province_id = '46-2025' ORDER BY unit_id LIMIT 1)`;
  const KEY = "(province_id, unit_id, period_id)";

  test.each([
    [
      "a figure",
      `UPDATE figures SET value = value + 1 WHERE ${KEY} = ${APPROVED} AND indicator_id = 'BHYT'`,
      /^figures 46-2025 .* BHYT/,
    ],
    [
      "a revision",
      `UPDATE figure_revisions SET value = value + 1 WHERE ${KEY} = ${APPROVED} AND indicator_id = 'BHYT'`,
      /^figure_revisions 46-2025 .* BHYT: the entry says \d+, the row \d+/,
    ],
    [
      "a figure that is taken away",
      `DELETE FROM figures WHERE ${KEY} = ${APPROVED} AND indicator_id = 'BHTN'`,
      /^figures 46-2025 .* BHTN/,
    ],
    [
      "who approved",
      `UPDATE submissions SET decided_by = submitted_by WHERE ${KEY} = ${APPROVED}`,
      /^submissions 46-2025 .* decidedBy/,
    ],
    [
      "when it was submitted",
      `UPDATE submissions SET submitted_at = submitted_at - interval '5 days' WHERE ${KEY} = ${APPROVED}`,
      /submittedAt/,
    ],
    [
      "a status",
      `UPDATE submissions SET status = 'reopened', reason = 'x' WHERE ${KEY} = ${APPROVED}`,
      /^submissions 46-2025 .* status: the entries say approved, the row reopened/,
    ],
    [
      "an unlocked form",
      `UPDATE submissions SET unlocked_until = '2030-01-01' WHERE province_id = '68-2025' AND unit_id = '593-2025'`,
      /^submissions 68-2025 593-2025 .* unlockedUntil/,
    ],
    [
      "a role",
      `UPDATE users SET role = 'central' WHERE username = 'moi'`,
      /^users moi role: the entries say director/,
    ],
    [
      "a unit of somebody",
      `UPDATE users SET unit_id = '593-2025' WHERE username = 'moi'`,
      /^users moi unitId: the entries say 599-2025/,
    ],
    [
      "somebody switched off",
      `UPDATE users SET is_active = false WHERE username = 'moi'`,
      /^users moi isActive/,
    ],
    [
      "an account that nobody made",
      `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
       VALUES (gen_random_uuid(), 'cua-sau', 'X', 'admin', 'VN', now())`,
      /^users cua-sau: no entry says how it came about/,
    ],
    [
      "a token that nobody made",
      `INSERT INTO api_tokens (id, user_id, token_hash, label, created_at, expires_at)
       SELECT gen_random_uuid(), id, sha256('x'), 'x', now(), now() + interval '1 year' FROM users WHERE username = 'moi'`,
      /^api_tokens .*: no entry says how it came about/,
    ],
    ["a unit's name", `UPDATE units SET name = 'Tên khác' WHERE id = '593-2025'`, /^units 593-2025 name/],
    [
      "a population",
      `INSERT INTO denominators (province_id, unit_id, year, kind, version, value, basis, source, recorded_at)
       VALUES ('46-2025', '46-2025', 2025, 'population', 99, 1, 'nso', 'x', now())`,
      /^denominators: 1 row\(s\) of .*, when no entry was written/,
    ],
    [
      "a target",
      `INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, recorded_at)
       SELECT province_id, unit_id, scope, indicator_id, kind, decision_id, 99, 1, now() FROM targets LIMIT 1`,
      /^targets: 1 row\(s\) of .*, when no entry was written/,
    ],
  ])("%s is found", async (_, statement, words) => {
    const found = await changed(statement);
    expect(found.filter((line) => words.test(line))).not.toEqual([]);
  });

  test("an approval that is taken back with its entry is found by the row, though its head was set back too", async () => {
    const found = await changed(
      `DELETE FROM audit_entries a USING audit_heads h WHERE a.province_id = '68-2025' AND h.province_id = a.province_id AND a.seq = h.seq`,
      `UPDATE audit_heads h SET seq = a.seq, mac = a.mac FROM audit_entries a
       WHERE h.province_id = '68-2025' AND a.province_id = h.province_id AND a.seq = h.seq - 1`,
    );
    expect(
      found.some((line) =>
        /^submissions 68-2025 .* status: the entries say approved, the row reopened/.test(line),
      ),
    ).toBe(true);
  });
});

describe("the tool", () => {
  const run = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      execFile(
        process.execPath,
        ["--conditions=react-server", "--import", "tsx", "scripts/tools/audit.ts", ...args],
        { env: { ...process.env, ...env } },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
      );
    });

  test("prints heads, and finds nothing against them", async () => {
    const heads = await run(["--heads"]);
    expect(heads).toMatchObject({ code: 0, out: expect.stringMatching(/^VN \d+ [0-9a-f]{64}$/m) });
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "bao-phu-audit-")), "heads.txt");
    writeFileSync(file, `# kept elsewhere\n\n${heads.out}`);
    expect(await run(["--verify", "--witness", file])).toMatchObject({
      code: 0,
      out: expect.stringContaining("No finding(s)"),
    });
  });

  test("says so when the key is another one, when the call is wrong, and when the witness is no list of heads", async () => {
    const key = { AUDIT_KEY: "another key that is long enough to be one" };
    expect(await run(["--verify"], key)).toMatchObject({
      code: 4,
      out: expect.stringContaining("not the key"),
    });
    expect(await run(["--heads", "--verify"])).toMatchObject({ code: 2 });
    expect(await run(["--verify", "--witness", "package.json"])).toMatchObject({
      code: 3,
      out: expect.stringContaining("is no line of"),
    });
  });
});

test("a drive that was made and closed is found as it was told, and found out once its end is taken back", async () => {
  const days = { startsOn: "2025-09-01", endsOn: "2025-09-30" };
  const drive = { kind: "month", name: "Tháng vận động", ...days } as const;
  const [{ id: actorId }] = (await owner.query("SELECT id FROM users WHERE role = 'central' LIMIT 1")).rows;
  const actor = { ...(await reader("central", "VN")), id: actorId as string };
  const later = new Date("2025-09-12T03:00:00Z");
  const before = (await findings()).found;
  const made = await createDrive("VN", drive, new Map([["TN_MOI", 5n]]), actor, later);
  if (!made.ok) throw new Error(made.reason);
  expect(await closeDrive(made.id, "Xong", actor, later)).toEqual({ ok: true });
  expect((await findings()).found).toEqual(before);
  await owner.query("UPDATE drives SET closed_at = NULL, summary = NULL WHERE id = $1", [made.id]);
  const found = (await findings()).found.filter((one) => !before.includes(one));
  expect(found).toEqual([
    `drives ${made.id} summary: the entries say Xong, the row nothing`,
    `drives ${made.id} isClosed: the entries say true, the row false`,
  ]);
});
