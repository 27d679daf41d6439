import { beforeEach, expect, test, vi } from "vitest";
import { forgetKeepsakes, hasUnsavedKeepsakes, keepsakeOf } from "@/app/(app)/entry/[unit]/[period]/keepsake";
import { typedFrom, type EntryCell } from "@/lib/domain/entry-cells";

/** What a browser's storage is to the form: named texts, and its own keys. */
function storage(): object {
  const items: Record<string, string> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(items, {
    getItem: hidden((key: string) => items[key] ?? null),
    setItem: hidden((key: string, value: string) => void (items[key] = value)),
    removeItem: hidden((key: string) => void Reflect.deleteProperty(items, key)),
  });
}

const seen = { version: 3, value: "7", isEstimate: false, note: "", explanation: "" };
const savedCell: EntryCell = { ...typedFrom(seen), seen, conflict: null };
const unsavedCell: EntryCell = { ...savedCell, text: "8" };
const place = { typist: "an", id: "60.593.2023-11", turn: 5 };

beforeEach(() => {
  vi.stubGlobal("sessionStorage", storage());
  return () => vi.unstubAllGlobals();
});

test("a person finds again what could not be saved", () => {
  keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell });
});

test("the next person at the same screen finds nothing of it, and takes nothing away", () => {
  keepsakeOf(place).write({ BHYT: unsavedCell });
  const next = keepsakeOf({ ...place, typist: "bình" });
  expect(next.read()).toEqual({});
  next.write({ BHYT: savedCell });
  expect(keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell });
});

test("whoever signs out leaves no form behind, and nothing else is touched", () => {
  keepsakeOf(place).write({ BHYT: unsavedCell });
  keepsakeOf({ ...place, id: "60.593.2023-12" }).write({ BHYT: savedCell });
  sessionStorage.setItem("other", "stays");
  forgetKeepsakes();
  expect(Object.keys(sessionStorage)).toEqual(["other"]);
});

test("only what the server has not is asked about before signing out", () => {
  expect(hasUnsavedKeepsakes()).toBe(false);
  keepsakeOf(place).write({ BHYT: savedCell });
  expect(hasUnsavedKeepsakes()).toBe(false);
  keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(hasUnsavedKeepsakes()).toBe(true);
});

test("a browser that keeps nothing does not stand in the way", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(keepsakeOf(place).read()).toEqual({});
  expect(hasUnsavedKeepsakes()).toBe(false);
  forgetKeepsakes();
});
