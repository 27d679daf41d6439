import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getDemo, getSettings, isDemo, listHolidays } from "@/lib/data/reference";
import type { PeriodId } from "@/lib/domain/period";
import { valuesOf } from "../support/demo";
import { seed, SeedRefused, type SeedOptions } from "@/prisma/seed";

const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? "";
const owner = new pg.Client({ connectionString: ownerUrl });
const lines: string[] = [];

const options: SeedOptions = {
  ownerUrl,
  appUrl: process.env.DATABASE_URL ?? "",
  demo: true,
  now: new Date("2025-09-10T03:00:00Z"),
  progress: (line) => lines.push(line),
  from: "2024-12" as PeriodId,
};

const rows = async (sql: string): Promise<unknown[]> =>
  (await owner.query({ text: sql, rowMode: "array" })).rows;
const state = () =>
  rows(`SELECT 'units', count(*)::int, md5(string_agg(u::text, '' ORDER BY id)) FROM units u
    UNION ALL SELECT 'figures', count(*)::int, md5(string_agg(f::text, '' ORDER BY f)) FROM figures f WHERE province_id = '60'
    UNION ALL SELECT 'submissions', count(*)::int, md5(string_agg(s::text, '' ORDER BY s)) FROM submissions s
    UNION ALL SELECT 'denominators', count(*)::int, NULL FROM denominators
    UNION ALL SELECT 'audit', count(*)::int, NULL FROM audit_entries
    UNION ALL SELECT 'settings', count(*)::int, md5(string_agg(s::text, '' ORDER BY key)) FROM settings s
    ORDER BY 1`);
beforeAll(async () => {
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
});

describe("without the demo", () => {
  beforeAll(async () => {
    await seed({ ...options, demo: false });
  });

  test("there are both unit trees, joined by whole successions", async () => {
    expect(
      await rows(`SELECT level::text, valid_to IS NULL, count(*)::int FROM units
        WHERE level IN ('province', 'district', 'commune') GROUP BY 1, 2 ORDER BY 1, 2`),
    ).toEqual([
      ["commune", true, 3_321],
      ["district", false, 696],
      ["district", true, 696],
      ["province", false, 63],
      ["province", true, 34],
    ]);
    expect(await rows("SELECT is_whole, count(*)::int FROM unit_successions GROUP BY 1")).toEqual([
      [true, 822],
    ]);
    expect(await rows("SELECT kind::text, count(*)::int FROM recipients GROUP BY 1")).toEqual([
      ["commune", 3_321],
    ]);
  });

  test("there are denominators of the nation and of all provinces, and no figure and no account", async () => {
    expect(
      await rows("SELECT count(*)::int FROM denominators WHERE year = 2024 AND kind = 'population'"),
    ).toEqual([[1 + 63 + 34]]);
    expect(
      await rows(`SELECT (SELECT count(*)::int FROM users), (SELECT count(*)::int FROM periods),
        (SELECT count(*)::int FROM figures), (SELECT count(*)::int FROM targets)`),
    ).toEqual([[0, 0, 0, 0]]);
    expect(await isDemo()).toBe(false);
  });

  test("settings and holidays can be read", async () => {
    expect(await getSettings()).toEqual({
      dueDay: 3,
      flashDueDays: 1,
      paceOkPercent: 95,
      paceRiskPercent: 75,
    });
    expect(await listHolidays("2025-09-01", "2025-09-30")).toEqual([
      { day: "2025-09-01", name: "Quốc khánh 2/9" },
      { day: "2025-09-02", name: "Quốc khánh 2/9" },
    ]);
  });

  test("a second start finds nothing to do and overwrites no setting", async () => {
    await owner.query("UPDATE settings SET value = '5' WHERE key = 'due_day'");
    lines.length = 0;
    await seed({ ...options, demo: false });
    expect(lines).toEqual([]);
    expect((await getSettings()).dueDay).toBe(5);
    await owner.query("UPDATE settings SET value = '3' WHERE key = 'due_day'");
  });
});

