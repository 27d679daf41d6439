import { describe, expect, test } from "vitest";
import { can, type Actor, type OrgScope, type Role } from "@/lib/domain/policy";
import {
  daysProblem,
  mayArrange,
  mayRevoke,
  mayStandIn,
  standInConflict,
  standInState,
  type Member,
} from "@/lib/domain/stand-in";
import { decide } from "@/lib/domain/submission";
import type { UnitLevel } from "@/lib/domain/unit";

const TODAY = "2026-11-10";
const member = (id: string, role: Role, path: string, level: UnitLevel, provinceId: string): Member => ({
  id,
  role,
  isActive: true,
  unit: { level, path, provinceId },
});
const director = member("giamdoc", "director", "/vn/60/593/", "district", "60");
const manager = member("quanly", "manager", "/vn/60/", "province", "60");
const central = member("trunguong", "central", "/vn/", "nation", "VN");
const office = member("bqp", "director", "/vn/bqp/", "office", "VN");
const admin = member("quantri", "admin", "/vn/", "nation", "VN");
const viewer = member("lanhdao", "viewer", "/vn/60/", "province", "60");
const elsewhere = member("lamdong", "manager", "/vn/68/", "province", "68");

const actor = ({ id, role, unit }: Member, more: Partial<Actor> = {}): Actor => ({
  id,
  username: id,
  displayName: id,
  role,
  unit: { ...unit, id: "u", code: "u", name: "u", shortName: "u" },
  scope: { paths: [unit.path], provincePaths: [] } as unknown as OrgScope,
  mustChangePassword: false,
  ...more,
});

describe("who may stand in", () => {
  test("somebody of the same province does for a director or manager", () => {
    expect(mayStandIn(manager, director)).toBe(true);
    expect(mayStandIn(director, manager)).toBe(true);
    expect(mayStandIn(viewer, manager)).toBe(true);
    expect(mayStandIn(elsewhere, director)).toBe(false);
  });
  test("only somebody of the nation itself does for the central office", () => {
    const colleague = { ...central, id: "trunguong2" };
    expect(mayStandIn(colleague, central)).toBe(true);
    expect(mayStandIn(office, central)).toBe(false);
    expect(mayStandIn(manager, central)).toBe(false);
  });
  test("nobody does for an administrator or a viewer, no administrator for anybody, nobody for themself", () => {
    expect(mayStandIn(central, admin)).toBe(false);
    expect(mayStandIn(manager, viewer)).toBe(false);
    expect(mayStandIn(admin, central)).toBe(false);
    expect(mayStandIn(manager, manager)).toBe(false);
  });
  test("neither of the two is disabled", () => {
    expect(mayStandIn({ ...manager, isActive: false }, director)).toBe(false);
    expect(mayStandIn(manager, { ...director, isActive: false })).toBe(false);
  });
});

describe("who may arrange and end it", () => {
  test("the absent person, a manager for directors of the scope, an administrator", () => {
    expect(mayArrange(actor(director), director)).toBe(true);
    expect(mayArrange(actor(manager), director)).toBe(true);
    expect(mayArrange(actor(admin), manager)).toBe(true);
    expect(mayArrange(actor(admin), central)).toBe(true);
  });
  test("no manager for a manager or for another province, no director for a colleague, nobody for an administrator", () => {
    expect(mayArrange(actor(manager), { ...manager, id: "quanly2" })).toBe(false);
    expect(mayArrange(actor(elsewhere), director)).toBe(false);
    expect(mayArrange(actor(director), { ...director, id: "giamdoc2" })).toBe(false);
    expect(mayArrange(actor(central), director)).toBe(false);
    expect(mayArrange(actor(admin), admin)).toBe(false);
  });
  test("the stand-in may lay it down, a stranger may not end it", () => {
    const one = { standInId: viewer.id, absent: manager };
    expect(mayRevoke(actor(viewer), one)).toBe(true);
    expect(mayRevoke(actor(manager), one)).toBe(true);
    expect(mayRevoke(actor(elsewhere), one)).toBe(false);
  });
});

describe("its days", () => {
  const span = { fromDay: "2026-11-10", toDay: "2026-11-12", revokedAt: null };
  test("it is in force from its first to its last day, both included, and until it is revoked", () => {
    expect(standInState(span, "2026-11-09")).toBe("coming");
    expect(standInState(span, "2026-11-10")).toBe("current");
    expect(standInState(span, "2026-11-12")).toBe("current");
    expect(standInState(span, "2026-11-13")).toBe("past");
    expect(standInState({ ...span, revokedAt: new Date() }, "2026-11-11")).toBe("revoked");
  });
  test("it begins today or later, ends after it begins, and lasts half a year at most", () => {
    expect(daysProblem(span, TODAY)).toBeNull();
    expect(daysProblem({ ...span, fromDay: "2026-11-09" }, TODAY)).toBe("day-in-past");
    expect(daysProblem({ fromDay: "2026-11-12", toDay: "2026-11-11" }, TODAY)).toBe("days-reversed");
    expect(daysProblem({ fromDay: TODAY, toDay: "2027-05-12" }, TODAY)).toBeNull();
    expect(daysProblem({ fromDay: TODAY, toDay: "2027-05-13" }, TODAY)).toBe("too-long");
  });
});

describe("no two at once, and no chain", () => {
  const known = { absentId: "a", standInId: "s", fromDay: "2026-11-10", toDay: "2026-11-20" };
  const days = { fromDay: "2026-11-20", toDay: "2026-11-25" };
  test("one person has one stand-in on a day", () => {
    expect(standInConflict({ absentId: "a", standInId: "t", ...days }, [known])).toBe("overlap");
    const after = { fromDay: "2026-11-21", toDay: "2026-11-25" };
    expect(standInConflict({ absentId: "a", standInId: "t", ...after }, [known])).toBeNull();
  });
  test("a stand-in is not represented, and who is represented stands in for nobody", () => {
    expect(standInConflict({ absentId: "s", standInId: "t", ...days }, [known])).toBe("chain");
    expect(standInConflict({ absentId: "b", standInId: "a", ...days }, [known])).toBe("chain");
  });
  test("one may stand in for two", () => {
    expect(standInConflict({ absentId: "b", standInId: "s", ...days }, [known])).toBeNull();
  });
});

describe("nobody approves what they or the absent person had a hand in", () => {
  const acting = actor(manager, {
    id: "pho",
    onBehalfOf: { id: manager.id, displayName: "Quản lý", toDay: TODAY },
  });
  const waiting = (contributors: string[]) => ({
    status: "submitted" as const,
    unitPath: "/vn/60/593/",
    unitExists: true,
    periodLocked: false,
    unlockedUntil: null,
    contributors,
    centralApproves: false,
  });
  test("a stand-in approves what others entered", () => {
    expect(decide(waiting(["giamdoc"]), "approve", acting, TODAY)).toEqual({ ok: true, to: "approved" });
  });
  test("but neither the own cells nor those of the one they stand in for", () => {
    const refused = { ok: false, reason: "contributor" };
    expect(decide(waiting(["pho"]), "approve", acting, TODAY)).toEqual(refused);
    expect(decide(waiting([manager.id]), "approve", acting, TODAY)).toEqual(refused);
  });
  test("a permission to approve is never given without knowing the hands", () => {
    expect(can(acting, "submission.approve", { path: "/vn/60/593/" })).toBe(false);
  });
});
