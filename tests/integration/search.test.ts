import { beforeAll, describe, expect, test } from "vitest";
import { find } from "@/app/(app)/search/find";
import { db } from "@/lib/data/db";
import { listSearchUnits } from "@/lib/data/search";
import { isFavourite, recordVisit, saveFavourite } from "@/lib/data/unit-marks";
import { createUser } from "@/lib/data/user-changes";
import type { Actor, Role } from "@/lib/domain/policy";
import { now, plantCountry, reader } from "@/tests/support/loaded-country";

let central: Actor;
let elsewhere: Actor;

/** Somebody who is in the table of users too: marks belong to a user. */
async function user(username: string, role: Role, unitId: string): Promise<Actor> {
  const made = { username, displayName: username, role, unit: unitId, passwordHash: "hash" };
  await createUser({ ...made, mustChangePassword: false }, { actorId: null, now });
  const { id } = await db.user.findUniqueOrThrow({ where: { username } });
  return { ...(await reader(role, unitId)), id };
}

beforeAll(async () => {
  await plantCountry();
  central = await user("trung-uong", "central", "VN");
  elsewhere = await user("noi-khac", "viewer", "12-2025");
});

async function titles(actor: Actor, q: string) {
  const { groups } = await find(actor, { q }, now);
  return groups.flatMap(({ results }) => results.map(({ title }) => title));
}

describe("finding", () => {
  test.each([
    ["tth", "Huế"],
    ["brvt", "Bà Rịa - Vũng Tàu"],
    ["dak lak", "Đắk Lắk"],
    ["duc linh", "Đức Linh"],
  ])("%s finds %s among all units of the country", async (q, title) => {
    expect((await titles(central, q))[0]).toContain(title);
  });

  test("districts of other provinces are not offered to whoever may not open them", async () => {
    expect(await titles(elsewhere, "duc linh")).toEqual([]);
    expect(await titles(elsewhere, "lam dong")).toEqual(["Lâm Đồng", "Lâm Đồng"]);
    const units = await listSearchUnits(elsewhere);
    const districts = units.filter(({ level }) => level === "district");
    expect(districts.length).toBeGreaterThan(0);
    expect(districts.filter(({ path }) => !path.startsWith("/vn/12-2025/"))).toEqual([]);
  });

  test("communes are never offered", async () => {
    expect((await listSearchUnits(central)).filter(({ level }) => level === "commune")).toEqual([]);
  });

  test("screens are those that the person has", async () => {
    expect(await titles(central, "duyệt")).toContain("Duyệt");
    expect(await titles(elsewhere, "duyệt")).not.toContain("Duyệt");
  });
});

describe("shortcuts", () => {
  test("what is marked stands first, then what was opened last, each person's own", async () => {
    await saveFavourite(central, "60", true, now);
    await saveFavourite(central, "60", true, now);
    await recordVisit(central, "593", now);
    await recordVisit(central, "68-2025", new Date(now.getTime() + 1000));
    await recordVisit(central, "60", now);
    const { groups } = await find(central, { q: " " }, now);
    expect(groups.slice(0, 2)).toMatchObject([
      { title: "Đang theo dõi", results: [{ href: "/units/60", isEnded: true }] },
      { title: "Vừa xem", results: [{ href: "/units/68-2025" }, { href: "/units/593" }] },
    ]);
    expect((await find(elsewhere, { q: "" }, now)).groups.map(({ title }) => title)).toEqual(["Màn hình"]);
  });

  test("a mark is taken away again", async () => {
    await saveFavourite(central, "60", false, now);
    expect(await isFavourite(central, "60")).toBe(false);
  });

  test("what may not be read cannot be marked, and a mark on what may no longer be read shows nothing", async () => {
    expect(await saveFavourite(elsewhere, "593", true, now)).toBe("not-found");
    expect(await saveFavourite(elsewhere, "khong-co", true, now)).toBe("not-found");
    await db.userFavourite.create({ data: { userId: elsewhere.id, unitId: "593", markedAt: now } });
    expect((await find(elsewhere, { q: "" }, now)).groups.map(({ title }) => title)).toEqual(["Màn hình"]);
  });

  test("thirty units can be marked, not more", async () => {
    const units = await db.unit.findMany({ where: { level: "province" }, take: 31, orderBy: { id: "asc" } });
    const answers = [];
    for (const { id } of units) answers.push(await saveFavourite(central, id, true, now));
    expect(answers.filter((answer) => answer === "too-many")).toHaveLength(1);
  });

  test("only the last twelve visits are kept", async () => {
    const units = await db.unit.findMany({ where: { level: "province" }, take: 20, orderBy: { id: "asc" } });
    for (const [index, { id }] of units.entries())
      await recordVisit(elsewhere, id, new Date(now.getTime() + index * 1000));
    expect(await db.userVisit.count({ where: { userId: elsewhere.id } })).toBe(12);
  });

  test("looking again within a minute writes nothing", async () => {
    const at = async () => db.userVisit.findFirstOrThrow({ where: { userId: central.id, unitId: "593" } });
    const before = (await at()).visitedAt;
    await recordVisit(central, "593", new Date(before.getTime() + 30_000));
    expect((await at()).visitedAt).toEqual(before);
  });
});
