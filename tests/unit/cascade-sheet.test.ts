import fc from "fast-check";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { CascadeSheet, spreadsOf } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-sheet";
import { spreadWords } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-words";
import type { CascadeAnswer } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-state";
import { CascadeStore } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-store";
import type { CascadeView, LineView } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-view";
import { sorted } from "@/app/(app)/targets/decisions/[id]/cascade/cascade-columns";
import type { KeptTarget } from "@/lib/domain/cascade-cell";
import { startChoice } from "@/lib/domain/cascade-total";

const line = (id: string, value: bigint, more: Partial<LineView> = {}): LineView => ({
  id,
  name: id,
  isOwn: false,
  value,
  plan: null,
  population: null,
  labourForce: null,
  denominator: null,
  current: null,
  held: { value: null, isLocked: false },
  ...more,
});
const view = (change: Partial<CascadeView> = {}): CascadeView => ({
  kind: "headcount",
  to: "units",
  unit: "người",
  lines: [line("a", 100n), line("b", 200n), line("c", 700n)],
  targets: [{ value: 2_000n, label: "BHXH VN" }],
  base: null,
  isBaseSummed: false,
  denominator: null,
  measureProblem: null,
  names: {
    issuer: "BHXH tỉnh",
    receivers: "đơn vị",
    parent: "Tỉnh",
    scope: "năm 2027",
    before: "năm 2026",
    value: "",
    measure: null,
    source: null,
  },
  ...change,
});
const texts = (sheet: CascadeSheet) => ["a", "b", "c"].map((id) => sheet.cell(id).text);

