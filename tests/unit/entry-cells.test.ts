import { expect, test } from "vitest";
import {
  cellFields,
  contentOf,
  isChanged,
  isLacking,
  overtakenCells,
  readKeptCells,
  readPostedCells,
  renewCells,
  startCells,
  typedEarly,
  typedFrom,
  writeKeptCells,
  type SeenCell,
} from "@/lib/domain/entry-cells";

const seen: SeenCell = { version: 3, value: "1052062", isEstimate: false, note: "", explanation: "" };
const typed = { text: "1.052.062", isEstimate: false, note: "", explanation: "" };

test("a saved value is shown in groups and is not a change of itself", () => {
  expect(typedFrom(seen)).toEqual(typed);
  expect(isChanged(typedFrom(seen), seen)).toBe(false);
});

test("plain digits are the same content as groups", () => {
  expect(isChanged({ ...typed, text: " 1052062 " }, seen)).toBe(false);
});

test("text that is no number is a change that cannot be saved", () => {
  expect(isChanged({ ...typed, text: "1,5" }, seen)).toBe(true);
  expect(contentOf({ ...typed, text: "1,5" })).toBeNull();
});

test("an empty cell is empty, not zero, and no estimate", () => {
  expect(contentOf({ ...typed, text: "  ", isEstimate: true })).toEqual({
    value: null,
    isEstimate: false,
    note: "",
    explanation: "",
  });
});

test("what is posted for a cell reads back as it was typed", () => {
  const cell = { ...typed, text: "1.05", isEstimate: true, note: "ghi", seen };
  const fields = Object.fromEntries(cellFields("BHYT", cell));
  expect(readPostedCells(fields)).toEqual([
    { id: "BHYT", seen, typed: { text: "1.05", isEstimate: true, note: "ghi", explanation: "" } },
  ]);
});

test("a form that names an unknown indicator or brings a made-up hidden field is refused whole", () => {
  expect(readPostedCells({ "v.FOO": "1", "o.FOO": JSON.stringify(seen) })).toBeNull();
  expect(readPostedCells({ "v.BHYT": "1" })).toBeNull();
  expect(readPostedCells({ "v.BHYT": "1", "o.BHYT": "{}" })).toBeNull();
  expect(readPostedCells({ "v.BHYT": "1", "o.BHYT": "nonsense" })).toBeNull();
  expect(readPostedCells({ "v.toString": "1", "o.toString": JSON.stringify(seen) })).toBeNull();
});

test("a refused text comes back over the draft's value", () => {
  const posted = [{ id: "BHYT" as const, seen, typed: { ...typed, text: "1,5" } }];
  expect(startCells({ BHYT: seen }, posted, {}).BHYT).toEqual({
    ...typed,
    text: "1,5",
    seen,
    conflict: null,
  });
});

test("a cell that was saved meanwhile shows the draft, with its new version", () => {
  const held = { ...seen, version: 4, value: "7" };
  const posted = [{ id: "BHYT" as const, seen, typed: { ...typed, text: "7" } }];
  expect(startCells({ BHYT: held }, posted, {}).BHYT).toEqual({
    ...typed,
    text: "7",
    seen: held,
    conflict: null,
  });
});

test("a cell nobody typed into shows what somebody else saved", () => {
  const held = { ...seen, version: 4, value: "7" };
  const posted = [{ id: "BHYT" as const, seen, typed }];
  expect(startCells({ BHYT: held }, posted, {}).BHYT?.text).toBe("7");
});

test("an overtaken cell keeps what was typed, the version it was typed over, and the other value", () => {
  const held = { ...seen, version: 4, value: "7" };
  const conflict = { theirs: held, by: "Lan", at: "2023-12-04T02:12:00.000Z" };
  const posted = [{ id: "BHYT" as const, seen, typed: { ...typed, text: "8" } }];
  expect(startCells({ BHYT: held }, posted, { BHYT: conflict }).BHYT).toEqual({
    ...typed,
    text: "8",
    seen,
    conflict,
  });
});

