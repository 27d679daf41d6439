import { beforeEach, describe, expect, test } from "vitest";
import { GET as getAssignmentFile } from "@/app/api/v1/assignment/route";
import { listTargets } from "@/lib/data/dashboard-plans";
import { db } from "@/lib/data/db";
import { createDecision } from "@/lib/data/decision-changes";
import { issueDecision } from "@/lib/data/decision-issue";
import { getDecision, type Decision } from "@/lib/data/decisions";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { listDriveTargets } from "@/lib/data/drive-targets";
import { getScopeOffer, listOfferedDrives, mayGiveFor, readDriveNames } from "@/lib/data/scope-drives";
import { saveTargetDrafts } from "@/lib/data/target-drafts";
import { getUnitTargets } from "@/lib/data/unit-targets";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { NO_DRIVES, driveScope, scopeName, type TargetScope } from "@/lib/domain/target-scope";
import { DRIVE_REFUSALS } from "@/lib/refusals";
import { tokenOf } from "@/tests/support/token";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { unitOf } from "@/tests/support/workflow-units";

const NOW = new Date("2026-05-04T05:00:00Z");
const { manager, central } = ACTORS;
const at = (actor: Actor, path: string): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
});
const stranger = at(manager, "/vn/r/");

async function drive(unit: string, name: string, endsOn = "2026-05-31"): Promise<string> {
  const given = { kind: "month", name, startsOn: "2026-05-01", endsOn } as const;
  const by = unit === "VN" ? central : at(manager, `/vn/${unit.toLowerCase()}/`);
  const answer = await createDrive(unit, given, new Map([["TN_MOI", 100n]]), by, NOW);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.id;
}

