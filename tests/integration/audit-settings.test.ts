import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { verifyAudit } from "@/lib/data/audit-verify";
import { getBoundSettings, saveJumpBound } from "@/lib/data/check-settings";
import { codesText, saveExchangeCodes } from "@/lib/data/exchange-codes";
import { addEmployerNotice, addNote } from "@/lib/data/notices";
import { savePartnerCounts } from "@/lib/data/partners";
import { changeDueDay } from "@/lib/data/period-changes";
import { openPeriod } from "@/lib/data/periods";
import { pgTx } from "@/lib/data/raw";
import { NO_CODES } from "@/lib/domain/exchange-codes";
import { newEmployerNoticeSchema } from "@/lib/domain/notice";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { idOf, NOW, type } from "@/tests/support/workflow-moves";
import { ACTORS, plantWorld } from "@/tests/support/workflow-world";

const { central, typist } = ACTORS;
const JULY = "2025-07" as PeriodId;
const at = (actor: Actor, path: string): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
});
const manager = at(ACTORS.manager, "/vn/q/");
const director = at(typist, "/vn/q/a2/");
const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL ?? "" });

/** The small country was planted by nobody whom an entry names; that is not what is looked for here. */
let planted: string[];

async function findings(): Promise<string[]> {
  const found: string[] = [];
  const options = { key: auditKey(), witnessed: [], packagedUnits: [] };
  await verifyAudit(pgTx(owner), options, (line) => found.push(line));
  return found;
}
const added = async () => (await findings()).filter((one) => !planted.includes(one));

beforeAll(async () => {
  await owner.connect();
  await plantWorld();
  const required = {
    district: ["TT_HOI_NGHI"],
    province_office: ["BHYT"],
    national_office: ["BHYT"],
  } as const;
  await openPeriod({ id: JULY, required }, central, new Date("2025-11-02T03:00:00Z"));
  await type("a2", JULY, { TT_HOI_NGHI: 10n });
  planted = await findings();
});
afterAll(() => owner.end());

test("settings, due days, parts of partners, notes and notices of employers stand as their entries say", async () => {
  const { bounds } = await getBoundSettings();
  const bound = { month: 5, year: null, floor: 7 };
  expect(await saveJumpBound("BHYT", bound, bounds.BHYT, central, NOW)).toEqual({ ok: true });
  expect(await saveJumpBound("THU", bound, bounds.THU, central, NOW)).toEqual({ ok: true });
  expect(await saveJumpBound("THU", null, bound, central, NOW)).toEqual({ ok: true });
  const codes = { dataElements: { BHYT: "deBHYT" }, orgUnits: { A2: "ouA" } };
  expect(await saveExchangeCodes(codes, codesText(NO_CODES), central, NOW)).toEqual({ ok: true });
  expect(await changeDueDay(JULY, "2025-08-20", central, "Nghỉ lễ", NOW)).toEqual({ ok: true });

  const note = { unit: "a2", period: JULY, kind: "praise", body: "Làm tốt" } as const;
  expect(await addNote(note, manager, NOW)).toEqual({ ok: true });
  const employer = newEmployerNoticeSchema.parse({
    ...{ unit: "Q", kind: "late", employer: "Công ty A", employerCode: "TQ0001", asOf: "2025-06-30" },
    ...{ amount: "1.200.000.000", months: "5", legalGround: "Điều 38 Luật BHXH 2024" },
  });
  expect(await addEmployerNotice(employer, manager, NOW)).toEqual({ ok: true });

  const part = { indicator: "TT_HOI_NGHI", partner: "buu_dien" } as const;
  const tell = (value: bigint | null, seen: bigint | null) =>
    savePartnerCounts(idOf("a2", JULY), [{ ...part, value, seen }], director, NOW);
  for (const [value, seen] of [
    [2n, null],
    [null, 2n],
    [1n, null],
  ] as const)
    expect(await tell(value, seen)).toEqual({ ok: true, changed: 1 });
  expect(await added()).toEqual([]);
});

test.each([
  [
    "a bound",
    `UPDATE settings SET value = jsonb_set(value, '{BHYT,month}', '50') WHERE key = 'checks.jump'`,
    "settings checks.jump BHYT.month: the entries say 5, the row 50",
  ],
  [
    "a bound that nobody set",
    `UPDATE settings SET value = value || '{"NO": {"floor": 9}}' WHERE key = 'checks.jump'`,
    "settings checks.jump NO.floor: the entries say nothing, the row 9",
  ],
  [
    "a code that is taken away",
    `UPDATE settings SET value = value #- '{orgUnits,A2}' WHERE key = 'exchange.codes'`,
    "settings exchange.codes orgUnits.A2: the entries say ouA, the row nothing",
  ],
  [
    "a due day",
    `UPDATE periods SET due_on = '2025-09-30' WHERE id = '2025-07'`,
    "periods 2025-07 dueOn: the entries say 2025-08-20, the row 2025-09-30",
  ],
  [
    "a note",
    `UPDATE unit_notes SET body = 'Làm kém'`,
    /^unit_notes .* body: the entries say Làm tốt, the row Làm kém$/,
  ],
  [
    "what was decided of a note",
    `UPDATE unit_notes SET status = 'published', decided_at = now(),
       decided_by = (SELECT u.id FROM users u WHERE u.id <> author_id LIMIT 1)`,
    /^unit_notes .* status: the entries say pending, the row published$/,
  ],
  [
    "a note that nobody wrote",
    `INSERT INTO unit_notes (province_id, id, unit_id, period_id, kind, body, status, author_id, at)
     SELECT province_id, gen_random_uuid(), unit_id, period_id, kind, body, status, author_id, at FROM unit_notes`,
    /^unit_notes .*: no entry says how it came about$/,
  ],
  [
    "an employer's debt",
    `UPDATE employer_notices SET amount = 1`,
    /^employer_notices .* amount: the entries say 1200000000, the row 1$/,
  ],
  [
    "a part of a partner",
    `UPDATE partner_counts SET value = 2`,
    "partner_counts Q a2 2025-07 TT_HOI_NGHI buu_dien: the entries say 1, the row 2",
  ],
  [
    "a part that is taken away",
    `DELETE FROM partner_counts`,
    "partner_counts Q a2 2025-07 TT_HOI_NGHI buu_dien: the entries say 1, there is no row",
  ],
])("%s is found where it was changed behind the application's back", async (_, statement, words) => {
  await owner.query("BEGIN");
  try {
    await owner.query(statement);
    expect(await added()).toEqual([typeof words === "string" ? words : expect.stringMatching(words)]);
  } finally {
    await owner.query("ROLLBACK");
  }
});
