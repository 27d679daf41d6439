import { beforeEach, describe, expect, test } from "vitest";
import { getCampaignCounts } from "@/lib/data/campaign-counts";
import { db } from "@/lib/data/db";
import { getPartnerForm, savePartnerCounts, sumPartners, type PartnerInput } from "@/lib/data/partners";
import { openPeriod } from "@/lib/data/periods";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { approve, idOf, NOW, submit, type, type Figures } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { UNITS } from "@/tests/support/workflow-units";

const JULY = "2025-07" as PeriodId;
const { typist, manager, central, viewer } = ACTORS;
const at = (actor: Actor, path: string, provinces: readonly string[] = []): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: provinces } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/", ["/vn/q/"]);
const stranger = at(manager, "/vn/r/");
const asked = { period: JULY, indicator: "TT_HOI_NGHI" } as const;
const pathOf = (id: string) => ({ path: UNITS.find((one) => one.id === id)?.path ?? "" });
const input = (value: bigint | null, seen: bigint | null = null, partner = "buu_dien"): PartnerInput => ({
  indicator: "TT_HOI_NGHI",
  partner: partner as PartnerInput["partner"],
  value,
  seen,
});
const id = idOf("a2", JULY);

async function told(unitId: string, cells: Figures) {
  await type(unitId, JULY, cells);
  await submit(unitId, JULY);
  await approve(unitId, JULY);
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  const required = {
    district: ["TT_HOI_NGHI", "TN_MOI"],
    province_office: ["TN_MOI"],
    national_office: ["BHYT"],
  } as const;
  await openPeriod({ id: JULY, required }, central, new Date("2025-11-02T03:00:00Z"));
});

describe("counts", () => {
  test("are summed over the units below, territories only, and read by province by everybody", async () => {
    await told("a2", { TT_HOI_NGHI: 5n, TN_MOI: 50n });
    await told("bc", { TT_HOI_NGHI: 3n, TN_MOI: 9n });
    const province = await getCampaignCounts(director, { unitId: "Q", ...asked });
    expect(province?.rows?.map(({ unit, month }) => [unit.id, month.value])).toEqual([
      ["a2", 5n],
      ["bc", 3n],
      ["d1", null],
      ["d2", null],
      ["n", null],
    ]);
    expect(province?.total.month).toMatchObject({ value: 8n, isProvisional: true });
    const nation = await getCampaignCounts(stranger, { unitId: "VN", ...asked });
    expect(nation?.rows?.map(({ unit }) => unit.id)).toEqual(["Q", "R"]);
    expect(nation?.total.month.value).toBe(8n);
  });

  test("by unit are for those of the province and above; an office, a flash report and an ended unit have none", async () => {
    await told("a2", { TT_HOI_NGHI: 5n, TN_MOI: 50n });
    expect((await getCampaignCounts(stranger, { unitId: "Q", ...asked }))?.rows).toBeNull();
    expect(await getCampaignCounts(stranger, { unitId: "a2", ...asked })).toBeNull();
    expect((await getCampaignCounts(director, { unitId: "a2", ...asked }))?.rows).toEqual([]);
    for (const unitId of ["Q-VP", "BQP", "P1", "khong-co"])
      expect(await getCampaignCounts(central, { unitId, ...asked })).toBeNull();
    const flash = "2025-07-18" as PeriodId;
    expect(await getCampaignCounts(central, { unitId: "VN", ...asked, period: flash })).toBeNull();
  });
});

