import { describe, expect, test } from "vitest";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import type { IndicatorId } from "@/lib/domain/indicator";
import { periodIdSchema } from "@/lib/domain/period";
import { unitValues } from "@/lib/domain/report-units";
import { standardTemplate, writeSentence } from "@/lib/domain/report-sentences";
import { province } from "@/tests/support/dashboard-facts";
import { nation, worldOf, type Place } from "@/tests/support/report-facts";

const place = (name: string, value: bigint | null, plan: bigint | null = 1_000n): Place => ({
  name: `Huyện ${name}`,
  shortName: name,
  plan,
  value,
});

function facts(places: readonly Place[]) {
  return worldOf({
    unit: province,
    month: "2023-11",
    values: [["BHYT", "2023-11", 1n]],
    places: { BHYT: places },
  });
}
const valueOf = (places: readonly Place[], field: string) =>
  new Map(unitValues(facts(places), "BHYT")).get(field) ?? null;
const sentence = (places: readonly Place[]) =>
  writeSentence("bhyt-units", facts(places), standardTemplate("province", "bhyt-units"));

describe("units reached and lagging", () => {
  test("who has no plan or no value is neither", () => {
    expect(sentence([place("A", 987n), place("B", null), place("C", 900n, null)])).toBe(
      "Huyện A đạt 98,7%; chưa xếp huyện B vì chưa đủ số kỳ này.",
    );
    expect(valueOf([place("A", 987n), place("B", null)], "đơn vị chưa có số")).toBe("huyện B");
  });

  const changed = (places: readonly Place[], gap: Partial<ChildRow["view"]["measure"]>, id: IndicatorId) => {
    const whole = facts(places);
    const rows = (whole.children.get("BHYT") ?? []).map((row): ChildRow => ({
      ...row,
      view: { ...row.view, id, measure: { ...row.view.measure, ...gap } },
    }));
    return new Map(unitValues({ ...whole, children: new Map([["BHYT" as const, rows]]) }, "BHYT"));
  };
  const reporting = (reported: number, carried: number) => ({
    expected: reported + carried,
    reported,
    carried,
    missing: 0,
  });

  test("what lacks a unit or a month has no place", () => {
    const lead = (gap: Partial<ChildRow["view"]["measure"]>) =>
      changed([place("A", 987n)], gap, "BHYT").get("đơn vị dẫn đầu");
    expect(lead({})).toBe("huyện A đạt 98,7%");
    expect(lead({ unknown: 2 })).toBeNull();
    expect(lead({ absent: [periodIdSchema.parse("2023-02")] })).toBeNull();
  });

  test("last month's number has no place in this month's list, and it is told who waits for theirs", () => {
    const values = changed([place("A", 732n), place("B", 1_012n)], { reporting: reporting(0, 1) }, "BHYT");
    expect(values.get("đơn vị dẫn đầu")).toBeNull();
    expect(values.get("đơn vị hoàn thành")).toBeNull();
    expect(values.get("đơn vị chưa xếp")).toBe("huyện A, B");
    expect(values.get("số đơn vị chưa xếp")).toBe("2");
  });

  test("a sum since January that lacks months of some is late, not lowest; past the plan it is past it", () => {
    const gap = { reporting: reporting(12, 17) };
    const revenue = changed([place("A", 732n), place("B", 1_012n)], gap, "THU");
    expect(revenue.get("đơn vị dẫn đầu")).toBeNull();
    expect(revenue.get("đơn vị hoàn thành")).toBe("huyện B (101,2%)");
    expect(revenue.get("số đơn vị chưa xếp")).toBe("1");
    const people = changed([place("A", 732n), place("B", 1_012n)], gap, "BHYT");
    expect(people.get("đơn vị dẫn đầu")).toBe("huyện A đạt 73,2%");
    expect(people.get("số đơn vị chưa xếp")).toBeNull();
  });

  test("when all have reached their plan nobody is left", () => {
    expect(sentence([place("A", 1_000n), place("B", 1_012n)])).toBe(
      "Huyện B (101,2%), A (100%) hoàn thành kế hoạch.",
    );
  });

  test("without units below the sentence leaves itself out", () => {
    expect(sentence([])).toBeNull();
  });

  test("the bound of the rest is true of the exact number", () => {
    const five = ["A", "B", "C", "D", "E"].map((name, at) => place(name, 990n - BigInt(at)));
    const rest = (highest: bigint) => [...five, place("F", highest), place("G", 850n)];
    expect(valueOf(rest(920n), "các đơn vị còn lại")).toBe("từ 92% trở xuống");
    expect(valueOf(rest(919n), "các đơn vị còn lại")).toBe("dưới 92%");
  });

  test("one unit alone is no rest: it is named", () => {
    const six = ["A", "B", "C", "D", "E", "F"].map((name, at) => place(name, 990n - BigInt(at)));
    expect(sentence(six)).toBe("Huyện A đạt 99%, B 98,9%, C 98,8%, D 98,7%, E 98,6%, F 98,5%.");
  });

  test("of many that wait the first are named and the others counted", () => {
    const places = Array.from({ length: 8 }, (_, at) => place(`H${at}`, null));
    expect(valueOf(places, "đơn vị chưa xếp")).toBe("huyện H0, H1, H2, H3, H4 và 3 đơn vị khác");
  });

  test("the bound never lies above what the last that is named has reached", () => {
    const five = ["A", "B", "C", "D", "E"].map((name, at) => place(name, 988n - BigInt(at)));
    const rest = [place("F", 982n), place("G", 850n)];
    expect(valueOf([...five, ...rest], "các đơn vị còn lại")).toBe("từ 98,2% trở xuống");
  });

  test("the bound is true of what the table shows of the highest, too", () => {
    const five = ["A", "B", "C", "D", "E"].map((name, at) => place(name, 99_200n - BigInt(at), 100_000n));
    const rest = (highest: bigint) =>
      valueOf([...five, place("F", highest, 100_000n), place("G", 1n)], "các đơn vị còn lại");
    expect(rest(97_996n)).toBe("từ 98% trở xuống");
    expect(rest(97_994n)).toBe("dưới 98%");
    expect(rest(99_120n)).toBe("từ 99,12% trở xuống");
    expect(rest(99_040n)).toBe("dưới 99,1%");
  });

  test("nobody who misses the plan reads 100%", () => {
    expect(sentence([place("A", 99_960n, 100_000n)])).toBe("Huyện A đạt 99,96%.");
    expect(sentence([place("A", 999_999n, 1_000_000n)])).toBe("Huyện A đạt gần 100%.");
  });

  test("one that reads like the first of the rest is of the rest", () => {
    const places = ["A", "B", "C", "D", "E", "F", "G"].map((name, at) =>
      place(name, at > 3 ? 900n : 990n - BigInt(at)),
    );
    expect(valueOf(places, "đơn vị dẫn đầu")).toBe("huyện A đạt 99%, B 98,9%, C 98,8%, D 98,7%");
  });

  test("the lowest are named where many are left", () => {
    const places = Array.from({ length: 10 }, (_, at) => place(`H${at}`, 990n - 10n * BigInt(at)));
    expect(valueOf(places, "đơn vị thấp nhất")).toBe("huyện H9 90%, H8 91%, H7 92%");
  });

  test("provinces are called by their short names, and the rest of them provinces and cities", () => {
    const world = worldOf({
      unit: nation,
      month: "2023-11",
      values: [["BHYT", "2023-11", 1n]],
      places: { BHYT: [] },
    });
    expect(standardTemplate(world.scope, "bhyt-units").text).toContain("các tỉnh, thành phố còn lại");
  });
});