async function drafted(place: string, effectiveOn = "2026-05-04"): Promise<Decision> {
  const unit = unitOf(place);
  const issuer = place === "Q" ? "BHXH tỉnh" : "BHXH cơ sở";
  const head = {
    issuer,
    number: "1/QĐ",
    decidedOn: effectiveOn,
    effectiveOn,
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

function scopeOf(id: string): TargetScope {
  const scope = driveScope(id);
  if (!scope) throw new Error(`no drive ${id}`);
  return scope;
}

const give = (decision: Decision, scope: TargetScope, value: bigint) =>
  saveTargetDrafts(
    decision,
    [
      {
        table: { scope, indicator: "TN_MOI", kind: "headcount" },
        cells: [{ to: "unit", id: "a2", value, isLocked: false }],
      },
    ],
    manager,
    NOW,
  );

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("the drives that a decision may give numbers for", () => {
  test("are open ones of its unit and of those above, not over when it takes effect, by their names", async () => {
    const [national, own] = [await drive("VN", "Tháng vận động 5"), await drive("Q", "Đợt cao điểm")];
    const [foreign, closed] = [await drive("R", "Của tỉnh khác"), await drive("Q", "Đã đóng")];
    await drive("Q", "Đã hết", "2026-05-03");
    const answer = await closeDrive(closed, "Xong.", at(manager, "/vn/q/"), NOW);
    expect(answer.ok).toBe(true);
    for (const place of ["Q", "a2"]) {
      const decision = await drafted(place);
      const offered = await listOfferedDrives(decision);
      expect([...offered.values()].sort()).toEqual(["Tháng vận động 5", "Đợt cao điểm"].sort());
      const offer = await getScopeOffer(manager, decision, "2026-05-04", scopeOf(own));
      expect(offer?.scopes).toEqual(expect.arrayContaining([scopeOf(national), scopeOf(own)]));
      expect(scopeName(scopeOf(own), offer?.names ?? NO_DRIVES)).toBe("đợt cao điểm");
      for (const id of [foreign, closed, "khong-co"])
        expect(await getScopeOffer(manager, decision, "2026-05-04", scopeOf(id))).toBeNull();
    }
  });

  test("take its numbers; any other drive is refused and nothing is written", async () => {
    const [own, foreign] = [await drive("Q", "Tháng vận động 5"), await drive("R", "Của tỉnh khác")];
    const decision = await drafted("Q");
    for (const id of [foreign, "khong-co"])
      expect(await give(decision, scopeOf(id), 5n)).toEqual({ ok: false, reason: "scope" });
    expect(await db.targetDraft.count()).toBe(0);
    expect(await give(decision, scopeOf(own), 5n)).toMatchObject({ ok: true, changed: 1 });
    // What was given while it was open can still be corrected, and is shown among the times.
    await closeDrive(own, "Xong.", at(manager, "/vn/q/"), NOW);
    const later = await seen(decision.id);
    expect((await listOfferedDrives(later)).size).toBe(0);
    expect(await mayGiveFor(later, scopeOf(own))).toBe(true);
    const offer = await getScopeOffer(manager, later, "2026-05-04", scopeOf(own));
    expect(offer?.scopes.at(-1)).toBe(scopeOf(own));
    expect(scopeName(scopeOf(own), offer?.names ?? NO_DRIVES)).toBe("đợt Tháng vận động 5");
  });

  test("are named to those who may see them alone", async () => {
    const [national, own] = [await drive("VN", "Tháng vận động 5"), await drive("Q", "Của tỉnh")];
    const scopes = [scopeOf(national), scopeOf(own), "2026" as TargetScope];
    expect([...(await readDriveNames(manager, scopes)).values()].sort()).toEqual(
      ["Tháng vận động 5", "Của tỉnh"].sort(),
    );
    expect([...(await readDriveNames(stranger, scopes)).values()]).toEqual(["Tháng vận động 5"]);
  });
});

test("a drive's target stands for the drive and is none of the year", async () => {
  const own = await drive("Q", "Tháng vận động 5");
  const decision = await drafted("Q");
  await give(decision, scopeOf(own), 5n);
  const place = { id: "a2", provinceId: "Q" };
  expect(await listDriveTargets(own, [place], "2026-05-05")).toEqual([]);
  const issued = await issueDecision(await seen(decision.id), manager, NOW);
  expect(issued.ok).toBe(true);
  expect(await listDriveTargets(own, [place], "2026-05-05")).toMatchObject([
    { unitId: "a2", indicator: "TN_MOI", value: 5n, decisionNumber: "1/QĐ" },
  ]);
  expect(await listTargets([place], [2026])).toEqual([]);
  const year = await getUnitTargets(place, "2026" as TargetScope, "2026-05-05", null);
  expect(year.groups).toEqual([]);
  expect(year.scopes).toEqual([scopeOf(own)]);
  const { groups } = await getUnitTargets(place, scopeOf(own), "2026-05-05", null);
  expect(groups[0]?.targets[0]?.target).toMatchObject({ value: 5n, isHeadline: true });
});

test("the file of assignment knows the drives that its reader sees, and no others", async () => {
  const scope = scopeOf(await drive("Q", "Tháng vận động Q"));
  const ask = async (authorization: string, time: string) => {
    const query = new URLSearchParams({ scope: time, indicator: "TN_MOI", format: "csv" });
    const address = `http://localhost/api/v1/assignment?${query}`;
    return getAssignmentFile(new Request(address, { headers: { authorization } }));
  };
  const [own, other] = [await tokenOf("o-q", "Q"), await tokenOf("o-r", "R")];
  const seenFile = await ask(own, scope);
  expect(seenFile.status).toBe(200);
  expect(await seenFile.text()).toContain("đợt Tháng vận động Q");
  for (const time of [scope, "D:khong-co"]) {
    const refused = await ask(other, time);
    expect([refused.status, await refused.json()]).toEqual([
      404,
      { error: "not_found", message: DRIVE_REFUSALS["not-found"] },
    ]);
  }
  expect((await ask(other, "2026")).status).toBe(200);
});