describe("the sheet", () => {
  test("locks what is typed, spreads the rest exactly, and shows what stood there before", () => {
    const sheet = new CascadeSheet(view());
    sheet.type("a", "500");
    expect(sheet.cell("a").isLocked).toBe(true);
    expect(sheet.spread("growth", 2_000n, 1n)).toMatchObject({ ok: true, touched: ["b", "c"] });
    expect(texts(sheet)).toEqual(["500", "333", "1.167"]);
    expect(sheet.sum).toBe(2_000n);
    sheet.spread("growth", 3_000n, 100n);
    expect(texts(sheet)).toEqual(["500", "600", "1.900"]);
    expect(sheet.cell("b").before).toBe("333");
  });
  test("takes back step by step: the keys of one number are one step, a proposal is one", () => {
    const sheet = new CascadeSheet(view());
    for (const text of ["1", "12", "123"]) sheet.type("a", text);
    sheet.leave("a");
    sheet.type("a", "1234");
    sheet.spread("growth", 5_000n, 1n);
    sheet.undo();
    expect(texts(sheet)).toEqual(["1234", "", ""]);
    sheet.undo();
    expect(texts(sheet)).toEqual(["123", "", ""]);
    sheet.undo();
    expect(texts(sheet)).toEqual(["", "", ""]);
    expect(sheet.undo()).toBeNull();
    expect(sheet.unsaved.size).toBe(0);
  });
  test("keeps text that is no number where it is, counts nothing for it, and spreads nothing until it is a number", () => {
    const sheet = new CascadeSheet(view());
    sheet.paste(["a", "b", "c"], ["1,5", "300", "-2"]);
    expect(texts(sheet)).toEqual(["1,5", "300", "-2"]);
    expect([...sheet.wrong]).toEqual(["a", "c"]);
    expect(sheet.sum).toBe(300n);
    sheet.lock(["b"], false);
    const refused = { ok: false, reason: "unreadable", names: ["a", "c"] } as const;
    for (const how of ["rest", "growth"] as const) expect(sheet.spread(how, 900n, 1n)).toEqual(refused);
    expect(texts(sheet)).toEqual(["1,5", "300", "-2"]);
    expect(spreadWords(refused)).toBe(
      "Ô của a, c chưa phải là số nên chưa chia. Sửa hoặc xóa ô đó rồi chia lại.",
    );
    sheet.type("a", "");
    sheet.type("c", "2");
    sheet.spread("rest", 900n, 1n);
    expect(texts(sheet)).toEqual(["0", "898", "2"]);
  });
  test("offers equal shares to recipients, of whom nothing may be known", () => {
    expect(spreadsOf(view())).not.toContain("equal");
    const sheet = new CascadeSheet(
      view({ to: "recipients", lines: ["a", "b", "c"].map((id) => line(id, 0n, { value: null })) }),
    );
    expect(spreadsOf(sheet.view)).toContain("equal");
    expect(sheet.spread("growth", 100n, 1n)).toEqual({ ok: false, reason: "no-basis" });
    expect(sheet.spread("equal", 100n, 1n)).toMatchObject({ ok: true });
    expect(texts(sheet)).toEqual(["34", "33", "33"]);
  });
  test("counts the unit's own number apart from the sum", () => {
    const sheet = new CascadeSheet(view({ lines: [line("nation", 9n, { isOwn: true }), line("a", 1n)] }));
    sheet.type("nation", "5000");
    sheet.type("a", "7");
    expect(sheet.own).toBe(5_000n);
    expect(sheet.sum).toBe(7n);
    expect(sheet.filled).toBe(1);
  });
  test("of a re-issue that names a few counts what the others keep, once it names one", () => {
    const given = (value: bigint) => ({ current: { value, decision: "1/QĐ" } });
    const sheet = new CascadeSheet(
      view({ lines: [line("a", 100n, given(150n)), line("b", 200n, given(250n)), line("c", 700n)] }),
    );
    expect(sheet.kept).toEqual({ count: 0, sum: 0n });
    sheet.type("a", "400");
    expect([sheet.sum, sheet.kept]).toEqual([400n, { count: 1, sum: 250n }]);
    sheet.type("b", "300");
    expect([sheet.sum, sheet.kept]).toEqual([700n, { count: 0, sum: 0n }]);
    sheet.type("b", "");
    expect([sheet.sum, sheet.kept]).toEqual([400n, { count: 1, sum: 250n }]);
  });
  test("of rates sums the people that they mean", () => {
    const sheet = new CascadeSheet(
      view({
        kind: "rate",
        denominator: 3_000n,
        lines: [line("a", 800n, { denominator: 1_000n }), line("b", 1_500n, { denominator: 2_000n })],
      }),
    );
    sheet.type("a", "92,5");
    expect(sheet.sum).toBe(925n);
    sheet.spread("rest", 9_000n, 1n);
    expect(sheet.cell("b").text).toBe("88,71");
    expect(sheet.sum).toBe(2_700n);
  });
  test("keeps its sum, its errors and what is unsaved right whatever is done", () => {
    const act = fc.oneof(
      fc.record({
        do: fc.constant("type"),
        id: fc.constantFrom("a", "b", "c"),
        text: fc.constantFrom("", "5", "1.000", "x", "1,5", "70"),
      }),
      fc.record({
        do: fc.constantFrom("undo", "spread", "rest", "leave", "lock"),
        id: fc.constantFrom("a", "b", "c"),
        text: fc.constant(""),
      }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const sheet = new CascadeSheet(view());
        for (const one of acts) {
          if (one.do === "type") sheet.type(one.id, one.text);
          if (one.do === "undo") sheet.undo();
          if (one.do === "spread") sheet.spread("growth", 5_000n, 10n);
          if (one.do === "rest") sheet.spread("rest", 5_000n, 1n);
          if (one.do === "leave") sheet.leave(one.id);
          if (one.do === "lock") sheet.lock([one.id], true);
        }
        const values = ["a", "b", "c"].map((id) => sheet.value(id));
        expect(sheet.sum).toBe(values.reduce((sum: bigint, value) => sum + (value ?? 0n), 0n));
        expect(sheet.filled).toBe(values.filter((value) => value !== null).length);
        const filled = texts(sheet).filter((text) => text !== "").length;
        expect(sheet.unsaved.size).toBe(filled);
      }),
    );
  });
  test("sorts what is not known last either way", () => {
    const lines = [line("b", 5n), line("x", 0n, { value: null }), line("a", 9n)];
    const sheet = new CascadeSheet(view({ lines }));
    const by = (isDown: boolean) => sorted(lines, { column: "value", isDown }, sheet).map(({ id }) => id);
    expect(by(true)).toEqual(["a", "b", "x"]);
    expect(by(false)).toEqual(["b", "a", "x"]);
  });
});

