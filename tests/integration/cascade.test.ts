import { beforeEach, describe, expect, test } from "vitest";
import { getRecipientCascade } from "@/lib/data/cascade-recipients";
import { db } from "@/lib/data/db";
import { createDecision } from "@/lib/data/decision-changes";
import { issueDecision } from "@/lib/data/decision-issue";
import { getDecision, type Decision } from "@/lib/data/decisions";
import { listDraftCells, saveTargetDrafts, type DraftCell } from "@/lib/data/target-drafts";
import type { DecisionHead } from "@/lib/domain/decision";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { unitOf } from "@/tests/support/workflow-units";

const NOW = new Date("2026-01-10T02:00:00Z");
const { manager, deputy } = ACTORS;
const OF_2025 = { scope: targetScopeSchema.parse("2025"), indicator: "BHYT", kind: "headcount" } as const;
const OF_2026 = { ...OF_2025, scope: targetScopeSchema.parse("2026") } as const;
const PLACE = { provinceId: "Q", recipientId: "hoi-1" };

const cell = (to: DraftCell["to"], id: string, value: bigint | null): DraftCell => ({
  to,
  id,
  value,
  isLocked: false,
});

async function drafted(place: string, number: string, day: string): Promise<Decision> {
  const unit = unitOf(place);
  const head: DecisionHead = {
    issuer: place === "Q" ? "BHXH tỉnh" : "BHXH cơ sở",
    number,
    decidedOn: day,
    effectiveOn: day,
    subject: "",
    supersedesId: null,
  };
  const made = await createDecision(unit, head, manager, NOW);
  if (!made.ok) throw new Error(made.reason);
  return seen(made.id);
}
async function seen(id: string): Promise<Decision> {
  const decision = await getDecision(manager, id);
  if (!decision) throw new Error("no such decision");
  return decision;
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  const recipient = { provinceId: "Q", unitId: "a2", validTo: null };
  await db.recipient.createMany({
    data: [
      {
        ...recipient,
        id: "hoi-1",
        kind: "association",
        name: "Hội Phụ nữ",
        validFrom: new Date("2025-07-01"),
      },
      {
        ...recipient,
        id: "cu",
        kind: "association",
        name: "Hội cũ",
        validFrom: new Date("2025-07-01"),
        validTo: new Date("2025-08-31"),
      },
    ],
  });
});

describe("a cascade to recipients", () => {
  test("lists those that exist then, with their last results, last year's target and what is drafted", async () => {
    const before = await drafted("a2", "1/QĐ", "2025-08-01");
    await saveTargetDrafts(
      before,
      [{ table: OF_2025, cells: [cell("recipient", "hoi-1", 40n)] }],
      manager,
      NOW,
    );
    expect(await issueDecision(await seen(before.id), manager, NOW)).toEqual({ ok: true });
    const day = (text: string) => new Date(text);
    await db.period.createMany({
      data: [
        { id: "2025-11", kind: "month", asOf: day("2025-11-30"), dueOn: day("2025-12-03"), openedAt: NOW },
        { id: "2026-01", kind: "month", asOf: day("2026-01-31"), dueOn: day("2026-02-03"), openedAt: NOW },
      ],
    });
    await db.recipientResult.createMany({
      data: [
        { ...PLACE, periodId: "2025-11", indicatorId: "BHYT", value: 37n, recordedAt: NOW },
        { ...PLACE, periodId: "2026-01", indicatorId: "BHYT", value: 99n, recordedAt: NOW },
      ],
    });
    const draft = await drafted("a2", "2/QĐ", "2026-01-05");
    await saveTargetDrafts(
      draft,
      [{ table: OF_2026, cells: [cell("recipient", "hoi-1", 50n)] }],
      manager,
      NOW,
    );
    const { basePeriod, recipients } = await getRecipientCascade(await seen(draft.id), OF_2026);
    expect(basePeriod).toBe("2025-11");
    expect(recipients).toHaveLength(1);
    expect(recipients[0]).toMatchObject({
      recipient: { id: "hoi-1", name: "Hội Phụ nữ" },
      value: 37n,
      plan: 40n,
      current: null,
      assigned: 50n,
      isLocked: false,
    });
    const again = await drafted("a2", "3/QĐ", "2025-09-01");
    const { recipients: standing } = await getRecipientCascade(again, OF_2025);
    expect(standing[0]?.current).toMatchObject({ value: 40n, decisionNumber: "1/QĐ" });
  });

  test("shows nobody of another unit", async () => {
    const draft = await drafted("bc", "4/QĐ", "2026-01-05");
    expect((await getRecipientCascade(draft, OF_2026)).recipients).toEqual([]);
  });
});

test("of a draft that somebody else wrote it is told who wrote which number", async () => {
  const draft = await drafted("Q", "5/QĐ", "2026-01-05");
  await saveTargetDrafts(
    draft,
    [{ table: OF_2026, cells: [cell("unit", "a2", 10n), cell("unit", "bc", 20n)] }],
    manager,
    NOW,
  );
  await saveTargetDrafts(
    await seen(draft.id),
    [{ table: OF_2026, cells: [cell("unit", "bc", 21n)] }],
    deputy,
    NOW,
  );
  const held = await listDraftCells(draft, OF_2026, "unit");
  expect(held.map(({ id, value, by }) => [id, value, by]).sort()).toEqual([
    ["a2", 10n, manager.displayName],
    ["bc", 21n, deputy.displayName],
  ]);
  expect(await listDraftCells(draft, OF_2025, "unit")).toEqual([]);
});
