import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { closedAt, demoDrives } from "@/prisma/demo/drives";
import { demoParts } from "@/prisma/demo/partners";
import { reportingUnits } from "@/prisma/demo/reporting-units";
import { buildUnitTrees } from "@/prisma/seed/units";
import { yearOfDemo } from "../support/demo";

const { units, successions } = buildUnitTrees();
const reporting = reportingUnits(units, successions);
const facts = {
  units,
  reporting,
  values: yearOfDemo(2026),
  last: "2026-10" as PeriodId,
  today: "2026-11-22",
};
const [ended, running] = demoDrives(facts);

describe("the drives of the demo", () => {
  test("say that they are made up; one was summed up after its end, one is running", () => {
    expect(ended).toMatchObject({ startsOn: "2026-05-01", endsOn: "2026-05-31" });
    expect(running).toMatchObject({ startsOn: "2026-10-16", endsOn: "2026-12-31", summary: null });
    expect([ended?.name, running?.name].every((name) => name?.includes("minh họa"))).toBe(true);
    expect(ended?.summary).toMatch(
      /^Tháng vận động .* 34\/34 đơn vị có kết quả\.\nMới tham gia BHXH tự nguyện: đạt/,
    );
    expect(ended && closedAt(ended)).toBe("2026-06-02T09:00:00+07:00");
  });

  test("have goals for every province, days of their own time only, and nothing of days to come", () => {
    for (const drive of [ended, running]) {
      expect(new Set(drive?.goals.map(({ provinceId }) => provinceId)).size).toBe(34);
      expect(drive?.goals.every(({ value }) => value >= 20n)).toBe(true);
      expect(
        drive?.results.every(({ day }) => day >= drive.startsOn && day <= drive.endsOn && day < facts.today),
      ).toBe(true);
    }
    expect(running?.results.length).toBeGreaterThan(10_000);
    expect(running?.results.length).toBeLessThan(60_000);
  });

  test("come each month anew, also in the first one of the new tree", () => {
    const [first, second] = demoDrives({
      ...facts,
      values: yearOfDemo(2025),
      last: "2025-08" as PeriodId,
      today: "2025-09-10",
    });
    expect(first).toMatchObject({ startsOn: "2025-08-01", endsOn: "2025-08-31" });
    expect(second?.startsOn).toBe(addDays("2025-08-01", 15));
    expect(first?.provinces).toHaveLength(34);
  });
});

test("the parts of partners are of the demo's own province and a few others, and never more than the whole", () => {
  const parts = demoParts(reporting, yearOfDemo(2026), "2026-01" as PeriodId, facts.last);
  const provinces = new Set(parts.map(({ provinceId }) => provinceId));
  expect(provinces.has("68-2025")).toBe(true);
  expect(provinces.size).toBeLessThan(16);
  expect(parts.every(({ periodId }) => periodId < facts.last)).toBe(true);
  const phanThiet = parts.filter(
    ({ unitId, periodId, indicator }) =>
      unitId === "593-2025" && periodId === "2026-09" && indicator === "TT_LOA",
  );
  const whole = yearOfDemo(2026).get("593")?.[8]?.TT_LOA ?? 0n;
  expect(phanThiet.length).toBeGreaterThan(1);
  expect(phanThiet.reduce((sum, { value }) => sum + value, 0n)).toBeLessThan(whole);
});
