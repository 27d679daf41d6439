/**
 * How sign-in slows down after failures. Three tallies are kept: of the pair (name and address, or name and known
 * device), of the address, and of the name. Why these numbers: docs/decisions, "Slowing down sign-in".
 */
import { z } from "zod";

/** What was counted so far; times are milliseconds since 1970. */
export type Tally = { failures: number; lastFailureAt: number };
export type TallyKind = "pair" | "address" | "name";
export type Tallies = Record<TallyKind, Tally | null>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pair: five free tries, then a wait that doubles from 30 seconds to 15 minutes; forgotten after a day of peace. */
const PAIR = { free: 5, firstWait: 30 * SECOND, longestWait: 15 * MINUTE, forgottenAfter: 24 * HOUR };
/** Leaky buckets: one failure is forgiven every `leak`; above `free` the answer comes later, above `full` not at all. */
const ADDRESS = { leak: 30 * SECOND, free: 60, full: 600 };
const NAME = { leak: MINUTE, free: 20, full: Infinity };
const SLOWEST_ANSWER = 4 * SECOND;

/** Nothing older is ever looked at. */
export const FORGOTTEN_AFTER = PAIR.forgottenAfter;

/** The tally as it stands now: a pair is forgotten whole, a bucket has leaked. */
function current(kind: TallyKind, tally: Tally | null, now: number): number {
  if (!tally) return 0;
  const age = Math.max(0, now - tally.lastFailureAt);
  if (kind === "pair") return age >= PAIR.forgottenAfter ? 0 : tally.failures;
  return Math.max(0, tally.failures - Math.floor(age / (kind === "address" ? ADDRESS : NAME).leak));
}

/** One failure more. A bucket keeps the part of a leak interval that has already passed, or a steady drip would never leak. */
export function countFailure(kind: TallyKind, tally: Tally | null, now: number): Tally {
  const failures = current(kind, tally, now) + 1;
  if (!tally || kind === "pair" || failures === 1) return { failures, lastFailureAt: now };
  const { leak } = kind === "address" ? ADDRESS : NAME;
  return { failures, lastFailureAt: now - (Math.max(0, now - tally.lastFailureAt) % leak) };
}

/** Milliseconds by which an answer is held back: 250 ms at the first failure too many, doubling every ten, at most 4 s. */
function holdBack(failures: number, free: number): number {
  if (failures < free) return 0;
  return Math.min(SLOWEST_ANSWER, 250 * 2 ** Math.floor((failures - free) / 10));
}

export type Verdict = { allowed: true; holdBackMs: number } | { allowed: false; retryAfterSeconds: number };

function refusedFor(ms: number): Verdict {
  return { allowed: false, retryAfterSeconds: Math.ceil(ms / SECOND) };
}

/**
 * May a password be tried now? `isKnownDevice`: this browser has signed in with this name before; then only its own
 * failures count, so that nobody else, not even behind the same address, can keep its user out.
 */
export function judgeSignIn(tallies: Tallies, isKnownDevice: boolean, now: number): Verdict {
  const pair = current("pair", tallies.pair, now);
  if (tallies.pair && pair >= PAIR.free) {
    const wait = Math.min(PAIR.longestWait, PAIR.firstWait * 2 ** (pair - PAIR.free));
    const left = tallies.pair.lastFailureAt + wait - now;
    if (left > 0) return refusedFor(left);
  }
  if (isKnownDevice) return { allowed: true, holdBackMs: 0 };
  const address = current("address", tallies.address, now);
  if (address >= ADDRESS.full) return refusedFor(ADDRESS.leak);
  const name = current("name", tallies.name, now);
  return {
    allowed: true,
    holdBackMs: Math.max(holdBack(address, ADDRESS.free), holdBack(name, NAME.free)),
  };
}

/** Some proxies write the port: `1.2.3.4:5678`, `[2001:db8::1]:5678`. A tally of it would start anew with every connection. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}

/** The network that a tally of an address means: an IPv4 address, or the /64 that one IPv6 customer owns whole. */
export function addressKey(address: string): string {
  const plain = withoutPort(address.trim().toLowerCase()).replace(/^::ffff:(?=\d+\.)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.replace(/%.*$/, "").split("::");
  const groups = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  const full = [...groups, ...Array.from({ length: zeros }, () => "0"), ...last];
  return `${full
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** Names are stored in lower case; what people type is trimmed and lowered, never refused with another answer. */
export function normaliseUsername(typed: string): string {
  return typed.trim().toLowerCase();
}

export const usernameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,62}$/,
    "Tên đăng nhập gồm 2 đến 63 ký tự a-z, 0-9, dấu chấm, gạch nối, gạch dưới",
  );

export const PASSWORD_MIN = 12;
/** Long enough for any phrase; a bound, so that hashing cannot be made expensive. */
export const PASSWORD_MAX = 200;

/** One spelling of Vietnamese letters, whatever keyboard typed them. */
export function normalisePassword(typed: string): string {
  return typed.normalize("NFC");
}

export type PasswordFault = "too-short" | "too-long" | "is-username";

/** What is wrong with a new password, or null. */
export function passwordFault(password: string, username: string): PasswordFault | null {
  if (normaliseUsername(password) === username) return "is-username";
  if ([...password].length < PASSWORD_MIN) return "too-short";
  return password.length > PASSWORD_MAX ? "too-long" : null;
}