describe("a release with other reference data", () => {
  const population = (unit: string) =>
    rows(`SELECT version, value::text, basis FROM denominators
      WHERE unit_id = '${unit}' AND year = 2024 AND kind = 'population' ORDER BY version`);
  const insert = (unit: string, value: string, basis: string) =>
    owner.query(`INSERT INTO denominators SELECT province_id, unit_id, year, kind, 2, ${value}, '${basis}', source, recorded_at
      FROM denominators WHERE unit_id = '${unit}' AND year = 2024 AND kind = 'population'`);

  test("brings values that were never held, leaves loaded ones and the trees alone, and says so", async () => {
    const [[, published, basis] = []] = (await population("60")) as string[][];
    await owner.query(
      "UPDATE denominators SET value = 7 WHERE unit_id = '60' AND year = 2024 AND kind = 'population'",
    );
    await insert("62", "1", String(basis));
    await insert("68", "2", "stated");
    await owner.query("UPDATE units SET name = 'Tỉnh khác' WHERE id = '62'");
    await owner.query("UPDATE settings SET value = '\"of an earlier release\"' WHERE key = 'reference'");
    await seed({ ...options, demo: false });
    expect(await population("60")).toEqual([
      [1, "7", basis],
      [2, published, basis],
    ]);
    expect(await population("62")).toMatchObject([{ 0: 1 }, [2, "1", basis]]);
    expect(await population("68")).toMatchObject([{ 0: 1 }, [2, "2", "stated"]]);
    expect(await rows("SELECT name FROM units WHERE id = '62'")).toEqual([["Tỉnh khác"]]);
    expect(
      await rows(
        "SELECT before, after->'denominators' FROM audit_entries WHERE event = 'reference.load' ORDER BY id",
      ),
    ).toEqual([
      [null, null],
      ["of an earlier release", [{ provinceId: "60", unitId: "60", year: 2024, kind: "population" }]],
    ]);
  });
});

describe("a demo that is interrupted", () => {
  test("leaves the database as it was", async () => {
    const before = await state();
    const progress = (line: string) => {
      if (line.includes("sums")) throw new Error("pulled the plug");
    };
    await expect(seed({ ...options, progress })).rejects.toThrow("pulled the plug");
    expect(await state()).toEqual(before);
    expect(await isDemo()).toBe(false);
  }, 120_000);
});

