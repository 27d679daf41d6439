import { beforeEach, expect, test, vi } from "vitest";
import type * as Keepsakes from "@/app/(app)/keepsake";
import { typedFrom, type EntryCell } from "@/lib/domain/entry-cells";
import { browserStorage } from "../support/browser-storage";

const seen = { version: 3, value: "7", isEstimate: false, note: "", explanation: "" };
const savedCell: EntryCell = { ...typedFrom(seen), seen, conflict: null };
const unsavedCell: EntryCell = { ...savedCell, text: "8" };
const place = { typist: "an", id: "60.593.2023-11", turn: 5 };

let tab: typeof Keepsakes;

/** A page that was just loaded. */
beforeEach(async () => {
  vi.resetModules();
  tab = await import("@/app/(app)/keepsake");
  vi.stubGlobal("sessionStorage", browserStorage());
  vi.stubGlobal("localStorage", browserStorage());
  return () => vi.unstubAllGlobals();
});

test("a person finds again what could not be saved", () => {
  tab.keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(tab.keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell });
});

test("what was never saved outlives the tab, what was saved does not", () => {
  tab.keepsakeOf(place).write({ BHYT: unsavedCell, BHTN: savedCell });
  vi.stubGlobal("sessionStorage", browserStorage());
  const later = tab.keepsakeOf(place);
  expect(later.read()).toEqual({ BHYT: unsavedCell });
  expect(tab.waitingForms("an")).toEqual([{ id: place.id, cells: 1 }]);
  later.write({ BHYT: savedCell, BHTN: savedCell });
  expect(tab.waitingForms("an")).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a form that writes only what waits leaves nothing behind once that is saved", () => {
  const grid = tab.keepsakeOf(place);
  grid.write({ BHYT: unsavedCell, BHTN: unsavedCell });
  grid.write({ BHTN: unsavedCell });
  expect(tab.waitingForms("an")).toEqual([{ id: place.id, cells: 1 }]);
  grid.write({});
  expect(Object.keys(localStorage)).toEqual([]);
  expect(tab.hasUnsavedKeepsakes("an")).toBe(false);
});

test("two tabs with one form do not take each other's cells away", () => {
  const [first, second] = [tab.keepsakeOf(place), tab.keepsakeOf(place)];
  first.write({ BHYT: unsavedCell, BHTN: savedCell });
  second.write({ BHYT: savedCell, BHTN: unsavedCell });
  vi.stubGlobal("sessionStorage", browserStorage());
  expect(tab.keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell, BHTN: unsavedCell });
  second.write({ BHYT: savedCell, BHTN: savedCell });
  vi.stubGlobal("sessionStorage", browserStorage());
  expect(tab.keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell });
});

test("the next person at the same screen finds nothing of it, and takes nothing away", () => {
  tab.keepsakeOf(place).write({ BHYT: unsavedCell });
  const next = tab.keepsakeOf({ ...place, typist: "bình" });
  expect(next.read()).toEqual({});
  next.write({ BHYT: savedCell });
  expect(tab.keepsakeOf(place).read()).toEqual({ BHYT: unsavedCell });
  tab.forgetKeepsakes("bình");
  expect(tab.waitingForms("an")).toEqual([{ id: place.id, cells: 1 }]);
});

test("whoever signs out leaves no form behind, and nothing else is touched", () => {
  tab.keepsakeOf(place).write({ BHYT: unsavedCell });
  tab.keepsakeOf({ ...place, id: "60.593.2023-12" }).write({ BHYT: savedCell });
  sessionStorage.setItem("other", "stays");
  tab.forgetKeepsakes("an");
  expect(Object.keys(sessionStorage)).toEqual(["other"]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a form that is still open while its person signs out keeps nothing more", () => {
  const open = tab.keepsakeOf(place);
  open.write({ BHYT: unsavedCell });
  expect(tab.isSigningOut()).toBe(false);
  tab.forgetKeepsakes("an");
  open.write({ BHYT: unsavedCell });
  expect(tab.isSigningOut()).toBe(true);
  expect(Object.keys(sessionStorage)).toEqual([]);
});

test("only what the server has not is asked about before signing out", () => {
  expect(tab.hasUnsavedKeepsakes("an")).toBe(false);
  tab.keepsakeOf(place).write({ BHYT: savedCell });
  expect(tab.hasUnsavedKeepsakes("an")).toBe(false);
  tab.keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(tab.hasUnsavedKeepsakes("an")).toBe(true);
});

test("a browser that keeps nothing does not stand in the way", () => {
  vi.stubGlobal("sessionStorage", undefined);
  vi.stubGlobal("localStorage", undefined);
  tab.keepsakeOf(place).write({ BHYT: unsavedCell });
  expect(tab.keepsakeOf(place).read()).toEqual({});
  expect(tab.hasUnsavedKeepsakes("an")).toBe(false);
  tab.forgetKeepsakes("an");
});
