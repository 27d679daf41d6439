import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeReport, isEmptyReport, type Report } from "@/lib/domain/report";
import { reportPaper } from "@/lib/domain/report-paper";
import { mayIssueReport } from "@/lib/domain/report-issue";
import { standardTemplate, valuesOf, writeSentence } from "@/lib/domain/report-sentences";
import { previewsOf, previewValues, templateProblems } from "@/lib/domain/report-template-form";
import { scopeOf } from "@/lib/domain/report-facts";
import { population, province } from "@/tests/support/dashboard-facts";
import { nation, worldOf } from "@/tests/support/report-facts";

const AROUND = { parentName: "Việt Nam", isSample: true, updatedAt: null };
const EXACT = { rounding: "exact", over: "trên", hasAbout: false } as const;

const district = {
  ...province,
  id: "593",
  name: "Huyện Tánh Linh",
  shortName: "Tánh Linh",
  level: "district",
  reportingKind: "district",
  path: "/vn/60/593/",
} as const;

describe("what a field says", () => {
  const said = (values: Parameters<typeof worldOf>[0]["values"], more = {}) =>
    valuesOf("bhyt", worldOf({ unit: province, month: "2023-11", values, ...more }), EXACT);

  test("of what has not changed there is no percentage", () => {
    const fields = said([
      ["BHYT", "2023-11", 500n],
      ["BHYT", "2022-11", 500n],
    ]);
    expect(fields.get("tăng giảm so cùng kỳ")).toBe("không đổi");
    expect(fields.get("% so cùng kỳ")).toBeNull();
  });

  test("of what fell the size, without its sign", () => {
    const fields = said([
      ["BHYT", "2023-11", 400n],
      ["BHYT", "2022-11", 500n],
    ]);
    expect(fields.get("tăng giảm so cùng kỳ")).toBe("giảm 100 người");
    expect(fields.get("% so cùng kỳ")).toBe("20%");
    expect(fields.get("tăng giảm % so cùng kỳ")).toBe("giảm 20%");
  });

  test("past the plan nothing is missing, and below it nothing is beyond", () => {
    const past = said([["BHYT", "2023-11", 1_200_000n]], { targets: [{}] });
    expect([past.get("còn thiếu"), past.get("vượt")]).toEqual([null, "62.636 người"]);
    const below = said([["BHYT", "2023-11", 1_052_062n]], { targets: [{}] });
    expect([below.get("còn thiếu"), below.get("vượt")]).toEqual(["85.302 người", null]);
  });

  test("without a value every field of the figure is empty, the day is not", () => {
    const fields = said([]);
    expect(fields.get("giá trị")).toBeNull();
    expect(fields.get("kế hoạch")).toBeNull();
    expect(fields.get("ngày")).toBe("ngày 30/11/2023");
  });

  test("a reporting unit is called by its name", () => {
    const facts = worldOf({ unit: district, month: "2023-10", values: [["BHYT", "2023-10", 5n]] });
    expect(writeSentence("bhyt", facts, standardTemplate("unit", "bhyt"))).toBe(
      "Tính đến hết tháng 10/2023, huyện Tánh Linh có 5 người tham gia BHYT.",
    );
  });

  test("debt names its denominator, and what bears interest", () => {
    const facts = worldOf({
      unit: province,
      month: "2023-11",
      values: [
        ["NO", "2023-11", 434_100_000_000n],
        ["NO_TINH_LAI", "2023-11", 100_000_000_000n],
        ["THU", "2023-11", 2_914_600_000_000n],
      ],
      targets: [
        { indicator: "THU", kind: "amount", value: 12_000_000_000_000n },
        { indicator: "NO", kind: "rate", value: 350n },
      ],
    });
    expect(writeSentence("debt", facts, standardTemplate("province", "debt"))).toBe(
      "Số tiền chậm đóng là 434,1 tỷ đồng, bằng 3,62% kế hoạch thu, cao hơn 0,12 điểm % so với mức giao 3,5%; trong đó phải tính lãi 100 tỷ đồng (23,04%).",
    );
  });
});

