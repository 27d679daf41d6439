import { expect, test } from "vitest";
import {
  addressKey,
  countFailure,
  judgeSignIn,
  normaliseUsername,
  passwordFault,
  type Tallies,
  usernameSchema,
} from "@/lib/domain/sign-in";

const now = Date.parse("2026-12-03T23:30:00+07:00");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const none: Tallies = { pair: null, address: null, name: null };
const failed = (failures: number, agoMs = 0) => ({ failures, lastFailureAt: now - agoMs });

test("the first try is free", () => {
  expect(judgeSignIn(none, false, now)).toEqual({ allowed: true, holdBackMs: 0 });
});

test.each([
  [4, { allowed: true, holdBackMs: 0 }],
  [5, { allowed: false, retryAfterSeconds: 30 }],
  [6, { allowed: false, retryAfterSeconds: 60 }],
  [7, { allowed: false, retryAfterSeconds: 120 }],
  [10, { allowed: false, retryAfterSeconds: 900 }],
  [2_000, { allowed: false, retryAfterSeconds: 900 }],
])("after %i failures of a name from one address the answer is %o", (failures, verdict) => {
  expect(judgeSignIn({ ...none, pair: failed(failures) }, false, now)).toEqual(verdict);
});

test("the wait counts from the last failure and ends", () => {
  expect(judgeSignIn({ ...none, pair: failed(5, 29 * SECOND) }, false, now)).toEqual({
    allowed: false,
    retryAfterSeconds: 1,
  });
  expect(judgeSignIn({ ...none, pair: failed(5, 30 * SECOND) }, false, now).allowed).toBe(true);
});

test("a pair is forgotten after a day of peace", () => {
  expect(countFailure("pair", failed(40, DAY), now).failures).toBe(1);
  expect(countFailure("pair", failed(40, DAY - 1), now).failures).toBe(41);
});

test("failures from elsewhere never refuse a name: they only delay the answer, by 4 seconds at most", () => {
  expect(judgeSignIn({ ...none, name: failed(19) }, false, now)).toEqual({ allowed: true, holdBackMs: 0 });
  expect(judgeSignIn({ ...none, name: failed(20) }, false, now)).toEqual({ allowed: true, holdBackMs: 250 });
  expect(judgeSignIn({ ...none, name: failed(1_000_000) }, false, now)).toEqual({
    allowed: true,
    holdBackMs: 4_000,
  });
});

test("a province behind one address with hundreds of mistyped passwords is delayed, not refused", () => {
  expect(judgeSignIn({ ...none, address: failed(59) }, false, now)).toEqual({ allowed: true, holdBackMs: 0 });
  expect(judgeSignIn({ ...none, address: failed(599) }, false, now)).toEqual({
    allowed: true,
    holdBackMs: 4_000,
  });
});

test("an address that only guesses is refused", () => {
  expect(judgeSignIn({ ...none, address: failed(600) }, false, now)).toEqual({
    allowed: false,
    retryAfterSeconds: 30,
  });
});

test("a browser that signed in before is hindered by its own failures alone", () => {
  const attacked: Tallies = { pair: null, address: failed(5_000), name: failed(5_000) };
  expect(judgeSignIn(attacked, true, now)).toEqual({ allowed: true, holdBackMs: 0 });
  expect(judgeSignIn({ ...attacked, pair: failed(5) }, true, now).allowed).toBe(false);
});

test("an address forgives one failure every 30 seconds, a name one every minute", () => {
  expect(countFailure("address", failed(100, 10 * MINUTE), now).failures).toBe(81);
  expect(countFailure("name", failed(100, 10 * MINUTE), now).failures).toBe(91);
  expect(countFailure("address", failed(100, DAY), now).failures).toBe(1);
});

test("a steady drip of failures, faster than they are forgiven, still leaks at the same rate", () => {
  const dripped = Array.from({ length: 90 }, (_, index) => now + index * 20 * SECOND).reduce(
    (tally, at) => countFailure("address", tally, at),
    failed(100, 0),
  );
  expect(dripped.failures).toBe(131);
});

test("a clock that runs behind another server's forgives nothing and breaks nothing", () => {
  expect(countFailure("name", failed(7, -5 * SECOND), now).failures).toBe(8);
});

test.each([
  ["10.1.2.3", "10.1.2.3"],
  ["::ffff:10.1.2.3", "10.1.2.3"],
  ["10.1.2.3:5678", "10.1.2.3"],
  ["::ffff:10.1.2.3:5678", "10.1.2.3"],
  ["[2001:db8:1:2::3]:5678", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::3]", "2001:db8:1:2::/64"],
  ["2001:0DB8:0:1:5:6:7:8", "2001:db8:0:1::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
])("the address %s is counted as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test("a name is the same however it is typed", () => {
  expect(normaliseUsername("  QuanLy ")).toBe("quanly");
});

test.each(["a", "-ab", "quản lý", "a b", "A1", "x".repeat(64)])("%s is no username", (name) => {
  expect(usernameSchema.safeParse(name).success).toBe(false);
});

test.each([
  ["mot hai ba b", null],
  ["mot hai ba ", "too-short"],
  ["quan-ly-lam-dong", "is-username"],
  [" QUAN-LY-LAM-DONG", "is-username"],
  ["đâyđâyđâyđây", null],
  ["x".repeat(201), "too-long"],
])("the new password %s: %s", (password, fault) => {
  expect(passwordFault(password, "quan-ly-lam-dong")).toBe(fault);
});
