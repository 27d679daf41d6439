import { describe, expect, test } from "vitest";
import type { PeriodId } from "@/lib/domain/period";
import { growthOfYear } from "@/prisma/demo/growth";
import { demoRecipients, recipientResults, recipientTargets } from "@/prisma/demo/recipients";
import { reportingUnits } from "@/prisma/demo/reporting-units";
import { targetsOfYear } from "@/prisma/demo/targets";
import { buildDenominators } from "@/prisma/seed/denominators";
import { buildUnitTrees } from "@/prisma/seed/units";
import { model, yearOfDemo } from "../support/demo";

const { units, successions } = buildUnitTrees();
const today = "2026-11-22";
const LAST = "2026-10" as PeriodId;
const plan = targetsOfYear(yearOfDemo(2026), 2026, {
  units,
  reporting: reportingUnits(units, successions),
  denominators: buildDenominators(units, successions),
  growth: growthOfYear(model, 2026),
  today,
});
const recipients = demoRecipients(units);
const handedDown = recipientTargets(2026, plan, units, recipients, today);
const results = recipientResults(2026, handedDown, recipients, LAST);
const all = [...recipients.values()].flat();
const kinds = (unitId: string) => new Set((recipients.get(unitId) ?? []).map(({ kind }) => kind));

describe("what the demo's units hand down", () => {
  test("sums to the unit's own number, for those who hand down anything", () => {
    const own = new Map(
      plan.targets
        .filter(({ decisionId }) => decisionId === plan.decisions[0]?.id)
        .map(({ unitId, indicator, value }) => [`${unitId} ${indicator}`, value]),
    );
    const unitOf = new Map(all.map(({ id, unitId }) => [id, unitId]));
    const sums = new Map<string, bigint>();
    for (const { recipientId, indicator, value } of handedDown.targets) {
      const key = `${unitOf.get(recipientId)} ${indicator}`;
      sums.set(key, (sums.get(key) ?? 0n) + value);
    }
    expect(sums.size).toBe(handedDown.decisions.length * 2);
    expect([...sums].filter(([key, sum]) => own.get(key) !== sum)).toEqual([]);
  });

  test("reaches twelve provinces, some of them in part, and the unit of the demo's director", () => {
    const provinces = new Set(handedDown.decisions.map(({ provinceId }) => provinceId));
    expect(provinces.size).toBe(12);
    expect(provinces.has("68-2025")).toBe(true);
    expect(handedDown.decisions.map(({ unitId }) => unitId)).toContain("593-2025");
    const partly = [...provinces].filter((id) => {
      const districts = units.filter(
        (unit) =>
          unit.provinceId === id && unit.level === "district" && (recipients.get(unit.id) ?? []).length,
      );
      return handedDown.decisions.filter(({ provinceId }) => provinceId === id).length < districts.length;
    });
    expect(partly.length).toBeGreaterThan(1);
    expect(partly.length).toBeLessThan(9);
  });

  test("is said by papers that are marked as made up, each of another number within its unit", () => {
    expect(handedDown.decisions.every(({ number }) => /^MH-.*\(minh họa\)$/.test(number))).toBe(true);
    expect(new Set(handedDown.decisions.map(({ unitId, number }) => `${unitId} ${number}`)).size).toBe(
      handedDown.decisions.length,
    );
  });

  test("is not there before its day, nor before there were communes", () => {
    expect(recipientTargets(2026, plan, units, recipients, "2026-01-31").targets).toEqual([]);
    expect(recipientTargets(2025, plan, units, recipients, today).targets).toEqual([]);
  });
});

describe("the recipients of the demo", () => {
  test("are communes, and in three provinces associations and collection services too", () => {
    const withOthers = all.filter(({ kind }) => kind !== "commune");
    expect(new Set(withOthers.map(({ provinceId }) => provinceId)).size).toBe(3);
    expect(kinds("593-2025")).toEqual(new Set(["commune", "association", "collection_service"]));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test("report each month to the last, which some of them have not typed yet", () => {
    const reported = (periodId: string) =>
      new Set(
        results
          .filter((one) => one.unitId === "593-2025" && one.periodId === periodId)
          .map((one) => one.recipientId),
      ).size;
    const expected = recipients.get("593-2025")?.length ?? 0;
    expect(reported("2026-01")).toBe(expected);
    expect(reported("2026-10")).toBeGreaterThan(0);
    expect(reported("2026-10")).toBeLessThan(expected);
    expect(reported("2026-11")).toBe(0);
  });

  test("stand near their targets and never below nothing", () => {
    const goal = new Map(
      handedDown.targets.map(({ recipientId, indicator, value }) => [`${recipientId} ${indicator}`, value]),
    );
    const permilles = results.flatMap(({ recipientId, indicator, periodId, value }) => {
      const target = goal.get(`${recipientId} ${indicator}`);
      return target && periodId === "2026-09" ? [Number((value * 1_000n) / target)] : [];
    });
    expect(Math.min(...permilles)).toBeGreaterThan(850);
    expect(Math.max(...permilles)).toBeLessThan(1_040);
    expect(results.every(({ value }) => value >= 0n)).toBe(true);
  });
});