describe("with the demo", () => {
  beforeAll(async () => {
    await seed(options);
  }, 240_000);

  test("it says which months it holds", async () => {
    expect(await getDemo()).toEqual({ from: "2024-12", through: "2025-08", rule: 1 });
    expect(await isDemo()).toBe(true);
  });

  test("the rollups of December 2024 are the published participants, and with the national offices the nation's", async () => {
    expect(
      await rows(`SELECT indicator_id, sum(sum)::bigint::text, sum(missing)::int FROM rollups r JOIN units u ON u.id = r.unit_id
        WHERE period_id = '2024-12' AND indicator_id IN ('BHXH', 'BHTN', 'BHYT')
          AND (u.level = 'province' OR u.reporting_kind = 'national_office')
        GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      ["BHTN", "16128920", 0],
      ["BHXH", "20144790", 0],
      ["BHYT", "95525660", 0],
    ]);
    expect(
      await rows(
        `SELECT sum::text FROM rollups WHERE unit_id = '60' AND period_id = '2024-12' AND indicator_id = 'BHYT'`,
      ),
    ).toEqual([["1166189"]]);
  });

  test("the last month is half way and the older ones are approved, signed and locked", async () => {
    expect(
      await rows(`SELECT period_id, status::text, count(*)::int FROM submissions
        WHERE period_id IN ('2024-12', '2025-08') GROUP BY 1, 2 ORDER BY 1, 2::text`),
    ).toEqual([
      ["2024-12", "approved", 761],
      ["2025-08", "submitted", 124],
      ["2025-08", "approved", 450],
      ["2025-08", "draft", 110],
      ["2025-08", "returned", 48],
    ]);
    expect(await rows("SELECT id FROM periods WHERE locked_at IS NULL ORDER BY id")).toEqual([
      ["2025-07"],
      ["2025-08"],
    ]);
  });

  test("each unit reports exactly what its kind enters in the month", async () => {
    expect(
      await rows(`SELECT count(*)::int FROM (
        SELECT s.unit_id, s.period_id, p.indicator_id FROM submissions s JOIN units u ON u.id = s.unit_id
        JOIN period_indicators p ON p.period_id = s.period_id AND p.reporting_kind = u.reporting_kind
        WHERE s.status = 'approved'
        EXCEPT SELECT unit_id, period_id, indicator_id FROM figures) missing`),
    ).toEqual([[0]]);
    expect(
      await rows(`SELECT count(*)::int FROM figures f JOIN units u ON u.id = f.unit_id
        LEFT JOIN period_indicators p ON p.period_id = f.period_id AND p.reporting_kind = u.reporting_kind
          AND p.indicator_id = f.indicator_id WHERE p.period_id IS NULL`),
    ).toEqual([[0]]);
  });

  test("a shortened demo holds the same figures as the whole one", async () => {
    const { BHYT, THU } = valuesOf("600", "2025-05");
    expect(
      await rows(`SELECT indicator_id, value FROM figures
        WHERE unit_id = '600' AND period_id = '2025-05' AND indicator_id IN ('BHYT', 'THU') ORDER BY 1`),
    ).toEqual([
      ["BHYT", String(BHYT)],
      ["THU", String(THU)],
    ]);
  });

  test("before 2026 nothing is handed down to communes", async () => {
    expect(await rows("SELECT count(*)::int FROM recipient_targets")).toEqual([[0]]);
    expect(await rows("SELECT DISTINCT kind::text FROM recipients")).toEqual([["commune"]]);
  });

  test("nobody approved what they submitted, and every version has its author", async () => {
    expect(
      await rows(`SELECT count(*)::int FROM submissions s
        JOIN submission_contributors c USING (province_id, unit_id, period_id) WHERE c.user_id = s.decided_by`),
    ).toEqual([[0]]);
    expect(await rows(`SELECT count(*)::int FROM figure_revisions WHERE entered_by IS NULL`)).toEqual([[0]]);
  });

  test("one audit entry tells of the load, and the last two months say who did what", async () => {
    expect(await rows("SELECT subject FROM audit_entries WHERE event = 'demo.load'")).toEqual([
      ["demo:2024-12/2025-08"],
    ]);
    expect(
      await rows(`SELECT event, after->>'version', actor_id IS NOT NULL, reason FROM audit_entries
        WHERE subject = 'submission:68-2025.600-2025.2025-08' ORDER BY at`),
    ).toEqual([
      ["submission.submit", "1", true, null],
      ["submission.return", "1", true, "Thiếu số học sinh, sinh viên của năm học mới"],
    ]);
    expect(
      await rows(`SELECT count(*)::int FROM submissions s WHERE period_id >= '2025-07' AND status <> 'draft'
        AND NOT EXISTS (SELECT FROM audit_entries a WHERE a.province_id = s.province_id
          AND a.subject = 'submission:' || s.province_id || '.' || s.unit_id || '.' || s.period_id)`),
    ).toEqual([[0]]);
  });

  test("the demo accounts can sign in, and nobody else can", async () => {
    expect(
      await rows(
        "SELECT count(*) FILTER (WHERE password_hash LIKE '$argon2id$%')::int, bool_and(is_demo) FROM users",
      ),
    ).toEqual([[8, true]]);
  });

  test("a second start changes nothing and says nothing", async () => {
    const before = await state();
    lines.length = 0;
    await seed(options);
    expect(await state()).toEqual(before);
    expect(lines).toEqual([]);
  });

  test("a start without the demo is refused", async () => {
    await expect(seed({ ...options, demo: false })).rejects.toThrow(SeedRefused);
  });

  test("a real database never gets the demo", async () => {
    await owner.query("DELETE FROM settings WHERE key = 'demo'");
    await expect(seed(options)).rejects.toThrow("This database holds real accounts or periods");
  });
});