describe("a report", () => {
  test("of a unit without data has no sentence, and of estimates says ước", () => {
    const empty = worldOf({ unit: province, month: "2023-11", values: [] });
    expect(isEmptyReport(shapeReport(empty, standardTemplate, AROUND))).toBe(true);
    const values = [["BHYT", "2023-11", 5n, true] as const];
    const estimated = shapeReport(
      worldOf({ unit: province, month: "2023-11", values }),
      standardTemplate,
      AROUND,
    );
    expect(estimated.isEstimate).toBe(true);
    expect(estimated.paragraphs[0]?.text).toMatch(/^Ước tính đến/);
  });

  test("of the demo says so on the paper, also when it is issued", () => {
    const facts = worldOf({ unit: nation, month: "2023-11", values: [["BHYT", "2023-11", 5n]] });
    const issue = { number: 1, day: "2023-12-05", proof: { seq: "1", mac: "", hash: "" } };
    const paper = reportPaper(shapeReport(facts, standardTemplate, AROUND), issue, "2023-12-05");
    expect(paper.warning).toBe("Minh họa: bản trình diễn, không dùng làm văn bản");
    expect(paper.agency).toBe("BẢO HIỂM XÃ HỘI VIỆT NAM");
  });

  test("says nothing about issuing to whoever may not see what was issued", () => {
    const facts = worldOf({ unit: nation, month: "2023-11", values: [["BHYT", "2023-11", 5n]] });
    const report = shapeReport(facts, standardTemplate, {
      ...AROUND,
      isSample: false,
      updatedAt: new Date("2023-12-05T03:00:00Z"),
    });
    const paperOf = (standing: null | "untold") => reportPaper(report, standing, "2023-12-05");
    expect(paperOf(null).warning).toBe("Bản nháp theo số liệu 10:00 ngày 05/12/2023, chưa ban hành");
    expect(paperOf("untold").warning).toBe("Theo số liệu 10:00 ngày 05/12/2023");
    expect(paperOf("untold").number).toBeUndefined();
  });

  test("of a district is headed by its province's agency", () => {
    const facts = worldOf({ unit: district, month: "2023-11", values: [["BHYT", "2023-11", 5n]] });
    const around = { ...AROUND, parentName: "Tỉnh Bình Thuận" };
    const paper = reportPaper(shapeReport(facts, standardTemplate, around), null, "2023-12-05");
    expect([paper.parentAgency, paper.agency, paper.place]).toEqual([
      "BẢO HIỂM XÃ HỘI TỈNH BÌNH THUẬN",
      "BẢO HIỂM XÃ HỘI HUYỆN TÁNH LINH",
      "Bình Thuận",
    ]);
  });

  test("whatever is known and whatever is not, no sentence and no cell has a hole", () => {
    const value = fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }));
    const ids = ["BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT", "THU", "NO"] as const;
    const plan = fc.bigInt({ min: 1n, max: 10n ** 12n });
    const texts = ({ paragraphs, notes }: Report) => [...paragraphs.map(({ text }) => text), ...notes];
    fc.assert(
      fc.property(fc.array(value, { minLength: 21, maxLength: 21 }), plan, (numbers, goal) => {
        const values = ["2023-11", "2022-11", "2022-12"].flatMap((month, at) =>
          ids.flatMap((id, index) => {
            const one = numbers[at * ids.length + index] ?? null;
            return one === null ? [] : [[id, month, one] as const];
          }),
        );
        const targets = ids.map((indicator) => ({ indicator, value: goal }));
        const places = {
          BHYT: [
            { name: "Huyện Krông A'Na", shortName: "Krông A'Na", plan: goal, value: numbers[0] ?? null },
          ],
        };
        const facts = worldOf({
          unit: province,
          month: "2023-11",
          values,
          targets,
          denominators: [population],
          places,
        });
        const report = shapeReport(facts, standardTemplate, AROUND);
        const paper = JSON.stringify(reportPaper(report, null, "2023-12-05").sections);
        expect(texts(report).join(" | ")).not.toMatch(/[{}[\]]|  |NaN|undefined|null|Infinity/);
        expect(paper).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 60 },
    );
  });
});

test("a preview in every style is what the sentence says in that style", () => {
  const facts = worldOf({ unit: nation, month: "2023-11", values: [["BHYT", "2023-11", 86_940_000n]] });
  const previews = previewsOf("bhyt", facts);
  expect(previewValues(previews, { rounding: "2", over: "trên", hasAbout: true }).get("giá trị")).toBe(
    "gần 87 triệu người",
  );
  expect(previewValues(previews, EXACT).get("giá trị")).toBe("86.940.000 người");
  expect(templateProblems("bhyt", "Có {x}.")).toEqual(["Ký tự 4: Câu này không có trường {x}."]);
  expect(templateProblems("bhyt", "Có {giá trị}.")).toEqual([]);
});

test("a commune has no report, and nobody issues one for it", () => {
  expect(scopeOf({ level: "commune", reportingKind: null })).toBeNull();
  const actor = { role: "central", scope: { paths: ["/vn/"] } } as unknown as Parameters<
    typeof mayIssueReport
  >[0];
  expect(mayIssueReport(actor, { level: "commune", reportingKind: null, path: "/vn/60/593/1/" })).toBe(false);
});