test("a browser's kept cells come back within the same turn", () => {
  const cells = { BHYT: { ...typed, seen, conflict: null } };
  expect(readKeptCells(writeKeptCells(cells, 5), 5)).toEqual(cells);
});

test("of an earlier turn only what was never saved comes back", () => {
  const unsaved = { ...typed, text: "9", seen, conflict: null };
  const kept = writeKeptCells({ BHYT: { ...typed, seen, conflict: null }, BHTN: unsaved }, 4);
  expect(readKeptCells(kept, 5)).toEqual({ BHTN: unsaved });
});

test("kept cells of another make are ignored", () => {
  expect(readKeptCells(null, 1)).toEqual({});
  expect(readKeptCells('{"turn":1,"cells":{"BHYT":{"text":1}}}', 1)).toEqual({});
});

test("control characters and foreign line ends in words are no part of the cell", () => {
  const content = contentOf({ ...typed, note: "một\r\nhai\u0000", explanation: "\u001bvì đợt 2 " });
  expect(content).toMatchObject({ note: "một\nhai", explanation: "vì đợt 2" });
  expect(isChanged({ ...typed, note: "một\r\nhai" }, { ...seen, note: "một\nhai" })).toBe(false);
});

test("of a posted form the cells that somebody else changed are told, but not those that were typed or saved", () => {
  const held = { ...seen, version: 4, value: "7" };
  const posted = [
    { id: "BHYT" as const, seen, typed },
    { id: "BHTN" as const, seen, typed: { ...typed, text: "8" } },
    { id: "THU" as const, seen, typed: { ...typed, text: "7" } },
    { id: "NO" as const, seen, typed },
  ];
  const draft = { BHYT: held, BHTN: held, THU: held, NO: { ...seen, version: 4 } };
  expect(overtakenCells(draft, posted)).toEqual(["BHYT"]);
});

test("a form that is drawn again shows what others saved, and keeps what was typed and not saved", () => {
  const held = { ...seen, version: 4, value: "7" };
  const cells = {
    BHYT: { ...typed, seen, conflict: null },
    BHTN: { ...typed, text: "8", seen, conflict: null },
    THU: { ...typed, text: "7", seen, conflict: null },
    NO: { ...typed, seen: { ...seen, version: 5 }, conflict: null },
  };
  const renewed = renewCells(cells, { BHYT: held, BHTN: held, THU: held, NO: held });
  expect(renewed.overtaken).toEqual(["BHYT"]);
  expect(renewed.cells).toEqual({
    BHYT: { ...typed, text: "7", seen: held, conflict: null },
    BHTN: cells.BHTN,
    THU: { ...typed, text: "7", seen: held, conflict: null },
    NO: cells.NO,
  });
});

test("what was typed before the script ran is found, and what stands as it was drawn is not", () => {
  const cells = { BHYT: { ...typed, seen, conflict: null }, BHTN: { ...typed, seen, conflict: null } };
  const fields = Object.fromEntries([
    ...cellFields("BHYT", { ...cells.BHYT, text: "8" }),
    ...cellFields("BHTN", { ...cells.BHTN, isEstimate: false }),
  ]);
  expect(typedEarly(cells, fields)).toEqual({ BHYT: { text: "8", isEstimate: false } });
});

test("the draft lacks what was typed and it does not hold; a stranger's word beside the same number is nothing lacking", () => {
  const over = { ...seen, version: 0, value: null };
  expect(isLacking(typed, over, seen)).toBe(false);
  expect(isLacking(typed, over, { ...seen, explanation: "Đợt ra quân" })).toBe(false);
  expect(isLacking({ ...typed, note: "mới" }, over, seen)).toBe(true);
  expect(isLacking({ ...typed, text: "7" }, over, seen)).toBe(true);
  expect(isLacking({ ...typed, text: "1,5" }, over, seen)).toBe(true);
  expect(isLacking(typedFrom(seen), seen, { ...seen, version: 4, value: "9" })).toBe(false);
});
