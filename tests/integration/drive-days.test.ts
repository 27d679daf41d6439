import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { saveDriveResults } from "@/lib/data/drive-results";
import { findDrive } from "@/lib/data/drives";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2025-08-05T05:00:00Z");
const DRIVE = {
  kind: "month",
  name: "Tháng vận động",
  startsOn: "2025-07-30",
  endsOn: "2025-08-02",
} as const;
const provincial: Actor = {
  ...ACTORS.manager,
  scope: { paths: ["/vn/r/"], provincePaths: [] } as unknown as OrgScope,
};

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

test("of a unit that ended within a drive only its own days are told", async () => {
  const made = await createDrive("VN", DRIVE, new Map([["TN_MOI", 100n]]), ACTORS.central, NOW);
  if (!made.ok) throw new Error(made.reason);
  const days = ["2025-07-30", "2025-07-31", "2025-08-01", "2025-08-02"];
  const told = async (unitId: string) => {
    const inputs = days.map((day) => ({ day, indicator: "TN_MOI", value: 5n, seen: null }) as const);
    const answer = await saveDriveResults(made.id, unitId, inputs, provincial, NOW);
    return answer.ok && answer.cells.map((cell) => (cell.saved ? "saved" : cell.reason));
  };
  expect(await told("r1")).toEqual(["saved", "saved", "outside", "outside"]);
  expect(await told("r2")).toEqual(["outside", "outside", "saved", "saved"]);
  expect(await db.driveResult.count()).toBe(4);
});

test("who closes a drive in somebody's place is named with whom it was done for", async () => {
  const made = await createDrive("VN", DRIVE, new Map([["TN_MOI", 100n]]), ACTORS.central, NOW);
  if (!made.ok) throw new Error(made.reason);
  const { id, displayName } = ACTORS.deputy;
  const standIn: Actor = { ...ACTORS.central, onBehalfOf: { id, displayName, toDay: "2025-08-31" } };
  expect(await closeDrive(made.id, "Xong", standIn, NOW)).toEqual({ ok: true });
  expect((await findDrive(provincial, made.id))?.closedBy).toBe("trunguong (thay duyet2)");
});
