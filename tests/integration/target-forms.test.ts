import { beforeEach, expect, test, vi } from "vitest";
import { targetsExchangeAction } from "@/app/(app)/targets/decisions/[id]/exchange/actions";
import { sheetAction } from "@/app/(app)/targets/decisions/[id]/sheet/actions";
import { createDecision } from "@/lib/data/decision-changes";
import { getDecision } from "@/lib/data/decisions";
import { saveTargetDrafts } from "@/lib/data/target-drafts";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { UNITS } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

/** What somebody else does after the sheet was read and before it is written. */
const meanwhile = vi.hoisted(() => ({ run: async (): Promise<unknown> => undefined }));

vi.mock("@/lib/auth/session", async () => {
  const { ACTORS: all } = await import("@/tests/support/workflow-world");
  return { requireActor: async () => all.manager };
});
vi.mock("@/lib/auth/request-context", () => ({ requestLog: async () => ({ error: console.error }) }));
vi.mock("@/lib/auth/settings", () => ({ authSecret: () => "only for this test" }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("@/lib/data/target-sheet", async (original) => {
  const real = await original<typeof import("@/lib/data/target-sheet")>();
  return {
    ...real,
    saveSheetChanges: async (...given: Parameters<typeof real.saveSheetChanges>) => {
      await meanwhile.run();
      return real.saveSheetChanges(...given);
    },
  };
});

const NOW = new Date("2026-01-10T02:00:00Z");
const { manager } = ACTORS;
const scope = targetScopeSchema.parse("2026");

async function drafted(): Promise<string> {
  const unit = UNITS.find(({ id }) => id === "Q");
  if (!unit) throw new Error("no unit Q");
  const days = { decidedOn: "2026-01-01", effectiveOn: "2026-01-01" };
  const head = { issuer: "BHXH tỉnh", number: "1/QĐ", ...days, subject: "", supersedesId: null };
  const made = await createDecision(unit, head, manager, NOW);
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}

/** Somebody gives the unit a2 a number. */
async function give(id: string, value: bigint) {
  const decision = await getDecision(manager, id);
  if (!decision) throw new Error("no such decision");
  const cells = [{ to: "unit", id: "a2", value, isLocked: false }] as const;
  const table = { scope, indicator: "BHYT", kind: "headcount" } as const;
  await saveTargetDrafts(decision, [{ table, cells }], manager, NOW);
}

function formOf(fields: Readonly<Record<string, string | number>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
}

beforeEach(async () => {
  meanwhile.run = async () => undefined;
  await emptyDatabase();
  await plantWorld();
});

test("a set of targets that somebody overtakes by a moment is shown over the draft as it is by then", async () => {
  const id = await drafted();
  const dataValues = [{ dataElement: "BHYT_TARGET", period: "2026", orgUnit: "a2", value: "11" }];
  const head = { id, scope };
  const read = await targetsExchangeAction(
    null,
    formOf({ ...head, intent: "read", paste: JSON.stringify({ dataValues }) }),
  );
  const preview = read && "preview" in read ? read.preview : undefined;
  if (!preview) throw new Error(read?.message);
  expect(preview.changes).toMatchObject([{ before: "–", after: "11 người" }]);
  meanwhile.run = () => give(id, 5n);
  const write = formOf({ ...head, ...preview.carried, seen: preview.seen, intent: "write" });
  expect(await targetsExchangeAction(null, write)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/đã tính lại/),
    preview: { changes: [{ before: "5 người", after: "11 người" }] },
  });
});

test("so is a sheet of targets, and what was shown then can be written", async () => {
  const id = await drafted();
  const head = { id, scope, to: "unit" };
  const paste = "Mã\tChỉ tiêu BHYT năm 2026\na2\t11";
  const read = await sheetAction(null, formOf({ ...head, intent: "read", paste }));
  const preview = read && "preview" in read ? read.preview : undefined;
  if (!preview) throw new Error(read?.message);
  const fieldsOf = ({ table, source, lockVersion, seen, firstRow, lastRow, columns }: typeof preview) =>
    formOf({
      ...head,
      ...{ intent: "write", table, source, sheets: "", lockVersion, seen, firstRow, lastRow },
      ...Object.fromEntries(columns.map(({ column, use }) => [`c.${column}`, use])),
    });
  meanwhile.run = () => give(id, 5n);
  const overtaken = await sheetAction(null, fieldsOf(preview));
  expect(overtaken).toMatchObject({
    ok: false,
    message: expect.stringMatching(/đã tính lại/),
    preview: { changes: [{ before: "5 người", after: "11 người" }] },
  });
  const again = overtaken && "preview" in overtaken ? overtaken.preview : undefined;
  if (!again) throw new Error(overtaken?.message);
  meanwhile.run = async () => undefined;
  expect(await sheetAction(null, fieldsOf(again))).toEqual({
    ok: true,
    message: "Đã ghi 1 số vào dự thảo.",
  });
});
