import { beforeEach, expect, test } from "vitest";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { getGoalsText, saveDriveGoals } from "@/lib/data/drive-goals";
import { saveDriveResults } from "@/lib/data/drive-results";
import { listReportDrives } from "@/lib/data/report-drives";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { typist, manager, central, viewer } = ACTORS;
const JUNE = new Date("2026-06-20T05:00:00Z");
const at = (actor: Actor, path: string, provinces: readonly string[] = []): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: provinces } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/", ["/vn/q/"]);
const provincial = at(manager, "/vn/q/");
const stranger = at(viewer, "/vn/r/", ["/vn/r/"]);
const goals = (value: bigint) => new Map<IndicatorId, bigint>([["TN_MOI", value]]);

async function create(unitId: string, actor: Actor, name: string, startsOn: Day, endsOn: Day) {
  const answer = await createDrive(
    unitId,
    { kind: "peak", name, startsOn, endsOn },
    goals(100n),
    actor,
    JUNE,
  );
  if (!answer.ok) throw new Error(answer.reason);
  return answer.id;
}

const told = async (reader: Actor, unitId: string, month = "2026-05", asOf = "2026-05-31") => {
  const unit = unitOf(unitId);
  const drives = await listReportDrives(reader, { unitId: unit.id, period: month as PeriodId, asOf });
  return drives.map(({ name, progress: { value, goal, time } }) =>
    [name, value, goal, `${time.numerator}/${time.denominator}`].join(" "),
  );
};

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

test("drives of the month stand as they stood at its end: of the nation, of a province, of a unit", async () => {
  const own = await create("Q", provincial, "Tỉnh", "2026-05-22", "2026-06-10");
  const national = await create("VN", central, "Nước", "2026-05-01", "2026-05-08");
  await create("Q", provincial, "Trước", "2026-04-01", "2026-04-30");
  await create("Q", provincial, "Sau", "2026-06-01", "2026-06-30");
  const units = [{ unitId: "a2", takesPart: true, goals: goals(40n) }];
  expect(
    await saveDriveGoals(own, { whole: goals(100n), units, seen: await getGoalsText(own) }, provincial, JUNE),
  ).toEqual({ ok: true });
  const tell = (id: string, day: Day, value: bigint) =>
    saveDriveResults(id, "a2", [{ day, indicator: "TN_MOI", value, seen: null }], director, JUNE);
  await tell(own, "2026-05-31", 10n);
  await tell(own, "2026-06-01", 90n);
  await tell(national, "2026-05-02", 5n);
  expect(await told(provincial, "Q")).toEqual(["Nước 5  8/8", "Tỉnh 10 100 10/20"]);
  expect(await told(director, "a2")).toEqual(["Nước 5  8/8", "Tỉnh 10 40 10/20"]);
  expect(await told(director, "bc")).toEqual(["Nước   8/8", "Tỉnh   10/20"]);
  expect(await told(central, "VN")).toEqual(["Nước 5 100 8/8"]);
  expect(await told(provincial, "Q", "2026-06", "2026-06-30")).toEqual([
    "Tỉnh 100 100 20/20",
    "Sau  100 30/30",
  ]);
  expect(await told(provincial, "Q", "2026-05-20", "2026-05-20")).toEqual([]);
});

test("a province's drive is in no report for people elsewhere, and one that is closed later is in the month of its closing", async () => {
  const id = await create("Q", provincial, "Tỉnh", "2026-05-01", "2026-05-08");
  expect(await told(stranger, "Q")).toEqual([]);
  expect(await told(central, "R")).toEqual([]);
  expect(await told(provincial, "Q", "2026-06", "2026-06-30")).toEqual([]);
  await closeDrive(id, "Xong", provincial, JUNE);
  expect(await told(provincial, "Q", "2026-06", "2026-06-30")).toEqual(["Tỉnh  100 8/8"]);
  expect(await told(central, "BQP")).toEqual([]);
});
