import { expect, test } from "vitest";
import { chainedInstant, entryMac, GENESIS, type ChainedEntry } from "@/lib/data/audit-chain";

const key = Buffer.from("the key of this test, which is long enough");
const entry: ChainedEntry = {
  provinceId: "60",
  seq: 7n,
  id: "0190a000-0000-7000-8000-000000000001",
  at: chainedInstant(new Date("2026-11-22T03:00:00.123Z")),
  actorId: null,
  onBehalfOf: null,
  event: "submission.submit",
  subject: "submission:60.593.2023-11",
  before: null,
  after: '{"figures": {"BHYT": "5", "10": "x", "9": "y"}, "status": "submitted"}',
  reason: null,
};
const mac = (change: Partial<ChainedEntry> = {}, previous = GENESIS) =>
  entryMac(key, { ...entry, ...change }, previous);

test("the MAC of an entry never changes its form: what was written stays provable", () => {
  expect(entry.at).toBe("2026-11-22T03:00:00.123000Z");
  expect(mac()).toBe("b880ea0c9d39679e2ea146c878f77a2420b4eb47e5429908c79f14608245f799");
});

test("the order of keys and spaces in JSON do not matter, their values do", () => {
  expect(mac({ after: '{"status":"submitted","figures":{"9":"y","10":"x","BHYT":"5"}}' })).toBe(mac());
  expect(mac({ after: '{"status":"submitted","figures":{"9":"y","10":"x","BHYT":5}}' })).not.toBe(mac());
});

test.each<[string, Partial<ChainedEntry>]>([
  ["the province", { provinceId: "68" }],
  ["the number", { seq: 8n }],
  ["the id", { id: "0190a000-0000-7000-8000-000000000002" }],
  ["the instant by a microsecond", { at: "2026-11-22T03:00:00.123001Z" }],
  ["who", { actorId: entry.id }],
  ["whom they stood in for", { onBehalfOf: entry.id }],
  ["the event", { event: "submission.approve" }],
  ["the subject", { subject: "submission:60.594.2023-11" }],
  ["nothing before and JSON's null before", { before: "null" }],
  ["a reason that is empty and none", { reason: "" }],
])("%s is covered", (_, change) => {
  expect(mac(change)).not.toBe(mac());
});

test("the entry before is covered, and so is the key", () => {
  expect(mac({}, "11".repeat(32))).not.toBe(mac());
  expect(entryMac(Buffer.from("another key of this test, long enough too"), entry, GENESIS)).not.toBe(mac());
});

test("what moves from one column to the next makes another MAC", () => {
  expect(mac({ actorId: entry.id })).not.toBe(mac({ onBehalfOf: entry.id }));
  expect(mac({ before: entry.after, after: null })).not.toBe(mac());
});
