import { beforeAll, describe, expect, test } from "vitest";
import { GET as getExport } from "@/app/api/v1/units/[unit]/export/route";
import { GET as getSummary } from "@/app/api/v1/units/[unit]/summary/route";
import { GET as getVersion } from "@/app/api/v1/units/[unit]/version/route";
import { findUnitDashboard } from "@/lib/data/dashboard";
import { lockPeriod, signMonth } from "@/lib/data/periods";
import { findSummary } from "@/lib/data/summary";
import { createToken } from "@/lib/data/tokens";
import type { PeriodId } from "@/lib/domain/period";
import { asOwner, load } from "@/tests/support/loaded-country";
import { approve, NOW, open, reopen, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, plantWorld } from "@/tests/support/workflow-world";

/** Province R has two reporting units then, and nothing of it ever went into province Q. */
const PERIOD = "2025-08" as PeriodId;

let authorization: string;

beforeAll(async () => {
  await plantWorld();
  await open(PERIOD);
  await report("a2", PERIOD, { BHYT: 700n });
  const made = await createToken(
    { username: ACTORS.viewer.username, label: "thử", days: 1 },
    { actorId: null, now: new Date() },
  );
  if (!made.ok) throw new Error(made.reason);
  authorization = `Bearer ${made.token}`;
});

async function stateOf(unitId: string): Promise<string> {
  const found = await findSummary(ACTORS.viewer, unitId, PERIOD);
  if (found.kind !== "summary") throw new Error(found.kind);
  return found.state;
}

async function pageStateOf(unitId: string): Promise<string> {
  const query = { unitId, period: PERIOD, indicator: "BHYT", comparator: "yoy" } as const;
  const found = await findUnitDashboard(ACTORS.viewer, query);
  if (found.kind !== "found") throw new Error(found.kind);
  return found.state;
}

const statesOf = async (unitId: string) => [await stateOf(unitId), await pageStateOf(unitId)];

const TARGET = ["R", 2025, "BHYT", "headcount", 900, "BHXH VN", "01/QĐ-BHXH", "2025-01-10"];

/** What is done to province R, in this order, each after something that must be there first. */
const MOVES: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
  ["a load", async () => undefined, () => load("figures", [["R-VP", PERIOD, "BHYT", 10, 0]])],
  [
    "an approval",
    async () => {
      await type("r2", PERIOD, { BHXH_BB: null, BHXH_TN: null, BHYT: 55n, TN_MOI: null, THU: null });
      await submit("r2", PERIOD);
    },
    () => approve("r2", PERIOD),
  ],
  ["a target", async () => undefined, () => load("targets", [TARGET])],
  [
    "a denominator",
    async () => undefined,
    () => load("denominators", [["R", 2025, "population", 999, "NSO"]]),
  ],
  ["a reopened month", async () => undefined, () => reopen("r2", PERIOD)],
  [
    "a sign-off",
    () => report("r2", PERIOD, { BHYT: 56n }),
    () => signMonth("R", PERIOD, ACTORS.manager, NOW),
  ],
];

describe("the version of a province", () => {
  test.each(MOVES)(
    "moves with %s there, and the nation's, but not another province's",
    async (_, before, move) => {
      await before();
      const [own, nation, other] = [await statesOf("R"), await statesOf("VN"), await statesOf("Q")];
      const done = await move();
      if (done) expect(done).toMatchObject({ ok: true });
      for (const [at, state] of own.entries()) expect((await statesOf("R"))[at]).not.toBe(state);
      for (const [at, state] of nation.entries()) expect((await statesOf("VN"))[at]).not.toBe(state);
      expect(await statesOf("Q")).toEqual(other);
    },
  );

  test("moves with the lock of a period everywhere", async () => {
    const before = await Promise.all(["R", "Q", "VN", "r2"].map(stateOf));
    expect(await lockPeriod(PERIOD, ACTORS.central, null, NOW)).toEqual({ ok: true });
    const after = await Promise.all(["R", "Q", "VN", "r2"].map(stateOf));
    expect(after.filter((state, at) => state === before[at])).toEqual([]);
  });
});

type Route = (request: Request, context: { params: Promise<{ unit: string }> }) => Promise<Response>;

const ROUTES: [string, Route, string][] = [
  ["the summary", getSummary, "summary?"],
  ["an export", getExport, "export?table=children&format=csv&"],
  ["the version", getVersion, "version?"],
];

const ask = (route: Route, path: string, tag: string) =>
  route(
    new Request(`http://localhost/api/v1/units/R/${path}period=${PERIOD}`, {
      headers: { authorization, "if-none-match": tag },
    }),
    { params: Promise.resolve({ unit: "R" }) },
  );

const SUMS = "figures, figure_revisions, submission_drafts, rollups, stated_totals";

/** While the app may read no figure and no sum. */
async function withoutFigures<T>(run: () => Promise<T>): Promise<T> {
  await asOwner(`REVOKE SELECT ON ${SUMS} FROM bao_phu_test_app`);
  try {
    return await run();
  } finally {
    await asOwner(`GRANT SELECT ON ${SUMS} TO bao_phu_test_app`);
  }
}

describe("asked again without a right to read any figure or sum", () => {
  test.each(ROUTES)("%s is 304 while nothing changed", async (_, route, path) => {
    const tag = (await ask(route, path, "")).headers.get("etag") ?? "";
    const again = await withoutFigures(() => ask(route, path, tag));
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", tag]);
  });

  test.each(ROUTES.slice(0, 2))("%s with an old tag has to read, and cannot", async (_, route, path) => {
    const tag = (await ask(route, path, "")).headers.get("etag") ?? "";
    await load("denominators", [["R", 2025, "population", 1000 + path.length, "NSO"]]);
    await expect(withoutFigures(() => ask(route, path, tag))).rejects.toThrow("permission denied");
    expect((await ask(route, path, tag)).status).toBe(200);
  });

  test("the version with an old tag is another version, and still reads no figure", async () => {
    const tag = (await ask(getVersion, "version?", "")).headers.get("etag") ?? "";
    await load("denominators", [["R", 2025, "population", 2000, "NSO"]]);
    const answer = await withoutFigures(() => ask(getVersion, "version?", tag));
    expect(answer.status).toBe(200);
    expect(`"${(await answer.json()).version}"`).not.toBe(tag);
  });
});
