import { describe, expect, test } from "vitest";
import { nextPanelCaching } from "@/lib/auth/wall-caching";
import { can, type OrgScope, type Role } from "@/lib/domain/policy";
import {
  CODE_DIGITS,
  codeExpiry,
  formatCode,
  isSeenLongAgo,
  isShownOnWalls,
  newWallSchema,
  parseCode,
  retrySeconds,
  rotate,
  wallExpiry,
  wallHref,
  wallSelectionSchema,
  wallState,
} from "@/lib/domain/wall";

const now = new Date("2026-11-22T08:00:00+07:00");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("who makes screens", () => {
  const actor = (role: Role, path: string) => ({
    id: "someone",
    role,
    scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
  });

  test("the central office, of the nation and of any province", () => {
    const central = actor("central", "/vn/");
    expect(can(central, "wall.manage", { path: "/vn/" })).toBe(true);
    expect(can(central, "wall.manage", { path: "/vn/60/" })).toBe(true);
  });

  test("a manager, of the own province alone", () => {
    const manager = actor("manager", "/vn/60/");
    expect(can(manager, "wall.manage", { path: "/vn/60/" })).toBe(true);
    expect(can(manager, "wall.manage", { path: "/vn/" })).toBe(false);
    expect(can(manager, "wall.manage", { path: "/vn/68/" })).toBe(false);
  });

  test.each(["director", "admin", "viewer"] as const)("no %s", (role) => {
    expect(can(actor(role, "/vn/"), "wall.manage", { path: "/vn/" })).toBe(false);
  });

  test("a reader that is a screen sees no draft and makes no screen", () => {
    const wall = actor("viewer", "/vn/");
    expect(can(wall, "draft.read", { path: "/vn/60/" })).toBe(false);
    expect(can(wall, "wall.manage", { path: "/vn/" })).toBe(false);
  });
});

describe("the code", () => {
  test("has at least 40 bits", () => {
    expect(10n ** BigInt(CODE_DIGITS) >= 2n ** 40n).toBe(true);
  });

  test("is read out in groups of four", () => {
    expect(formatCode("1234567890123456")).toBe("1234 5678 9012 3456");
  });

  test.each(["1234567890123456", "1234 5678 9012 3456", " 1234-5678-9012-3456 ", "1234.5678.9012.3456"])(
    "may be typed as %s",
    (typed) => {
      expect(parseCode(typed)).toBe("1234567890123456");
    },
  );

  test.each(["", "123456789012345", "12345678901234567", "1234 5678 9012 345a", "１２３４567890123456"])(
    "cannot be %j",
    (typed) => {
      expect(parseCode(typed)).toBeNull();
    },
  );

  test("lives 15 minutes, its screen 90 days", () => {
    expect(codeExpiry(now)).toEqual(after(15));
    expect(wallExpiry(now)).toEqual(after(90 * 24 * 60));
  });
});

describe("the state of a screen", () => {
  const wall = { codeExpiresAt: after(15), redeemedAt: null, expiresAt: after(1000), revokedAt: null };

  test("waits for its code until that ends", () => {
    expect(wallState(wall, after(14))).toBe("waiting");
    expect(wallState(wall, after(15))).toBe("unused");
  });

  test("is on from its code to its end", () => {
    const open = { ...wall, redeemedAt: after(5) };
    expect(wallState(open, after(999))).toBe("on");
    expect(wallState(open, after(1000))).toBe("expired");
  });

  test("is over when it was revoked, opened or not", () => {
    expect(wallState({ ...wall, revokedAt: after(1) }, after(2))).toBe("revoked");
    expect(wallState({ ...wall, redeemedAt: after(1), revokedAt: after(2) }, after(3))).toBe("revoked");
  });

  test("that it was seen is written once an hour", () => {
    expect(isSeenLongAgo(null, now)).toBe(true);
    expect(isSeenLongAgo(now, after(59))).toBe(false);
    expect(isSeenLongAgo(now, after(60))).toBe(true);
  });
});