describe("the parts of partners", () => {
  test("are told beside the form, never more than the unit's own count, with an audit entry", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n });
    expect(await savePartnerCounts(id, [input(4n), input(1n, null, "hoi_phu_nu")], director, NOW)).toEqual({
      ok: true,
      changed: 2,
    });
    const more = await savePartnerCounts(id, [input(2n, 1n, "hoi_phu_nu")], director, NOW);
    expect(more).toMatchObject({ ok: false, reason: "beyond" });
    expect(!more.ok && more.reason === "beyond" && more.problems.get("TT_HOI_NGHI")).toContain("6 vượt");
    expect(await savePartnerCounts(id, [{ ...input(1n), indicator: "TT_LOA" }], director, NOW)).toMatchObject(
      {
        reason: "beyond",
      },
    );
    expect(await savePartnerCounts(id, [input(null, 4n)], director, NOW)).toMatchObject({ changed: 1 });
    expect((await getPartnerForm(director, id, NOW))?.cells).toEqual([
      { indicator: "TT_HOI_NGHI", partner: "hoi_phu_nu", value: 1n },
    ]);
    expect(await db.auditEntry.count({ where: { event: "partner.counts" } })).toBe(2);
  });

  test("of two at once are the first one's: together they would be too many", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n });
    const answers = await Promise.all([
      savePartnerCounts(id, [input(4n)], director, NOW),
      savePartnerCounts(id, [input(4n, null, "hoi_phu_nu")], typist, NOW),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await savePartnerCounts(id, [input(3n, 2n)], director, NOW)).toMatchObject({ reason: "stale" });
  });

  test("that somebody else changed are answered one by one, with what stands there, and nothing is saved", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n });
    await savePartnerCounts(id, [input(2n)], typist, NOW);
    const inputs = [input(3n), input(1n, null, "hoi_phu_nu")];
    expect(await savePartnerCounts(id, inputs, director, NOW)).toEqual({
      ok: false,
      reason: "stale",
      cells: [{ indicator: "TT_HOI_NGHI", partner: "buu_dien", theirs: 2n, by: typist.displayName }],
    });
    expect((await getPartnerForm(director, id, NOW))?.cells).toEqual([
      { indicator: "TT_HOI_NGHI", partner: "buu_dien", value: 2n },
    ]);
    expect(await savePartnerCounts(id, [input(3n, 2n), inputs[1] ?? input(0n)], director, NOW)).toEqual({
      ok: true,
      changed: 2,
    });
  });

  test("are told by nobody of another unit, nobody above and nobody who only reads", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n });
    for (const actor of [stranger, viewer, at(typist, "/vn/q/bc/")])
      expect(await savePartnerCounts(id, [input(1n)], actor, NOW)).toMatchObject({ reason: "not-found" });
    expect(await savePartnerCounts(id, [input(1n)], central, NOW)).toMatchObject({ reason: "forbidden" });
    expect(await savePartnerCounts(idOf("Q-VP", JULY), [input(1n)], manager, NOW)).toMatchObject({
      reason: "not-found",
    });
    expect(await db.partnerCount.count()).toBe(0);
  });

  test("are summed by province once the month is approved, and a unit's only for those who may read it", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n, TN_MOI: 1n });
    await savePartnerCounts(id, [input(4n)], director, NOW);
    expect((await sumPartners(central, pathOf("VN"), JULY)).rows).toEqual([]);
    await submit("a2", JULY);
    await approve("a2", JULY);
    const rows = [{ partner: "buu_dien", values: new Map([["TT_HOI_NGHI", 4n]]) }];
    expect((await sumPartners(stranger, pathOf("VN"), JULY)).rows).toEqual(rows);
    expect((await sumPartners(stranger, pathOf("Q"), JULY)).rows).toEqual(rows);
    expect((await sumPartners(director, pathOf("a2"), JULY)).rows).toEqual(rows);
    expect((await sumPartners(stranger, pathOf("a2"), JULY)).rows).toEqual([]);
  });

  test("that are more than what was approved by now are left out and counted", async () => {
    await type("a2", JULY, { TT_HOI_NGHI: 5n, TN_MOI: 1n });
    await savePartnerCounts(id, [input(4n)], director, NOW);
    await told("a2", { TT_HOI_NGHI: 3n });
    expect(await sumPartners(central, pathOf("Q"), JULY)).toEqual({ rows: [], beyond: 1 });
  });

  test("of units that are gone are summed with those of the units that they became", async () => {
    const may = "2025-05" as PeriodId;
    const required = { district: ["TT_HOI_NGHI"], province_office: [], national_office: [] } as const;
    await openPeriod({ id: may, required }, central, new Date("2025-11-02T03:00:00Z"));
    for (const gone of ["a", "d"]) {
      await type(gone, may, { TT_HOI_NGHI: 5n });
      await savePartnerCounts(idOf(gone, may), [input(2n)], typist, NOW);
      await submit(gone, may);
      await approve(gone, may);
    }
    const sum = async (reader: Actor, unitId: string) =>
      (await sumPartners(reader, pathOf(unitId), JULY)).rows[0]?.values.get("TT_HOI_NGHI") ?? null;
    expect(await sum(stranger, "Q")).toBe(4n);
    expect(await sum(director, "a2")).toBe(2n);
    expect(await sum(stranger, "a2")).toBeNull();
    expect(await sum(central, "bc")).toBeNull();
    expect(await sum(central, "VN")).toBe(4n);
  });

  test("that are more than what was approved are counted by unit and month, whichever partner it is", async () => {
    for (const [unitId, partner] of [
      ["a2", "buu_dien"],
      ["bc", "hoi_phu_nu"],
    ] as const) {
      await type(unitId, JULY, { TT_HOI_NGHI: 5n, TN_MOI: 1n });
      await savePartnerCounts(idOf(unitId, JULY), [input(4n, null, partner)], typist, NOW);
      await told(unitId, { TT_HOI_NGHI: 3n });
    }
    expect(await sumPartners(central, pathOf("Q"), JULY)).toEqual({ rows: [], beyond: 2 });
  });
});
