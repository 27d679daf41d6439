import { beforeAll, beforeEach, expect, test } from "vitest";
import { toActor } from "@/lib/auth/session";
import { endOf, listWithdrawn } from "@/lib/auth/wall";
import { db } from "@/lib/data/db";
import { createUser, moveUser, setUserActive } from "@/lib/data/user-changes";
import { getCredentials, getSignedInUser } from "@/lib/data/users";
import {
  createWall,
  getWall,
  listWalls,
  listWallUnits,
  markWallSeen,
  redeemWall,
  revokeWall,
} from "@/lib/data/walls";
import type { Actor, Role } from "@/lib/domain/policy";
import { plantSmallTree } from "@/tests/support/small-tree";

const now = new Date("2026-11-22T08:00:00+07:00");
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const DAY = 24 * 60;
const by = { actorId: null, now };

async function person(username: string, role: Role, unit: string): Promise<Actor> {
  const rest = { displayName: username, passwordHash: "hash", mustChangePassword: false };
  expect(await createUser({ username, role, unit, ...rest }, by)).toEqual({ ok: true });
  const user = await getSignedInUser((await getCredentials(username))?.id ?? "", now);
  if (!user) throw new Error("the person is not there");
  return toActor(user);
}

const central = () => person("trunguong", "central", "VN");
const manager = () => person("quanly", "manager", "68");

async function made(actor: Actor, unit: string, at = now) {
  const wall = await createWall({ unit, label: "Tầng 5", seconds: 20 }, actor, at);
  if (!wall.ok) throw new Error(wall.reason);
  return wall;
}

async function opened(actor: Actor, unit: string): Promise<string> {
  const wall = await redeemWall((await made(actor, unit)).code, now);
  if (!wall) throw new Error("the code was refused");
  return wall.token;
}

/** Why the screen with this token shows nothing; null while it is open. */
async function end(token: string, at: Date) {
  const wall = await getWall(token, at);
  return wall === null ? "unknown" : endOf(wall, at);
}

const entries = async (id: string) =>
  (await db.auditEntry.findMany({ where: { subject: `wall:${id}` }, orderBy: { id: "asc" } })).map(
    ({ event, provinceId, actorId }) => [event, provinceId, actorId],
  );

beforeAll(plantSmallTree);
beforeEach(async () => {
  await db.wall.deleteMany();
  await db.user.updateMany({ data: { isActive: true } });
});

let people: { central: Actor; manager: Actor };
beforeAll(async () => {
  people = { central: await central(), manager: await manager() };
});

test("the central office shows the nation and the provinces of today, a manager the own province, others nothing", async () => {
  const ids = async (actor: Actor) => (await listWallUnits(actor, now)).map(({ id }) => id);
  expect(await ids(people.central)).toEqual(["VN", "01-2025", "68-2025"]);
  expect(await ids(people.manager)).toEqual(["68-2025"]);
  expect(await ids(await person("xem", "viewer", "VN"))).toEqual([]);
});

test("nobody makes a screen of a unit out of scope, of one that has ended or of a district", async () => {
  const refused = { ok: false, reason: "unknown-unit" };
  for (const unit of ["VN", "01-2025", "68", "593-2025", "khong-co"])
    expect(await createWall({ unit, label: "x", seconds: 20 }, people.manager, now)).toEqual(refused);
  expect(await db.wall.count()).toBe(0);
});

test("neither the code nor the token is in the database", async () => {
  const { code } = await made(people.central, "VN");
  const redeemed = await redeemWall(code, now);
  await made(people.central, "VN");
  const rows = JSON.stringify(await db.$queryRawUnsafe("SELECT w::text FROM walls w"));
  expect(rows).not.toContain(code);
  expect(rows).not.toContain(redeemed?.token);
});

test("a code opens one screen once", async () => {
  const { code } = await made(people.central, "VN");
  const first = await redeemWall(code, after(14));
  expect(first?.expiresAt).toEqual(after(90 * DAY));
  expect(await redeemWall(code, after(14))).toBeNull();
  expect(await end(first?.token ?? "", after(15))).toBeNull();
});

test("of many who send the code at the same moment one gets in", async () => {
  const { code } = await made(people.central, "VN");
  const answers = await Promise.all(Array.from({ length: 10 }, () => redeemWall(code, now)));
  expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
});