test("a screen shows the nation or a province that there is", () => {
  const unit = { level: "province", validFrom: "2008-08-01", validTo: "2025-06-30" } as const;
  expect(isShownOnWalls(unit, "2025-06-30")).toBe(true);
  expect(isShownOnWalls(unit, "2025-07-01")).toBe(false);
  expect(isShownOnWalls({ ...unit, level: "nation", validTo: null }, "2026-11-22")).toBe(true);
  expect(isShownOnWalls({ ...unit, level: "district", validTo: null }, "2026-11-22")).toBe(false);
});

test("a new screen has a unit, a name and between 10 and 60 seconds for a panel", () => {
  const wall = { unit: "VN", label: " Tầng 5 ", seconds: "20" };
  expect(newWallSchema.parse(wall)).toEqual({ unit: "VN", label: "Tầng 5", seconds: 20 });
  expect(newWallSchema.safeParse({ ...wall, seconds: "9" }).success).toBe(false);
  expect(newWallSchema.safeParse({ ...wall, seconds: "61" }).success).toBe(false);
  expect(newWallSchema.safeParse({ ...wall, label: "  " }).success).toBe(false);
});

describe("the rotation", () => {
  const units = Array.from({ length: 34 }, (_, index) => `u${index}`);
  const all = Array.from({ length: 64 }, (_, index) => rotate(units, index));

  test("shows every unit once, and the whole five times with every indicator", () => {
    const shown = all.flatMap(({ panel }) => (panel.kind === "unit" ? [panel.unitId] : []));
    expect(shown).toEqual(units);
    const overview = all.flatMap(({ panel }) => (panel.kind === "unit" ? [] : [panel]));
    expect(overview).toHaveLength(30);
    expect(new Set(overview.map(({ indicator }) => indicator)).size).toBe(6);
  });

  test("comes back to the whole after at most six units", () => {
    expect(Math.max(...all.map(({ steps }) => steps))).toBe(11);
    expect(all.filter(({ panel }) => panel.kind === "answer").map(({ index }) => index)).toEqual([
      0, 11, 22, 33, 44, 55,
    ]);
  });

  test("begins anew after the last panel, and goes back from the first to the last", () => {
    expect(rotate(units, 63).next).toBe(0);
    expect(rotate(units, 0).previous).toBe(63);
    expect(rotate(units, 64).index).toBe(0);
  });

  test("has panels where there is no unit below", () => {
    expect(rotate([], 29)).toMatchObject({ index: 29, next: 0, step: 4, steps: 5, panel: { kind: "trend" } });
  });

  test("says for each panel which of its round it is", () => {
    expect(rotate(units, 12)).toMatchObject({
      step: 1,
      steps: 11,
      panel: { kind: "places", indicator: "BHXH_BB" },
    });
  });
});

describe("the address of a panel", () => {
  test("holds the panel, and what differs from the usual", () => {
    expect(wallHref({ panel: 3, seconds: null, theme: "dark" })).toBe("/wall?panel=3");
    expect(wallHref({ panel: 3, seconds: 30, theme: "light" })).toBe("/wall?panel=3&seconds=30&theme=light");
  });

  test.each([
    [{}, { panel: 0, seconds: null, theme: "dark" }],
    [
      { panel: "7", seconds: "45", theme: "light" },
      { panel: 7, seconds: 45, theme: "light" },
    ],
    [
      { panel: "-1", seconds: "1", theme: "blue" },
      { panel: 0, seconds: null, theme: "dark" },
    ],
    [
      { panel: ["1", "2"], seconds: "x" },
      { panel: 0, seconds: null, theme: "dark" },
    ],
  ])("is read from %j", (search, selection) => {
    expect(wallSelectionSchema.parse(search)).toEqual(selection);
  });
});

test("a screen that lost its server asks again after 5, 10, 20, 40 seconds, then every minute", () => {
  expect([1, 2, 3, 4, 5, 50].map(retrySeconds)).toEqual([5, 10, 20, 40, 60, 60]);
});

test("only the panel that a screen goes on to may be kept, and only for a moment", () => {
  const asked = new Headers({ "x-wall-next": "1" });
  expect(nextPanelCaching("GET", "/wall", asked)).toBe("private, max-age=5");
  expect(nextPanelCaching("GET", "/wall", new Headers())).toBeNull();
  expect(nextPanelCaching("GET", "/units/VN", asked)).toBeNull();
  expect(nextPanelCaching("POST", "/wall", asked)).toBeNull();
});
