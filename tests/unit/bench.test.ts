import { expect, test } from "vitest";
import { growthLine } from "../bench/growth";
import { atLeast, atMost, median, quantile } from "../bench/line";
import { readForm } from "../bench/plain-form";
import { CleanUps } from "../bench/run";
import { relationsIn } from "../bench/statements";

test("a ratio above its bound is broken, even where rounding hides it", () => {
  expect(atMost("growth", 1.2004, 1.2)).toMatchObject({ ratio: 1.2, bound: 1.2, ok: false });
  expect(atMost("growth", 1.2, 1.2).ok).toBe(true);
});

test("a ratio below what it must reach is broken, even where rounding hides it", () => {
  expect(atLeast("advantage", 4.998, 5)).toMatchObject({ ratio: 5, bound: 5, ok: false });
  expect(atLeast("advantage", 5, 5).ok).toBe(true);
});

test("a ratio that could not be measured breaks its bound on either side", () => {
  expect(atMost("growth", NaN, 1.2).ok).toBe(false);
  expect(atLeast("advantage", NaN, 5).ok).toBe(false);
});

test("what holds a sixth more after a long run has grown; what one collection leaves by chance does not count", () => {
  expect(growthLine("memory", [60e6, 60e6, 60e6], [70e6, 70e6, 70e6])).toMatchObject({
    ratio: 1.17,
    ok: false,
  });
  expect(growthLine("memory", [60e6, 60e6, 60e6], [61e6, 60e6, 95e6]).ok).toBe(true);
  expect(growthLine("memory", [60e6], [NaN]).ok).toBe(false);
});

test("the median is the middle value, of an even number the mean of the two in the middle", () => {
  expect(median([30, 10, 20])).toBe(20);
  expect(median([40, 10, 30, 20])).toBe(25);
});

test("of twenty values one is slower than the 95 percent", () => {
  const values = Array.from({ length: 20 }, (_, at) => 20 - at);
  expect(quantile(values, 0.95)).toBe(19);
  expect(quantile([7], 0.95)).toBe(7);
  expect(() => quantile([], 0.95)).toThrow("quantile of nothing");
});

test("what took long may have grown by a bound of its own", () => {
  expect(growthLine("memory", [60e6], [75e6], {}, 1.3)).toMatchObject({ ratio: 1.25, bound: 1.3, ok: true });
});

const PAGE = `
  <form class="search"><input name="q" value="x"/></form>
  <form action="" class="entry-layout wide" encType="multipart/form-data" method="POST" noValidate="">
    <input type="hidden" name="$ACTION_REF_1"/><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;7f&quot;}"/>
    <input name="v.BHYT" value="1.052"/><input type="checkbox" name="e.BHYT" checked=""/><input type="checkbox" name="e.NO"/>
    <input type="checkbox" name="pick.01" value="3"/><input name="v.NO" disabled="" value="9"/><input value="nameless"/>
    <textarea name="n.BHYT" rows="2">
a &lt; b &amp; c&#x27;s</textarea><button name="intent" value="save">Lưu nháp</button>
  </form>`;

test("a form is read as a browser without scripts sends it, with what React hides in it and without its buttons", () => {
  expect(readForm(PAGE, "entry-layout")).toEqual({
    fields: [
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", '{"id":"7f"}'],
      ["v.BHYT", "1.052"],
      ["e.BHYT", "on"],
      ["n.BHYT", "a < b & c's"],
    ],
    boxes: [
      ["e.NO", "on"],
      ["pick.01", "3"],
    ],
  });
  expect(readForm(PAGE, "entry")).toBeNull();
});

test("every table in a plan is found, however deep", () => {
  const plan = {
    Plans: [
      { "Relation Name": "rollups" },
      { Plans: [{ Plans: [{ "Relation Name": "figures" }], "Relation Name": "units" }] },
    ],
  };
  expect(relationsIn(plan)).toEqual(["rollups", "units", "figures"]);
});

test("what was made last is put away first, and one failure keeps nothing else from being put away", async () => {
  const done: string[] = [];
  const cleanUps = new CleanUps();
  cleanUps.add(() => done.push("database"));
  cleanUps.add(() => Promise.reject(new Error("gone already")));
  cleanUps.add(() => done.push("server"));
  await expect(cleanUps.runAll()).rejects.toThrow("gone already");
  expect(done).toEqual(["server", "database"]);
});
