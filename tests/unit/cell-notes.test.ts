import { describe, expect, test } from "vitest";
import { cellMessage, isSettled, keptText, seenOf, type ResultsState } from "@/app/(app)/cell-notes";
import { refused, saved, stillTyped } from "@/lib/form-state";

const values = { "v.a": "5", "o.a": "", "v.b": "1,5", "o.b": "3", "v.c": "1.000", "o.c": "1000" };
const partly: ResultsState = {
  ok: false,
  message: "Đã lưu 1 ô",
  values,
  notes: { b: { error: "Không phải số" }, d: { theirs: "7", by: "Bình" } },
};
const sentOf = (texts: Record<string, string>) => {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.set(name, text);
  return form;
};

describe("a typed cell", () => {
  test("is forgotten once it is saved as it was sent, and shows what others write there", () => {
    const sent = sentOf({ "v.a": "5", "v.b": "6" });
    expect(stillTyped({ "v.a": "5", "v.b": "6" }, sent, () => true)).toEqual({});
  });

  test("stays where it was typed on after it was sent, and where it was not saved", () => {
    const sent = sentOf({ "v.a": "5", "v.b": "1,5" });
    const typed = { "v.a": "55", "v.b": "1,5", "v.c": "9" };
    expect(stillTyped(typed, sent, (name) => isSettled(partly, name.slice(2)))).toEqual(typed);
    expect(stillTyped({ ...typed, "v.a": "5" }, sent, (name) => isSettled(partly, name.slice(2)))).toEqual({
      "v.b": "1,5",
      "v.c": "9",
    });
  });
});

describe("an answer", () => {
  test("settles the cells it says nothing of; a refusal of everything settles none", () => {
    expect(isSettled(saved(), "a")).toBe(true);
    expect([isSettled(partly, "a"), isSettled(partly, "b")]).toEqual([true, false]);
    expect([isSettled(null, "a"), isSettled(refused("Đã đóng"), "a")]).toEqual([false, false]);
  });

  test("brings back what was typed, and nothing to a cell that was as it stood", () => {
    const state = { ok: false as const, message: "", values };
    expect(["a", "b", "c", "e"].map((key) => keptText(state, key))).toEqual([
      "5",
      "1,5",
      undefined,
      undefined,
    ]);
    expect(keptText(saved(), "a")).toBeUndefined();
  });

  test("says an error only of the text that was refused", () => {
    expect(cellMessage(partly, "b", "1,5")).toBe("Không phải số");
    expect(cellMessage(partly, "b", "15")).toBeNull();
    expect(cellMessage(partly, "a", "5")).toBeNull();
  });

  test("that somebody else was faster is said whatever is typed, and what they wrote is then written over knowingly", () => {
    expect(cellMessage(partly, "d", "9")).toContain("Bình ghi 7");
    expect([seenOf(partly, "d", "3"), seenOf(partly, "a", "3")]).toEqual(["7", "3"]);
  });
});
