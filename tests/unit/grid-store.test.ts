import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hasUnsavedKeepsakes, keepsakeOf, waitingForms } from "@/app/(app)/keepsake";
import type { GridAnswer } from "@/app/(app)/entry/[unit]/[period]/grid/grid-state";
import { GridStore } from "@/app/(app)/entry/[unit]/[period]/grid/grid-store";
import type { GridRowView, GridView } from "@/app/(app)/entry/[unit]/[period]/grid/grid-view";
import type { ByIndicator, EntryCell, SeenCell } from "@/lib/domain/entry-cells";
import { jumpBounds } from "@/lib/domain/check-bounds";
import type { IndicatorId } from "@/lib/domain/indicator";
import { browserStorage } from "../support/browser-storage";

const at = "2026-11-02T02:12:00.000Z";
const seen = (value: string | null, version = 0): SeenCell => ({
  version,
  value,
  isEstimate: false,
  note: "",
  explanation: "",
});

const row = (unitId: string, more: Partial<GridRowView> = {}): GridRowView => ({
  id: `P.${unitId}.2026-10`,
  unitId,
  unitName: unitId,
  kind: "district",
  status: "draft",
  lockVersion: 3,
  refusal: null,
  draft: {},
  elsewhere: { filled: 0, asked: 0 },
  lastMonth: {},
  lastYear: {},
  earlierThisYear: {},
  population: null,
  targets: {},
  ...more,
});
const column = (id: IndicatorId, isDerived = false) => ({
  id,
  isDerived,
  name: id,
  short: id,
  definition: "",
  formula: isDerived ? "…" : null,
});
const ENTERED: IndicatorId[] = ["BHXH_BB", "BHXH_TN", "BHYT"];
const view = (...rows: GridRowView[]): GridView => ({
  province: "P",
  period: "2026-10",
  asOf: "2026-10-31",
  at,
  section: { key: "people", title: "Người tham gia", unit: "người" },
  columns: [column("BHXH_BB"), column("BHXH_TN"), column("BHXH", true), column("BHYT")],
  entered: { district: ENTERED },
  required: { district: ENTERED },
  bounds: jumpBounds({}),
  rows,
});

type Kept = Record<string, ByIndicator<EntryCell>>;
function storeOf(
  post: (intent: string, rows: unknown) => Promise<GridAnswer>,
  kept: Kept = {},
  rows = [row("a"), row("b"), row("c", { refusal: "Biểu đã duyệt." })],
) {
  const store = new GridStore(view(...rows), {
    post,
    isLeaving: () => false,
    keepsakeOf: ({ id }) => ({
      read: () => kept[id] ?? {},
      write: (cells) => {
        kept[id] = cells;
      },
    }),
  });
  return { store, kept };
}
type Posted = { id: string; lockVersion: number; cells: { id: IndicatorId; typed: { text: string } }[] }[];
const savedAll = async (_intent: string, rows: unknown): Promise<GridAnswer> => ({
  ok: true,
  message: "",
  at,
  rows: (rows as Posted).map(({ id, cells }) => {
    const saved = cells.map((cell) => [cell.id, seen(cell.typed.text.replaceAll(".", "") || null, 1)]);
    return { id, answers: { saved: Object.fromEntries(saved), conflicts: {}, refused: {} } };
  }),
});

