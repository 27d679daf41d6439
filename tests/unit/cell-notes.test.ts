import { describe, expect, test } from "vitest";
import { cellMessage, isSettled, keptCell, seenOf, type ResultsState } from "@/app/(app)/cell-notes";
import { refused, saved, stillTyped } from "@/lib/form-state";

const values = { "v.a": "5", "o.a": "", "v.b": "1,5", "o.b": "3", "v.c": "1.000", "o.c": "1000" };
const partly: ResultsState = {
  ok: false,
  message: "Đã lưu 1 ô",
  values,
  notes: { b: { error: "Không phải số" }, d: { theirs: "7", by: "Bình" } },
};
const typedOf = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text, over: "3" }]));
const sentOf = (texts: Record<string, string>) => {
  const form = new FormData();
  for (const [name, text] of Object.entries(texts)) form.set(name, text);
  return form;
};

describe("a typed cell", () => {
  test("is forgotten once it is saved as it was sent, and shows what others write there", () => {
    const sent = sentOf({ "v.a": "5", "v.b": "6" });
    expect(stillTyped(typedOf({ "v.a": "5", "v.b": "6" }), sent, () => true)).toEqual({});
  });

  test("stays where it was typed on after it was sent, and where it was not saved", () => {
    const sent = sentOf({ "v.a": "5", "v.b": "1,5" });
    const settled = (name: string) => isSettled(partly, name.slice(2));
    const typed = typedOf({ "v.a": "55", "v.b": "1,5", "v.c": "9" });
    const left = stillTyped(typed, sent, settled);
    expect(Object.entries(left).map(([name, { text }]) => [name, text])).toEqual([
      ["v.a", "55"],
      ["v.b", "1,5"],
      ["v.c", "9"],
    ]);
    const same = stillTyped({ ...typed, "v.a": { text: "5", over: "3" } }, sent, settled);
    expect(same).toEqual(typedOf({ "v.b": "1,5", "v.c": "9" }));
  });

  test("that was typed on is typed over what was saved; one that was not saved over what it was before", () => {
    const sent = sentOf({ "v.a": "1.000", "v.b": "1,5", "v.c": "" });
    const typed = typedOf({ "v.a": "1001", "v.b": "15", "v.c": "9" });
    expect(stillTyped(typed, sent, (name) => isSettled(partly, name.slice(2)))).toEqual({
      "v.a": { text: "1001", over: "1000" },
      "v.b": { text: "15", over: "3" },
      "v.c": { text: "9", over: "" },
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
    expect(["a", "b", "c", "e"].map((key) => keptCell(state, key))).toEqual([
      { text: "5", over: "" },
      // What is no number is still typed over what stood there then: whoever wrote there since is not written over.
      { text: "1,5", over: "3" },
      undefined,
      undefined,
    ]);
    expect(keptCell(saved(), "a")).toBeUndefined();
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
