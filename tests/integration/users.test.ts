import { beforeAll, beforeEach, expect, test } from "vitest";
import { requireApiActor } from "@/lib/auth/session";
import { db } from "@/lib/data/db";
import { listDemoAccounts } from "@/lib/data/demo-accounts";
import { rowsParameter } from "@/lib/data/raw";
import { createToken, getTokenUserId, listTokens, revokeToken } from "@/lib/data/tokens";
import {
  createUser,
  endSessions,
  moveUser,
  setUserActive,
  setUserIdentity,
  setUserPassword,
} from "@/lib/data/user-changes";
import { getCredentials, getCredentialsByIdentity, getSignedInUser } from "@/lib/data/users";
import type { Role } from "@/lib/domain/policy";
import { plantSmallTree } from "@/tests/support/small-tree";

const now = new Date("2026-11-22T03:00:00Z");
const by = { actorId: null, now };

const person = (username: string, role: Role, unit: string) => ({
  username,
  displayName: username,
  role,
  unit,
  passwordHash: "hash",
  mustChangePassword: false,
});

async function created(username: string, role: Role, unit: string) {
  expect(await createUser(person(username, role, unit), by)).toEqual({ ok: true });
  const user = await getCredentials(username);
  return getSignedInUser(user?.id ?? "", now);
}

const stateOf = async (username: string) => {
  const user = await getCredentials(username);
  return user && (await getSignedInUser(user.id, now));
};

beforeAll(plantSmallTree);
beforeEach(async () => {
  await db.apiToken.deleteMany();
  await db.user.deleteMany();
});

test("the manager of the new Lâm Đồng answers for the old Bình Thuận, Đắk Nông and Lâm Đồng too", async () => {
  const manager = await created("quanly", "manager", "68");
  expect(manager?.paths).toEqual(["/vn/60/", "/vn/67/", "/vn/68-2025/", "/vn/68/"]);
  expect(manager?.provincePaths).toEqual(["/vn/60/", "/vn/67/", "/vn/68-2025/", "/vn/68/"]);
});

test("a unit that received only a part of another does not answer for it", async () => {
  expect((await created("quanly", "manager", "01"))?.paths).toEqual(["/vn/01-2025/", "/vn/01/"]);
});

test("a director answers for the own unit and what it was, and reads the provinces around both", async () => {
  const director = await created("giamdoc", "director", "593");
  expect(director?.unit.id).toBe("593-2025");
  expect(director?.paths).toEqual(["/vn/60/593/", "/vn/68-2025/593-2025/"]);
  expect(director?.provincePaths).toEqual(["/vn/60/", "/vn/68-2025/"]);
});

test("a national office lies in no province, so it reads no districts", async () => {
  const director = await created("bqp", "director", "BQP");
  expect(director?.paths).toEqual(["/vn/bqp/"]);
  expect(director?.provincePaths).toEqual([]);
});

test("a user on an ended unit exists but has no unit to act for", async () => {
  await created("giamdoc", "director", "593");
  await db.user.update({ where: { username: "giamdoc" }, data: { unitId: "593" } });
  expect((await stateOf("giamdoc"))?.unitExists).toBe(false);
});

test("a unit ends at midnight in Vietnam", async () => {
  const user = await created("giamdoc", "director", "593");
  await db.user.update({ where: { username: "giamdoc" }, data: { unitId: "593" } });
  const id = user?.id ?? "";
  expect((await getSignedInUser(id, new Date("2025-06-30T23:59:59+07:00")))?.unitExists).toBe(true);
  expect((await getSignedInUser(id, new Date("2025-07-01T00:00:00+07:00")))?.unitExists).toBe(false);
});

test.each([
  ["director", "68", "wrong-level"],
  ["manager", "VN", "wrong-level"],
  ["manager", "593", "wrong-level"],
  ["central", "68", "wrong-level"],
  ["admin", "593", "wrong-level"],
  ["viewer", "60", "unit-not-valid"],
  ["viewer", "00", "unknown-unit"],
] as const)("nobody becomes %s of %s: %s", async (role, unit, reason) => {
  expect(await createUser(person("ai-do", role, unit), by)).toMatchObject({ ok: false, reason });
  expect(await getCredentials("ai-do")).toBeNull();
});

test("an ended unit is refused with its successors", async () => {
  expect(await createUser(person("ai-do", "viewer", "60"), by)).toEqual({
    ok: false,
    reason: "unit-not-valid",
    unit: "60",
    validFrom: "2008-08-01",
    validTo: "2025-06-30",
    successors: ["68-2025"],
  });
});

test("a name is given once", async () => {
  await created("quanly", "manager", "68");
  expect(await createUser(person("quanly", "viewer", "VN"), by)).toEqual({
    ok: false,
    reason: "username-taken",
  });
});

test.each([
  ["disabling", () => setUserActive("quanly", false, by)],
  ["a new password", () => setUserPassword("quanly", "other", true, by)],
  ["a move to another unit", () => moveUser("quanly", { role: undefined, unit: "01" }, by)],
  ["another role", () => moveUser("quanly", { role: "viewer", unit: undefined }, by)],
  ["a new identity", () => setUserIdentity("quanly", { issuer: "https://sso", subject: "1" }, by)],
  ["signing out everywhere", () => endSessions("quanly", by)],
])("%s ends the sessions of the user", async (_name, change) => {
  const before = await created("quanly", "manager", "68");
  expect(await change()).toEqual({ ok: true });
  const user = await getCredentials("quanly");
  expect(user?.sessionVersion).toBe((before?.sessionVersion ?? 0) + 1);
});

