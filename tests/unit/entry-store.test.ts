import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EntryStore } from "@/app/(app)/entry/[unit]/[period]/entry-store";
import type { EntryState } from "@/app/(app)/entry/[unit]/[period]/entry-state";
import { typedFrom, type EntryCell, type SeenCell } from "@/lib/domain/entry-cells";
import { FAILED } from "@/lib/form-state";

const seen = (version: number, value: string | null): SeenCell => ({
  version,
  value,
  isEstimate: false,
  note: "",
  explanation: "",
});
const cell = (version: number, value: string | null): EntryCell => ({
  ...typedFrom(seen(version, value)),
  seen: seen(version, value),
  conflict: null,
});
const at = "2023-12-04T02:12:00.000Z";
const answered = (answers: object): EntryState => ({
  ok: true,
  message: "",
  answers: { saved: {}, conflicts: {}, refused: {}, ...answers },
  isAttempted: false,
  at,
});
const nothingKept = { read: () => ({}), write: () => undefined };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a typed cell is sent after a pause, alone, with the version it was typed over", async () => {
  const post = vi.fn(async () => answered({ saved: { BHYT: seen(4, "8") } }));
  const store = new EntryStore(
    { BHYT: cell(3, "7"), BHTN: cell(1, "5") },
    { isEditable: true, post, keepsake: nothingKept },
  );
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(900);
  expect(post).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(post.mock.calls).toEqual([
    [
      [
        ["intent", "save"],
        ["v.BHYT", "8"],
        ["n.BHYT", ""],
        ["x.BHYT", ""],
        ["o.BHYT", JSON.stringify(seen(3, "7"))],
      ],
    ],
  ]);
  expect(store.unsaved()).toEqual([]);
  expect(store.snapshot().savedAt).toBe(at);
});

test("what is typed while a save is on its way is sent after it, over the new version", async () => {
  const post = vi
    .fn<() => Promise<EntryState>>()
    .mockImplementationOnce(
      () =>
        new Promise((resolve) => setTimeout(() => resolve(answered({ saved: { BHYT: seen(1, "8") } })), 500)),
    )
    .mockImplementationOnce(async () => answered({ saved: { BHYT: seen(2, "9") } }));
  const store = new EntryStore({ BHYT: cell(0, null) }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  void store.flush();
  await vi.advanceTimersByTimeAsync(100);
  store.type("BHYT", { text: "9" });
  await vi.advanceTimersByTimeAsync(3000);
  expect(post).toHaveBeenCalledTimes(2);
  expect(store.snapshot().cells.BHYT?.seen).toEqual(seen(2, "9"));
});

test("text that is no number is never sent and counts as not saved", async () => {
  const post = vi.fn(async () => answered({}));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "1,5" });
  await vi.advanceTimersByTimeAsync(5000);
  expect(post).not.toHaveBeenCalled();
  expect(store.unsaved()).toEqual(["BHYT"]);
});

