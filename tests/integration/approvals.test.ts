import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/data/db";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { listSubmissions } from "@/lib/data/submissions";
import type { PeriodId } from "@/lib/domain/period";
import type { SubmissionDecision } from "@/lib/domain/submission";
import { NOW, open } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 120_000 });

const MONTHS = ["2025-08", "2025-09", "2025-10"] as const;
const UNITS = 30;

/** Thirty more units of one province, so that everybody wants the same row. */
const district = (id: string) => ({
  id,
  code: id,
  name: `Huyện ${id}`,
  shortName: id,
  level: "district" as const,
  reportingKind: "district" as const,
  parentId: "R",
  provinceId: "R",
  path: `/vn/r/${id.toLowerCase()}/`,
  validFrom: new Date("2008-08-01"),
});

const cells = (unitId: string, periodId: string, version: number) =>
  ["BHYT", "BHXH_BB", "BHXH_TN", "THU", "TN_MOI"].map((indicatorId, index) => ({
    provinceId: "R",
    unitId,
    periodId,
    version,
    indicatorId,
    value: BigInt(1000 - index + version),
  }));

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  const ids = Array.from({ length: UNITS }, (_, index) => `X${index}`);
  await db.unit.createMany({ data: ids.map(district) });
  for (const month of MONTHS) await open(month);
  const forms = ids.flatMap((unitId) => MONTHS.map((periodId) => ({ unitId, periodId })));
  await db.figureRevision.createMany({
    data: forms.flatMap(({ unitId, periodId }) => cells(unitId, periodId, 1)),
  });
  await db.submission.updateMany({
    where: { unitId: { in: ids } },
    data: { status: "submitted", version: 1, submittedAt: NOW, firstSubmittedAt: NOW },
  });
});

async function everybody(status: string, decision: SubmissionDecision) {
  const lists = await Promise.all(
    MONTHS.map((month) => listSubmissions(ACTORS.manager, month as PeriodId, NOW)),
  );
  const left = lists.flat().filter((one) => one.status === status);
  const count = left.length;
  const worker = async () => {
    const results = [];
    for (let next = left.shift(); next; next = left.shift())
      results.push(await decideSubmission(next, decision, ACTORS.manager, NOW));
    return results;
  };
  const results = (await Promise.all(Array.from({ length: 20 }, worker))).flat();
  return { count, refused: results.filter(({ ok }) => !ok) };
}

test("twenty connections approve and reopen months that carry each other: nothing is lost, nobody waits forever", async () => {
  expect(await everybody("submitted", { event: "approve" })).toEqual({ count: UNITS * 3, refused: [] });
  expect((await verifyRollups(db)).differences).toEqual([]);
  const august = await db.rollup.findFirst({
    where: { unitId: "R", periodId: "2025-08", indicatorId: "BHYT" },
  });
  expect(august).toMatchObject({ sum: 1001n * BigInt(UNITS), reported: UNITS, missing: 2 });

  const reopening = { event: "reopen", reason: "Bổ sung", dueOn: "2025-12-31" } as const;
  expect(await everybody("approved", reopening)).toEqual({ count: UNITS * 3, refused: [] });
  expect((await verifyRollups(db)).differences).toEqual([]);
});