function typeInto(store: GridStore, spot: { row: number; column: number }, text: string) {
  store.go(spot);
  store.edit(text);
  store.leave();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("saving", () => {
  test("typed cells of several units go in one request, each with the state of its form, and wait no longer", async () => {
    const post = vi.fn(savedAll);
    const { store, kept } = storeOf(post);
    typeInto(store, { row: 0, column: 0 }, "1200");
    typeInto(store, { row: 1, column: 3 }, "7");
    expect(Object.keys(kept["P.a.2026-10"] ?? {})).toEqual(["BHXH_BB"]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(post).toHaveBeenCalledTimes(1);
    const [intent, rows] = post.mock.calls[0] ?? [];
    expect(intent).toBe("save");
    expect(rows).toMatchObject([
      {
        id: "P.a.2026-10",
        lockVersion: 3,
        cells: [{ id: "BHXH_BB", typed: { text: "1.200" }, seen: { version: 0 } }],
      },
      { id: "P.b.2026-10", lockVersion: 3, cells: [{ id: "BHYT" }] },
    ]);
    expect(store.status()).toMatchObject({ unsaved: 0, saving: 0, savedAt: at, trouble: null });
    expect(kept["P.a.2026-10"]).toEqual({});
  });

  test("while the line is down nothing is lost: it waits, is kept, and is sent again", async () => {
    const post = vi
      .fn<(intent: string, rows: unknown) => Promise<GridAnswer>>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch"))
      .mockImplementation(savedAll);
    const { store, kept } = storeOf(post);
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.status()).toMatchObject({ unsaved: 1, trouble: "Mất kết nối" });
    expect(kept["P.a.2026-10"]?.BHXH_BB?.text).toBe("5");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(store.status()).toMatchObject({ unsaved: 0, trouble: null });
  });

  test("a form that is refused by itself says why and keeps its number; the others are saved", async () => {
    const post = async (intent: string, rows: unknown): Promise<GridAnswer> => {
      const answer = await savedAll(intent, rows);
      if (!answer || !("rows" in answer)) return answer;
      const [, second] = answer.rows;
      return {
        ...answer,
        ok: false,
        rows: [{ id: "P.a.2026-10", refusal: "Biểu đang chờ duyệt." }, ...(second ? [second] : [])],
      };
    };
    const { store, kept } = storeOf(post);
    typeInto(store, { row: 0, column: 0 }, "5");
    typeInto(store, { row: 1, column: 0 }, "6");
    await vi.advanceTimersByTimeAsync(2000);
    expect(store.rows.look(0).refusal).toBe("Biểu đang chờ duyệt.");
    expect(store.status().unsaved).toBe(1);
    expect(kept["P.a.2026-10"]?.BHXH_BB?.text).toBe("5");
    expect(store.rows.look(1).unsaved).toBeNull();
  });

  test("a number whose answer was lost is nobody else's: what was typed over it is saved without a question", async () => {
    const theirs = seen("5", 1);
    const conflict = { theirs, by: "An", at };
    const answers = { saved: {}, conflicts: { BHXH_BB: conflict }, refused: {} };
    const post = vi
      .fn<(intent: string, rows: unknown) => Promise<GridAnswer>>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch"))
      .mockResolvedValueOnce({ ok: true, message: "", at, rows: [{ id: "P.a.2026-10", answers }] })
      .mockImplementation(savedAll);
    const { store, kept } = storeOf(post);
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(2000);
    expect(kept["P.a.2026-10"]?.BHXH_BB?.unanswered).toHaveLength(1);
    typeInto(store, { row: 0, column: 0 }, "6");
    await vi.advanceTimersByTimeAsync(5000);
    expect(post.mock.calls[2]?.[1]).toMatchObject([{ cells: [{ typed: { text: "6" }, seen: theirs }] }]);
    expect(store.status()).toMatchObject({ unsaved: 0, trouble: null });
  });

  test("a text that is no number is never sent", async () => {
    const post = vi.fn(savedAll);
    const { store } = storeOf(post);
    typeInto(store, { row: 0, column: 0 }, "1,5");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(post).not.toHaveBeenCalled();
    expect(store.rows.look(0).problems.find(({ id }) => id === "BHXH_BB")).toMatchObject({ level: "error" });
  });

  test("what an earlier page kept comes back and is saved", async () => {
    const post = vi.fn(savedAll);
    const cell = {
      text: "9",
      isEstimate: false,
      note: "",
      explanation: "",
      seen: seen(null),
      conflict: null,
    };
    const { store } = storeOf(post, { "P.b.2026-10": { BHYT: cell } });
    store.saving.restore();
    expect(store.sheet.cell(1, "BHYT")?.text).toBe("9");
    await vi.advanceTimersByTimeAsync(100);
    expect(post).toHaveBeenCalledTimes(1);
    expect(store.status().unsaved).toBe(0);
  });
});

describe("what waits in the browser", () => {
  const place = "entry:an:P.a.2026-10";
  const waiting = () => localStorage.getItem(place);
  const realStore = (
    post: (intent: string, rows: unknown) => Promise<GridAnswer>,
    rows = [row("a"), row("b")],
    isLeaving = () => false,
  ) =>
    new GridStore(view(...rows), {
      post,
      isLeaving,
      keepsakeOf: ({ id, lockVersion }) => keepsakeOf({ typist: "an", id, turn: lockVersion }),
    });
  const unsavedCell = { text: "9", isEstimate: false, note: "", explanation: "", seen: seen(null) };
  const keep = (cell: object, turn = 3) =>
    localStorage.setItem(place, JSON.stringify({ turn, cells: { BHYT: cell } }));

  beforeEach(() => {
    vi.stubGlobal("localStorage", browserStorage());
    vi.stubGlobal("sessionStorage", browserStorage());
    return () => vi.unstubAllGlobals();
  });

  test("a number and its explanation leave it with the answer to their save", async () => {
    const store = realStore(savedAll);
    typeInto(store, { row: 0, column: 0 }, "5");
    store.type({ explanation: "Đợt ra quân" });
    expect(waitingForms("an")).toEqual([{ id: "P.a.2026-10", cells: 1 }]);
    await vi.advanceTimersByTimeAsync(1000);
    store.type({ explanation: "" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.status().unsaved).toBe(0);
    expect(waiting()).toBeNull();
    expect(hasUnsavedKeepsakes("an")).toBe(false);
  });

  test("they stay for the next page while this one is being left, and go once that one has them or nobody left", async () => {
    let isLeaving = true;
    const store = realStore(savedAll, undefined, () => isLeaving);
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.status().unsaved).toBe(0);
    expect(waitingForms("an")).toEqual([{ id: "P.a.2026-10", cells: 1 }]);
    isLeaving = false;
    store.saving.keepAll();
    expect(waiting()).toBeNull();
  });

  test("they leave it too when the line was down for a while", async () => {
    const post = vi
      .fn<(intent: string, rows: unknown) => Promise<GridAnswer>>()
      .mockRejectedValueOnce(new TypeError("Failed to fetch"))
      .mockImplementation(savedAll);
    const store = realStore(post);
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(2000);
    expect(waiting()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(waiting()).toBeNull();
  });

  test("a number of an earlier page that the server holds is taken away without a word", async () => {
    keep(unsavedCell);
    const held = { ...seen("9", 1), explanation: "Đợt ra quân" };
    const post = vi.fn(savedAll);
    const store = realStore(post, [row("a", { draft: { BHYT: held } })]);
    store.saving.restore();
    await vi.advanceTimersByTimeAsync(5000);
    expect(post).not.toHaveBeenCalled();
    expect(store.status()).toMatchObject({ unsaved: 0, message: null });
    expect(store.sheet.cell(0, "BHYT")?.explanation).toBe("Đợt ra quân");
    expect(waiting()).toBeNull();
  });

  test("a number that meets the same number on the server is no conflict, and theirs stands with its word", async () => {
    const theirs = { ...seen("5", 1), explanation: "Đợt ra quân" };
    const conflict = { theirs, by: "An", at };
    const answers = { saved: {}, conflicts: { BHXH_BB: conflict }, refused: {} };
    const store = realStore(async () => ({
      ok: true,
      message: "",
      at,
      rows: [{ id: "P.a.2026-10", answers }],
    }));
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.sheet.cell(0, "BHXH_BB")).toMatchObject({ text: "5", seen: theirs, conflict: null });
    expect(waiting()).toBeNull();
  });

  test("taking the other's number drops one's own for good", async () => {
    const conflict = { theirs: seen("6", 1), by: "An", at };
    const answers = { saved: {}, conflicts: { BHXH_BB: conflict }, refused: {} };
    const store = realStore(async () => ({
      ok: true,
      message: "",
      at,
      rows: [{ id: "P.a.2026-10", answers }],
    }));
    typeInto(store, { row: 0, column: 0 }, "5");
    await vi.advanceTimersByTimeAsync(5000);
    expect(waiting()).not.toBeNull();
    store.go({ row: 0, column: 0 });
    store.resolve("theirs");
    expect(store.status().unsaved).toBe(0);
    expect(waiting()).toBeNull();
  });
});

describe("many cells", () => {
  test("a block is planned first and taken as one step, which one undo takes back and saves again", async () => {
    const post = vi.fn(savedAll);
    const { store } = storeOf(post);
    store.many.paste("1\t2\t99\t4\n5\t6\t99\tx");
    const { plan } = store.status();
    expect(plan).toMatchObject({
      computed: 2,
      problems: [{ line: 2, column: 4, reason: "chữ, không phải số" }],
    });
    expect(store.sheet.value(0, "BHYT")).toBeNull();
    if (plan) store.many.confirm(plan);
    expect(store.sheet.total("BHXH")).toEqual({ sum: 14n, known: 2, expected: 3 });
    await vi.advanceTimersByTimeAsync(2000);
    store.undo();
    expect(store.sheet.value(1, "BHXH_TN")).toBeNull();
    await vi.advanceTimersByTimeAsync(2000);
    expect(post).toHaveBeenCalledTimes(2);
    expect(store.status().unsaved).toBe(0);
  });

  test("one good number into one cell needs no preview, into a marked block it fills the block", () => {
    const { store } = storeOf(savedAll);
    store.many.paste("8");
    expect(store.status().plan).toBeNull();
    expect(store.sheet.value(0, "BHXH_BB")).toBe(8n);
    store.move("down", true);
    store.move("right", true);
    store.many.paste("3");
    expect(store.status().plan?.changes).toHaveLength(4);
  });

  test("filling down and emptying leave closed forms and computed columns alone", () => {
    const { store } = storeOf(savedAll);
    store.many.paste("1\t2\t\t4");
    const { plan } = store.status();
    if (plan) store.many.confirm(plan);
    store.selectAll();
    store.many.fillDown();
    expect(store.sheet.value(1, "BHYT")).toBe(4n);
    expect(store.sheet.value(2, "BHYT")).toBeNull();
    store.many.empty();
    expect(store.sheet.total("BHYT").known).toBe(0);
    store.undo();
    store.undo();
    store.undo();
    expect(store.status().canUndo).toBe(false);
  });

  test("what goes out are plain digits, computed columns too", () => {
    const { store } = storeOf(savedAll);
    store.many.paste("1000\t234\t\t5");
    const { plan } = store.status();
    if (plan) store.many.confirm(plan);
    store.move("row-end", true);
    expect(store.copy()).toBe("1000\t234\t1234\t5");
    expect(store.copyAll().split("\r\n")[0]).toBe("Đơn vị\tTrạng thái\tBHXH_BB\tBHXH_TN\tBHXH\tBHYT");
  });

  test("a closed form takes no key, and says why", () => {
    const { store } = storeOf(savedAll);
    store.go({ row: 2, column: 0 });
    store.edit("5");
    expect(store.status()).toMatchObject({
      isEditing: false,
      message: "Không nhập được ô này: Biểu đã duyệt.",
    });
  });
});

test("a key tells its own row alone, and a walk the two rows it touches", () => {
  const { store } = storeOf(savedAll);
  const heard: number[] = [];
  for (const index of [0, 1, 2]) {
    store.rows.look(index);
    store.rows.subscribeTo(index)(() => heard.push(index));
  }
  store.type({ text: "1" });
  expect(heard).toEqual([0]);
  for (const index of [0, 1, 2]) store.rows.look(index);
  heard.length = 0;
  store.move("down", false);
  expect(heard.sort()).toEqual([0, 1]);
});

test("of a form that has moved on the newer numbers are shown, and typing goes over their versions", () => {
  const { store } = storeOf(savedAll, {}, [row("a", { draft: { BHYT: seen("7", 4) } })]);
  store.renew(view(row("a", { lockVersion: 5, draft: { BHYT: seen("9", 0) } })));
  expect(store.sheet.cell(0, "BHYT")).toMatchObject({ text: "9", seen: { version: 0 } });
});