test("a wrong, a late and a revoked code are refused alike", async () => {
  expect(await redeemWall("0000 0000 0000 0000", now)).toBeNull();
  expect(await redeemWall("mã", now)).toBeNull();
  const { code } = await made(people.central, "VN");
  expect(await redeemWall(code, after(15))).toBeNull();
  const [wall] = await listWalls(people.central, now);
  expect(await revokeWall(wall?.id ?? "", people.central, now)).toBe(true);
  expect(await redeemWall(code, now)).toBeNull();
});

test("a screen is closed when it was revoked, and when its time is over", async () => {
  const token = await opened(people.manager, "68-2025");
  expect(await end(token, after(90 * DAY - 1))).toBeNull();
  expect(await end(token, after(90 * DAY))).toBe("expired");
  const [wall] = await listWalls(people.manager, now);
  expect(await revokeWall(wall?.id ?? "", people.manager, now)).toBe(true);
  expect(await end(token, now)).toBe("revoked");
  expect(await revokeWall(wall?.id ?? "", people.manager, now)).toBe(false);
});

test("a manager neither sees nor closes a screen of the nation; the central office closes one of a province", async () => {
  await opened(people.central, "VN");
  await opened(people.manager, "68-2025");
  const [own] = await listWalls(people.manager, now);
  const all = await listWalls(people.central, now);
  expect(all.map(({ unit }) => unit.shortName).toSorted()).toEqual(["Tỉnh Lâm Đồng", "Việt Nam"]);
  const nation = all.find(({ id }) => id !== own?.id);
  expect(await revokeWall(nation?.id ?? "", people.manager, now)).toBe(false);
  expect(await revokeWall(own?.id ?? "", people.central, now)).toBe(true);
});

test("a screen goes dark with the account of who made it", async () => {
  const token = await opened(people.central, "VN");
  const walls = await listWalls(people.central, now);
  expect(await listWithdrawn(walls, now)).toEqual(new Set());
  await setUserActive("trunguong", false, by);
  expect(await end(token, now)).toBe("withdrawn");
  expect(await listWithdrawn(walls, now)).toEqual(new Set(walls.map(({ id }) => id)));
});

test("a screen goes dark when who made it answers for another province, or in another role", async () => {
  const mover = await person("chuyen", "manager", "68");
  const token = await opened(mover, "68-2025");
  await moveUser("chuyen", { role: undefined, unit: "01" }, by);
  expect(await end(token, now)).toBe("withdrawn");
  await moveUser("chuyen", { role: "viewer", unit: "68" }, by);
  expect(await end(token, now)).toBe("withdrawn");
  await moveUser("chuyen", { role: "manager", unit: "68" }, by);
  expect(await end(token, now)).toBeNull();
});

test("a screen goes dark when its unit has ended", async () => {
  const old = new Date("2025-06-30T08:00:00+07:00");
  const { code } = await made(people.central, "60", old);
  const wall = await redeemWall(code, old);
  expect(await end(wall?.token ?? "", old)).toBeNull();
  expect(await end(wall?.token ?? "", new Date("2025-07-01T00:00:00+07:00"))).toBe("withdrawn");
});

test("what is no token of a screen is nobody's", async () => {
  expect(await getWall("", now)).toBeNull();
  expect(await getWall("a".repeat(43), now)).toBeNull();
  expect(await getWall("a".repeat(4000), now)).toBeNull();
});

test("that a screen was there is written once an hour", async () => {
  const token = await opened(people.central, "VN");
  const seen = async (at: Date) => {
    const wall = await getWall(token, at);
    if (wall) await markWallSeen(wall, at);
    return (await getWall(token, at))?.lastSeenAt;
  };
  expect(await seen(now)).toEqual(now);
  expect(await seen(after(59))).toEqual(now);
  expect(await seen(after(60))).toEqual(after(60));
});

test("making, opening and closing a screen are in the record, each once", async () => {
  const { code } = await made(people.manager, "68-2025");
  await redeemWall(code, now);
  await redeemWall(code, now);
  const [wall] = await listWalls(people.manager, now);
  await revokeWall(wall?.id ?? "", people.manager, now);
  expect(await entries(wall?.id ?? "")).toEqual([
    ["wall.create", "68-2025", people.manager.id],
    ["wall.redeem", "68-2025", null],
    ["wall.revoke", "68-2025", people.manager.id],
  ]);
});