test("an overtaken cell waits for a choice; taking mine saves it over theirs", async () => {
  const conflict = { theirs: seen(4, "1"), by: "Lan", at };
  const post = vi
    .fn<() => Promise<EntryState>>()
    .mockImplementationOnce(async () => answered({ conflicts: { BHYT: conflict } }))
    .mockImplementationOnce(async () => answered({ saved: { BHYT: seen(5, "8") } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(post).toHaveBeenCalledTimes(1);
  expect(store.snapshot().cells.BHYT?.conflict).toEqual(conflict);
  store.resolve("BHYT", "mine");
  await vi.advanceTimersByTimeAsync(100);
  expect(post).toHaveBeenCalledTimes(2);
  expect(store.snapshot().cells.BHYT?.seen).toEqual(seen(5, "8"));
});

test("taking theirs shows their value and sends nothing", async () => {
  const post = vi.fn(async () => answered({ conflicts: { BHYT: { theirs: seen(4, "1"), by: null, at } } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(2000);
  store.resolve("BHYT", "theirs");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(post).toHaveBeenCalledTimes(1);
  expect(store.snapshot().cells.BHYT).toEqual(cell(4, "1"));
});

test("a lost connection is said and tried again", async () => {
  const post = vi
    .fn<() => Promise<EntryState>>()
    .mockImplementationOnce(async () => Promise.reject(new TypeError("Failed to fetch")))
    .mockImplementationOnce(async () => answered({ saved: { BHYT: seen(4, "8") } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(2000);
  expect(store.snapshot().trouble).toContain("Mất kết nối");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(store.snapshot().trouble).toBeNull();
  expect(store.unsaved()).toEqual([]);
});

test("a form that is refused as a whole is not sent again by itself", async () => {
  const post = vi.fn(async (): Promise<EntryState> => ({ ok: false, message: "Kỳ đã khóa.", isFinal: true }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
  expect(store.snapshot().trouble).toBe("Kỳ đã khóa.");
  expect(store.unsaved()).toEqual(["BHYT"]);
});

test("a cell that the server refuses is not sent again until it changes", async () => {
  const post = vi.fn(async () => answered({ refused: { BHYT: "Số quá lớn." } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "999" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
  expect(store.snapshot().refused).toEqual({ BHYT: "Số quá lớn." });
  store.type("BHYT", { text: "99" });
  await vi.advanceTimersByTimeAsync(2000);
  expect(post).toHaveBeenCalledTimes(2);
});

test("submitting saves first, and does not submit what could not be saved", async () => {
  const post = vi.fn(async () => answered({}));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "1,5" });
  expect(await store.submit()).toBeNull();
  expect(post).not.toHaveBeenCalled();
  store.type("BHYT", { text: "7" });
  await store.submit();
  expect(post.mock.calls).toEqual([[[["intent", "submit"]]]]);
});

test("leaving a cell groups its number", () => {
  const store = new EntryStore(
    { BHYT: cell(3, "7") },
    { isEditable: true, post: vi.fn(), keepsake: nothingKept },
  );
  store.type("BHYT", { text: "1052062" });
  store.leave("BHYT");
  expect(store.snapshot().cells.BHYT?.text).toBe("1.052.062");
});

test("an earlier page's unsaved number comes back and is sent; what it saved later than this page was drawn is shown", async () => {
  const post = vi.fn(async () => answered({ saved: { BHTN: seen(2, "6") } }));
  const kept = { BHYT: cell(9, "8"), BHTN: { ...cell(1, "5"), text: "6" } };
  const keepsake = { read: () => kept, write: () => undefined };
  const store = new EntryStore(
    { BHYT: cell(8, "7"), BHTN: cell(1, "5") },
    { isEditable: true, post, keepsake },
  );
  store.restore();
  expect(store.snapshot().cells.BHYT).toEqual(cell(9, "8"));
  expect(store.snapshot().cells.BHTN?.text).toBe("6");
  await vi.advanceTimersByTimeAsync(100);
  expect(post).toHaveBeenCalledTimes(1);
});

test("a locked form shows what was not saved and sends nothing", async () => {
  const post = vi.fn();
  const keepsake = { read: () => ({ BHTN: { ...cell(1, "5"), text: "6" } }), write: () => undefined };
  const store = new EntryStore({ BHTN: cell(1, "5") }, { isEditable: false, post, keepsake });
  store.restore();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(store.unsaved()).toEqual(["BHTN"]);
  expect(post).not.toHaveBeenCalled();
});

test("a number that was corrected while the refusal of the old one was on its way is sent", async () => {
  const post = vi
    .fn<() => Promise<EntryState>>()
    .mockImplementationOnce(
      () =>
        new Promise((resolve) =>
          setTimeout(() => resolve(answered({ refused: { BHYT: "Số quá lớn." } })), 500),
        ),
    )
    .mockImplementationOnce(async () => answered({ saved: { BHYT: seen(4, "99") } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "999" });
  void store.flush();
  await vi.advanceTimersByTimeAsync(100);
  store.type("BHYT", { text: "99" });
  await vi.advanceTimersByTimeAsync(3000);
  expect(post).toHaveBeenCalledTimes(2);
  expect(store.snapshot().refused).toEqual({});
  expect(store.unsaved()).toEqual([]);
});

test("a refused number stays refused while only its words change or its digits are grouped", async () => {
  const post = vi.fn(async () => answered({ refused: { BHYT: "Số quá lớn." } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "9999" });
  await vi.advanceTimersByTimeAsync(2000);
  store.type("BHYT", { note: "theo báo cáo" });
  store.leave("BHYT");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
  expect(store.snapshot().refused).toEqual({ BHYT: "Số quá lớn." });
});

test("a page that is drawn again brings in what others saved, says so until the next attempt, and saves nothing", async () => {
  const post = vi.fn(async () => answered({}));
  const store = new EntryStore(
    { BHYT: cell(3, "7"), BHTN: cell(1, "5") },
    { isEditable: true, post, keepsake: nothingKept },
  );
  store.renew({ BHYT: seen(4, "1"), BHTN: seen(1, "5") });
  expect(store.snapshot().cells).toEqual({ BHYT: cell(4, "1"), BHTN: cell(1, "5") });
  expect(store.snapshot().overtaken).toEqual(["BHYT"]);
  store.renew({ BHYT: seen(4, "1"), BHTN: seen(1, "5") });
  expect(store.snapshot().overtaken).toEqual(["BHYT"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).not.toHaveBeenCalled();
  await store.submit();
  expect(store.snapshot().overtaken).toEqual([]);
});

/** Its answers: null where the line went down before one came. */
const server = (...answers: (EntryState | null)[]) => {
  const post = vi.fn<(fields: [string, string][]) => Promise<EntryState>>();
  for (const answer of answers)
    post.mockImplementationOnce(async () => answer ?? Promise.reject(new TypeError("Failed to fetch")));
  return post;
};
const conflictWith = (theirs: SeenCell) => answered({ conflicts: { BHYT: { theirs, by: "An", at } } });

test("a number whose answer was lost is nobody else's: what was typed over it is saved without a question", async () => {
  const post = server(null, conflictWith(seen(4, "8")), answered({ saved: { BHYT: seen(5, "9") } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  store.type("BHYT", { text: "9" });
  await vi.advanceTimersByTimeAsync(1500);
  expect(store.snapshot().cells.BHYT).toEqual(cell(5, "9"));
  expect(post.mock.calls[2]?.[0]).toContainEqual(["o.BHYT", JSON.stringify(seen(4, "8"))]);
});

test("the same is known to a page that is opened after the tab was closed on the way", async () => {
  let kept = {};
  const keepsake = { read: () => kept, write: (cells: object) => void (kept = structuredClone(cells)) };
  const first = new EntryStore(
    { BHYT: cell(3, "7") },
    { isEditable: true, post: () => new Promise(() => undefined), keepsake },
  );
  first.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  first.type("BHYT", { text: "9" });
  const post = server(conflictWith(seen(4, "8")), answered({ saved: { BHYT: seen(5, "9") } }));
  const second = new EntryStore({ BHYT: cell(4, "8") }, { isEditable: true, post, keepsake });
  second.restore();
  await vi.advanceTimersByTimeAsync(100);
  expect(second.snapshot().cells.BHYT).toEqual(cell(5, "9"));
});

test("what somebody else typed is a conflict, also after an answer was lost", async () => {
  const post = server(null, conflictWith(seen(5, "8")));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  store.type("BHYT", { text: "9" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(store.snapshot().cells.BHYT?.conflict?.theirs).toEqual(seen(5, "8"));
  expect(post).toHaveBeenCalledTimes(2);
});

test("a failure of the server is said without asking for a reload, and tried again", async () => {
  const post = server(
    { ok: false, message: FAILED },
    answered({ saved: { BHYT: seen(4, "8") } }),
  ).mockImplementationOnce(async () => Promise.reject(new Error("An error occurred")));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  expect(store.snapshot().trouble).toMatch(/^Máy chủ chưa lưu được.*tự lưu lại/);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(store.snapshot().trouble).toBeNull();
  store.type("BHYT", { text: "9" });
  await vi.advanceTimersByTimeAsync(1500);
  expect(store.snapshot().trouble).toMatch(/^Máy chủ chưa lưu được.*tự lưu lại/);
});

test("whoever must sign in again is not sent there a second time by the page that is gone", async () => {
  const over = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;push;/login;307;" });
  const post = vi.fn(async () => Promise.reject(over));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  expect(store.snapshot().trouble).toContain("đăng nhập lại");
  store.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
});

test("a page that goes away saves what was typed last, once, and tries nothing again", async () => {
  const post = server(null, null);
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  store.type("BHYT", { text: "8" });
  store.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
});

test("a submission that found no server is said to be the person's to repeat, and saving still goes on by itself", async () => {
  const post = server(null, answered({ saved: { BHYT: seen(4, "8") } }));
  const store = new EntryStore({ BHYT: cell(3, "7") }, { isEditable: true, post, keepsake: nothingKept });
  expect(await store.submit()).toBeNull();
  expect(store.snapshot().trouble).toMatch(/^Chưa gửi duyệt được.*bấm Gửi duyệt lần nữa/);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
  store.type("BHYT", { text: "8" });
  await vi.advanceTimersByTimeAsync(1500);
  expect(store.snapshot().trouble).toBeNull();
});

test("what waited and the server holds is not shown again; what it lacks is, until it is given up", () => {
  const typed = (text: string): EntryCell => ({ ...cell(0, null), text });
  let kept: Record<string, EntryCell> = { BHYT: typed("8"), BHTN: typed("6") };
  const keepsake = { read: () => kept, write: (cells: typeof kept) => void (kept = cells) };
  const draft = { BHYT: { ...seen(1, "8"), explanation: "Đợt ra quân" }, BHTN: seen(1, "5") };
  const held = { BHYT: { ...typedFrom(draft.BHYT), seen: draft.BHYT, conflict: null }, BHTN: cell(1, "5") };
  const store = new EntryStore(held, { isEditable: false, post: async () => null, keepsake });
  store.restore();
  expect(store.unsaved()).toEqual(["BHTN"]);
  store.giveUp(draft);
  expect(store.unsaved()).toEqual([]);
  expect(kept).toEqual(held);
});

test("a second press on submit waits for the first and gets its answer", async () => {
  const post = vi.fn(
    () => new Promise<EntryState>((resolve) => setTimeout(() => resolve(answered({})), 300)),
  );
  const store = new EntryStore({ BHYT: cell(1, "8") }, { isEditable: true, post, keepsake: nothingKept });
  const both = Promise.all([store.submit(), store.submit()]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await both).toEqual([answered({}), answered({})]);
  expect(post).toHaveBeenCalledTimes(1);
});