test("a disabled user is nobody, and enabling brings no old session back", async () => {
  await created("quanly", "manager", "68");
  await setUserActive("quanly", false, by);
  expect(await stateOf("quanly")).toBeNull();
  await setUserActive("quanly", true, by);
  expect((await stateOf("quanly"))?.sessionVersion).toBe(1);
});

test("every change leaves an entry in the audit of the unit's province, a move in both, and none holds a hash", async () => {
  await created("nguoi-chuyen", "manager", "68");
  await moveUser("nguoi-chuyen", { role: undefined, unit: "01" }, by);
  await setUserPassword("nguoi-chuyen", "secret hash", true, by);
  const entries = await db.auditEntry.findMany({
    where: { subject: "user:nguoi-chuyen" },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ provinceId, event }) => `${provinceId} ${event}`).sort()).toEqual([
    "01-2025 user.move",
    "01-2025 user.password",
    "68-2025 user.create",
    "68-2025 user.move",
  ]);
  expect(rowsParameter(entries)).not.toContain('hash"');
});

test("a refused change leaves no entry", async () => {
  const before = await db.auditEntry.count();
  expect(await setUserActive("khong-co", false, by)).toEqual({ ok: false, reason: "unknown-user" });
  expect(await db.auditEntry.count()).toBe(before);
});

test("an identity of single sign-on belongs to one user", async () => {
  await created("mot", "viewer", "VN");
  await created("hai", "viewer", "VN");
  const identity = { issuer: "https://sso.example", subject: "abc" };
  expect(await setUserIdentity("mot", identity, by)).toEqual({ ok: true });
  expect(await setUserIdentity("hai", identity, by)).toEqual({ ok: false, reason: "identity-taken" });
  expect((await getCredentialsByIdentity("https://sso.example", "abc"))?.username).toBe("mot");
  expect(await getCredentialsByIdentity("https://evil.example", "abc")).toBeNull();
});

test("no demo account is shown where there is no demo", async () => {
  await created("quanly", "manager", "68");
  expect(await listDemoAccounts()).toEqual([]);
});

const withToken = (token: string) =>
  new Request("http://127.0.0.1/api/v1/units/68/summary", { headers: { authorization: `Bearer ${token}` } });

async function tokenOf(username: string, days = 90) {
  const made = await createToken({ username, label: "thử", days }, { actorId: null, now: new Date() });
  if (!made.ok) throw new Error(made.reason);
  return made;
}

test("a token makes its user the actor, with the scope of now", async () => {
  await created("quanly", "manager", "68");
  const { token } = await tokenOf("quanly");
  expect(await requireApiActor(withToken(token))).toMatchObject({
    username: "quanly",
    role: "manager",
    scope: { paths: ["/vn/60/", "/vn/67/", "/vn/68-2025/", "/vn/68/"] },
  });
});

test("the database holds no token, only its hash", async () => {
  await created("quanly", "manager", "68");
  const { token } = await tokenOf("quanly");
  const rows = await db.$queryRawUnsafe("SELECT row_to_json(t)::text AS row FROM api_tokens t");
  expect(JSON.stringify(rows)).not.toContain(token.slice(3));
});

test("an expired, revoked, unknown or foreign token opens nothing", async () => {
  await created("quanly", "manager", "68");
  const { token, id, expiresAt } = await tokenOf("quanly");
  expect(await getTokenUserId(token, expiresAt)).toBeNull();
  expect(await getTokenUserId(`${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`, now)).toBeNull();
  expect(await getTokenUserId("", now)).toBeNull();
  expect(await revokeToken(id, by, { username: "somebody-else" })).toBe(false);
  expect(await getTokenUserId(token, now)).not.toBeNull();
  expect(await revokeToken(id, by, { username: "quanly" })).toBe(true);
  expect(await getTokenUserId(token, now)).toBeNull();
  expect(await revokeToken(id, by)).toBe(false);
  expect(await listTokens("quanly")).toMatchObject([{ id, revokedAt: now }]);
});

test.each([
  ["disabled", { isActive: false }],
  ["on an ended unit", { unitId: "60" }],
])("the token of a user who is %s is answered 401", async (_state, data) => {
  await created("quanly", "manager", "68");
  const { token } = await tokenOf("quanly");
  await db.user.update({ where: { username: "quanly" }, data });
  const answer = await requireApiActor(withToken(token));
  expect(answer).toMatchObject({ status: 401 });
});

test("nobody gets a token for a user who is disabled or unknown", async () => {
  await created("quanly", "manager", "68");
  await setUserActive("quanly", false, by);
  const refusal = { ok: false, reason: "unknown-user" };
  expect(await createToken({ username: "quanly", label: "thử", days: 1 }, by)).toEqual(refusal);
  expect(await createToken({ username: "khong-co", label: "thử", days: 1 }, by)).toEqual(refusal);
});