describe("saving", () => {
  let kept: Record<string, KeptTarget> = {};
  let isLeaving = false;
  const posts: [string, string][][] = [];
  let answers: CascadeAnswer[] = [];
  const saved = (lockVersion: number): CascadeAnswer => ({
    ok: true,
    message: "",
    lockVersion,
    at: "2026-11-20T01:00:00Z",
  });
  const open = (change: Partial<CascadeView> = {}) => {
    const shown = view(change);
    const ports = {
      isEditable: true,
      isLeaving: () => isLeaving,
      post: (fields: [string, string][]) => {
        posts.push(fields);
        return Promise.resolve(answers.shift() ?? null);
      },
      keepsake: { read: () => kept, write: (cells: Record<string, KeptTarget>) => void (kept = cells) },
    };
    return new CascadeStore(shown, 7, ports, { choice: startChoice(shown, null), step: 1n });
  };
  beforeEach(() => {
    vi.useFakeTimers();
    kept = {};
    isLeaving = false;
    posts.length = 0;
    answers = [];
  });

  test("sends what changed, once, with the version that was seen, and leaves what is no number", async () => {
    const store = open();
    store.type("a", "500");
    store.type("b", "x");
    answers = [saved(8)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(posts).toEqual([
      [
        ["intent", "save"],
        ["lockVersion", "7"],
        ["v.a", "500"],
        ["l.a", "on"],
      ],
    ]);
    expect(store.status()).toMatchObject({ unsaved: 1, wrong: 1, trouble: null });
    expect(Object.keys(kept)).toEqual(["b"]);
  });
  test("keeps for the next page what is answered while this one is being left", async () => {
    const store = open();
    store.type("a", "500");
    isLeaving = true;
    answers = [saved(8)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.status()).toMatchObject({ unsaved: 0 });
    expect(kept.a).toMatchObject({ text: "500" });
    // Drawn before it was saved, the next page takes it for its own and sends it again.
    isLeaving = false;
    const next = open();
    next.start({});
    expect(next.status()).toMatchObject({ unsaved: 1, overtaken: null });
    answers = [saved(9)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(next.status()).toMatchObject({ unsaved: 0 });
    expect(kept).toEqual({});
  });
  test("forgets it after all once somebody stays on the page", async () => {
    const store = open();
    store.type("a", "500");
    isLeaving = true;
    answers = [saved(8)];
    await vi.advanceTimersByTimeAsync(2_000);
    isLeaving = false;
    store.saving.keep();
    expect(kept).toEqual({});
  });
  test("leaves under no cell what stood there before it, whatever is taken back then", async () => {
    const store = open();
    store.spread("growth");
    store.choose({ from: "typed", typed: "3000" });
    store.spread("growth");
    expect(store.sheet.cell("b").before).toBe("400");
    answers = [saved(8), saved(9)];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.status()).toMatchObject({ unsaved: 0 });
    expect(["a", "b", "c"].map((id) => store.sheet.cell(id).before)).toEqual([null, null, null]);
    store.undo();
    expect(store.sheet.cell("b")).toMatchObject({ text: "400", before: null });
  });

  test("tells of a cell that was spread into meanwhile what is stored now", async () => {
    const store = open();
    store.spread("growth");
    answers = [saved(8)];
    vi.advanceTimersByTime(1_500);
    store.choose({ from: "typed", typed: "3000" });
    store.spread("growth");
    await vi.advanceTimersByTimeAsync(0);
    expect(store.sheet.cell("b")).toMatchObject({ text: "600", before: "400" });
  });

  test("that fails keeps what was typed, and tries again", async () => {
    const store = open();
    store.type("a", "500");
    await store.saving.flush();
    expect(store.status()).toMatchObject({ unsaved: 1, trouble: expect.stringContaining("Mất kết nối") });
    expect(kept.a).toMatchObject({ text: "500" });
    expect(store.saving.hasUnsaved()).toBe(true);
    answers = [saved(8)];
    await vi.advanceTimersByTimeAsync(11_000);
    expect(store.status()).toMatchObject({ unsaved: 0, trouble: null });
    expect(kept).toEqual({});
  });
  const theirs = (id: string, value: bigint) => ({
    id,
    value: String(value),
    isLocked: true,
    by: "Trần B",
    at: "2026-11-20T01:00:00Z",
  });
  const stale = (...cells: ReturnType<typeof theirs>[]): CascadeAnswer => ({
    ok: false,
    message: "",
    theirs: cells,
    lockVersion: 9,
  });

  test("beside somebody in other cells takes their numbers, says so, and goes on", async () => {
    const store = open();
    store.type("a", "500");
    answers = [stale(theirs("b", 77n)), saved(10)];
    await store.saving.flush();
    expect(store.sheet.cell("b")).toMatchObject({ text: "77", isLocked: true });
    expect(posts[1]).toContainEqual(["lockVersion", "9"]);
    expect(store.status()).toMatchObject({
      unsaved: 0,
      message: { text: expect.stringContaining("Trần B") },
    });
  });
  test("into the same cell stops, and either number can stand", async () => {
    for (const [side, text] of [
      ["mine", "500"],
      ["theirs", "77"],
    ] as const) {
      const store = open();
      store.type("a", "500");
      answers = [stale(theirs("a", 77n)), saved(10)];
      await store.saving.flush();
      expect(store.status().overtaken).toMatchObject({ clashes: ["a"], lockVersion: 9 });
      expect(store.sheet.cell("a").text).toBe("500");
      store.saving.resolve(side);
      await vi.advanceTimersByTimeAsync(1);
      expect(store.sheet.cell("a").text).toBe(text);
      expect(store.status()).toMatchObject({ overtaken: null, unsaved: 0 });
    }
  });
  test("of what an earlier page kept goes on, and stops where somebody was in between", () => {
    kept = { a: { text: "500", isLocked: true, held: { value: null, isLocked: false } } };
    const store = open();
    store.saving.restore();
    expect(store.sheet.cell("a").text).toBe("500");
    expect(store.status().overtaken).toBeNull();
    kept = { a: { text: "500", isLocked: true, held: { value: "3", isLocked: false } } };
    const late = open();
    late.saving.restore();
    expect(late.sheet.cell("a").text).toBe("500");
    expect(late.status().overtaken).toMatchObject({ clashes: ["a"] });
  });
  test("that went on its way before the page was left is no number of somebody else", async () => {
    const before = open();
    before.type("a", "500");
    const leaving = before.saving.flush();
    expect(kept.a).toMatchObject({ text: "500", unanswered: ["500"] });
    before.type("a", "5000");
    await leaving;
    const held = { value: 500n, isLocked: true };
    answers = [saved(8)];
    const reloaded = open({ lines: [line("a", 100n, { held }), line("b", 200n), line("c", 700n)] });
    reloaded.start({});
    expect(reloaded.status().overtaken).toBeNull();
    await reloaded.saving.flush();
    expect(posts.at(-1)).toContainEqual(["v.a", "5000"]);
    expect(reloaded.status()).toMatchObject({ unsaved: 0, overtaken: null });
  });
  test("that reached the server after the next page was drawn is saved on, without a question", async () => {
    kept = {
      a: { text: "500", isLocked: true, held: { value: null, isLocked: false }, unanswered: ["500"] },
    };
    const store = open();
    store.start({});
    answers = [stale(theirs("a", 500n))];
    await store.saving.flush();
    expect(store.status()).toMatchObject({ unsaved: 0, overtaken: null, trouble: null });
    expect(store.sheet.cell("a").text).toBe("500");
  });
  test("of an answer that was lost goes on over it, and stops where somebody else was there since", async () => {
    const typedOn = async (value: bigint) => {
      const store = open();
      store.type("a", "500");
      await store.saving.flush();
      store.type("a", "600");
      answers = [stale(theirs("a", value)), saved(10)];
      await store.saving.flush();
      return store;
    };
    expect((await typedOn(500n)).status()).toMatchObject({ unsaved: 0, overtaken: null });
    expect((await typedOn(77n)).status().overtaken).toMatchObject({ clashes: ["a"] });
  });
  test("takes what was typed and locked before the script ran, unless it was heard of already", () => {
    const held = { value: 9n, isLocked: true };
    const store = open({ lines: [line("a", 100n), line("b", 200n), line("c", 700n, { held })] });
    store.type("b", "42");
    store.start({ "v.a": "500", "v.b": "4", "l.b": "on", "v.c": "9", "v.nobody": "1" });
    expect(texts(store.sheet)).toEqual(["500", "42", "9"]);
    expect(store.sheet.cell("a").isLocked).toBe(true);
    expect(store.sheet.cell("c").isLocked).toBe(false);
  });
  test("is refused for good once the decision is issued", async () => {
    const store = open();
    store.type("a", "500");
    answers = [{ ok: false, message: "đã ban hành", isFinal: true }];
    await store.saving.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(posts).toHaveLength(1);
    expect(store.status()).toMatchObject({ trouble: "đã ban hành", unsaved: 1 });
  });
});
