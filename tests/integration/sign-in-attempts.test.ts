import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { forgiveSignIn, pruneSignInAttempts, reserveSignIn, type Knock } from "@/lib/data/sign-in-attempts";

const now = new Date("2026-12-03T23:30:00+07:00");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const HOME = "198.51.100.7";
const knock = (username: string, address: string, device: string | null = null): Knock => ({
  username,
  address,
  device,
});

async function fail(times: number, make: (index: number) => Knock) {
  for (let index = 0; index < times; index++) await reserveSignIn(make(index), now);
}

/** As if as many tries had failed. */
async function count(kind: "address" | "name", failures: number) {
  await db.signInAttempt.updateMany({ where: { key: { startsWith: `${kind}:` } }, data: { failures } });
}

beforeEach(async () => {
  await db.signInAttempt.deleteMany();
});

test("the sixth try of a name from one address has to wait, and waiting ends", async () => {
  await fail(5, () => knock("quanly", HOME));
  expect(await reserveSignIn(knock("quanly", HOME), now)).toEqual({ allowed: false, retryAfterSeconds: 30 });
  expect((await reserveSignIn(knock("quanly", HOME), later(30))).allowed).toBe(true);
  expect(await reserveSignIn(knock("quanly", HOME), later(30))).toEqual({
    allowed: false,
    retryAfterSeconds: 60,
  });
});

test("right and wrong tries at the same moment do not block one another", async () => {
  const one = knock("quanly", HOME);
  const both = Array.from({ length: 40 }, (_, index) =>
    index % 2 === 0 ? reserveSignIn(knock(`nhap${index}`, HOME), now) : forgiveSignIn(one),
  );
  expect(await Promise.all(both)).toHaveLength(40);
});

test("nobody locks a user out from another address", async () => {
  await fail(6, () => knock("quanly", "203.0.113.66"));
  await fail(6, (index) => knock("quanly", `203.0.113.${index}`));
  await count("name", 100_000);
  expect(await reserveSignIn(knock("quanly", HOME), now)).toEqual({ allowed: true, holdBackMs: 4_000 });
});

test("hundreds of mistyped passwords behind one address keep nobody there out", async () => {
  await fail(6, (index) => knock(`nguoi-${index}`, HOME));
  await count("address", 599);
  expect(await reserveSignIn(knock("quanly", HOME), now)).toEqual({ allowed: true, holdBackMs: 4_000 });
});

test("a browser that signed in before gets in while its own address is flooded and its own name attacked", async () => {
  await fail(6, () => knock("quanly", HOME));
  await count("address", 5_000);
  expect((await reserveSignIn(knock("giamdoc", HOME), now)).allowed).toBe(false);
  expect((await reserveSignIn(knock("quanly", HOME), now)).allowed).toBe(false);
  expect(await reserveSignIn(knock("quanly", HOME, "device"), now)).toEqual({ allowed: true, holdBackMs: 0 });
});

test("tries at the same moment are counted one by one", async () => {
  const verdicts = await Promise.all(
    Array.from({ length: 20 }, () => reserveSignIn(knock("quanly", HOME), now)),
  );
  expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(5);
});

test("a right password forgets the failures of the pair and takes back its own try elsewhere", async () => {
  await fail(4, () => knock("quanly", HOME));
  await reserveSignIn(knock("quanly", HOME), now);
  await forgiveSignIn(knock("quanly", HOME));
  const rows = await db.signInAttempt.findMany({ orderBy: { key: "asc" } });
  expect(rows.map(({ key, failures }) => [key.split(":")[0], failures])).toEqual([
    ["address", 4],
    ["name", 4],
  ]);
});

test("a first right password leaves nothing behind", async () => {
  await reserveSignIn(knock("quanly", HOME), now);
  await forgiveSignIn(knock("quanly", HOME));
  expect(await db.signInAttempt.count()).toBe(0);
});

test("no name is stored as it was typed", async () => {
  await reserveSignIn(knock("matkhau-go-nham", HOME), now);
  expect(JSON.stringify(await db.signInAttempt.findMany())).not.toContain("matkhau");
});

test("what is older than a day is pruned", async () => {
  await reserveSignIn(knock("quanly", HOME), now);
  await reserveSignIn(knock("giamdoc", "198.51.100.8"), later(3600));
  expect(await pruneSignInAttempts(later(24 * 3600 + 1))).toBe(3);
  expect(await db.signInAttempt.count()).toBe(3);
});
