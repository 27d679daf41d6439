import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeReport, isEmptyReport, type Report } from "@/lib/domain/report";
import { reportPaper, reportSubject } from "@/lib/domain/report-paper";
import { mayIssueReport } from "@/lib/domain/report-issue";
import { standardTemplate, valuesOf, writeSentence } from "@/lib/domain/report-sentences";
import { parseTemplate } from "@/lib/domain/report-grammar";
import {
  hasField,
  previewsOf,
  previewValues,
  templateFormSchema,
  templateProblems,
} from "@/lib/domain/report-template-form";
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

  test("nobody now, as is known nobody before, and none asked for is nothing to report; the rest is", () => {
    const none: Parameters<typeof worldOf>[0]["values"] = [
      ["BHYT", "2023-11", 0n],
      ["BHYT", "2022-11", 0n],
    ];
    expect(said(none).get("giá trị")).toBeNull();
    expect(said([["BHYT", "2023-11", 0n]]).get("giá trị")).toBe("0 người");
    expect(said(none, { targets: [{}] }).get("giá trị")).toBe("0 người");
    const lost = said([
      ["BHYT", "2023-11", 0n],
      ["BHYT", "2022-11", 7n],
    ]);
    expect([lost.get("giá trị"), lost.get("tăng giảm so cùng kỳ")]).toEqual(["0 người", "giảm 7 người"]);
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

describe("a target that is met to the point", () => {
  test("is equalled: nothing is higher or lower than it", () => {
    const covered = worldOf({
      unit: province,
      month: "2023-11",
      values: [["BHYT", "2023-11", 9_225n]],
      targets: [{ kind: "rate", value: 9_225n, issuer: "UBND tỉnh" }],
      denominators: [{ ...population, value: 10_000n }],
    });
    expect(writeSentence("bhyt", covered, standardTemplate("province", "bhyt"))).toBe(
      "Tính đến hết tháng 11/2023, toàn tỉnh có 9.225 người tham gia BHYT; tỷ lệ bao phủ đạt 92,25% dân số, bằng chỉ tiêu 92,25% UBND tỉnh giao.",
    );
    const owed = worldOf({
      unit: province,
      month: "2023-11",
      values: [
        ["NO", "2023-11", 35_000_000_000n],
        ["THU", "2023-11", 900_000_000_000n],
      ],
      targets: [
        { indicator: "THU", kind: "amount", value: 1_000_000_000_000n },
        { indicator: "NO", kind: "rate", value: 350n },
      ],
    });
    expect(writeSentence("debt", owed, standardTemplate("province", "debt"))).toBe(
      "Số tiền chậm đóng là 35 tỷ đồng, bằng 3,5% kế hoạch thu, bằng mức giao 3,5%.",
    );
  });
});

describe("communication of a year of which months are missing", () => {
  const facts = worldOf({
    unit: province,
    month: "2023-03",
    values: [
      ["TT_HOI_NGHI", "2023-02", 40n],
      ["TT_NGUOI_DU", "2023-02", 900n],
      ["TT_NHOM_NHO", "2023-02", 7n],
      ["TT_NGUOI_NHOM_NHO", "2023-02", 70n],
      ["TT_LOA", "2023-03", 5n],
      ["TT_TIN_BAI", "2023-03", 3n],
      ["TT_MXH", "2023-01", 2n],
      ["TT_TO_ROI", "2023-01", 1n],
    ],
  });
  const said = (id: "meetings" | "broadcasts" | "press") =>
    writeSentence(id, facts, standardTemplate("province", id));

  test("is told as what it is: not the whole", () => {
    expect(said("meetings")).toBe(
      "Từ đầu năm đến hết tháng 3/2023, toàn tỉnh đã tổ chức 40 hội nghị truyền thông, tư vấn, đối thoại (tạm tính), với 900 lượt người tham dự (tạm tính); 7 nhóm truyền thông nhóm nhỏ (tạm tính), với 70 lượt người được truyền thông (tạm tính).",
    );
    expect(said("broadcasts")).toBe("Có 5 lượt phát trên hệ thống loa truyền thanh cơ sở (tạm tính).");
    expect(said("press")).toBe(
      "Có 3 tin, bài, phóng sự trên báo chí (tạm tính); 2 tin, bài trên cổng thông tin điện tử và mạng xã hội (tạm tính); phát hành 1 tờ rơi, tờ gấp, pa nô (tạm tính).",
    );
  });

  test("the report says so below its tables and in its head", () => {
    const report = shapeReport(facts, standardTemplate, AROUND);
    expect(report.isProvisional).toBe(true);
    expect(report.notes).toContain(
      "Số truyền thông tạm tính: chưa đủ đơn vị, chưa đủ tháng, hoặc lấy số kỳ trước.",
    );
  });

  test("the report says nothing of a count that no sentence tells", () => {
    const none = worldOf({ unit: province, month: "2023-03", values: [["TT_LOA", "2023-03", 0n]] });
    expect(shapeReport(none, standardTemplate, AROUND)).toMatchObject({ isProvisional: false });
  });

  test("a year that is all there is told as the whole", () => {
    const months = ["2023-01", "2023-02", "2023-03"] as const;
    const whole = worldOf({
      unit: province,
      month: "2023-03",
      values: months.map((month) => ["TT_LOA", month, 5n] as const),
    });
    expect(writeSentence("broadcasts", whole, standardTemplate("province", "broadcasts"))).toBe(
      "Có 15 lượt phát trên hệ thống loa truyền thanh cơ sở.",
    );
    expect(shapeReport(whole, standardTemplate, AROUND).isProvisional).toBe(false);
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
    expect(paper.agency).toBe("BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM");
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
    expect(paperOf("untold").warning).toBe(
      "Bản xem theo số liệu 10:00 ngày 05/12/2023, không phải văn bản ban hành",
    );
    expect(paperOf("untold").number).toBeUndefined();
  });

  test("of a district is headed by its province's agency", () => {
    const facts = worldOf({ unit: district, month: "2023-11", values: [["BHYT", "2023-11", 5n]] });
    const around = { ...AROUND, parentName: "Tỉnh Bình Thuận" };
    const paper = reportPaper(shapeReport(facts, standardTemplate, around), null, "2023-12-05");
    expect([paper.parentAgency, paper.agency, paper.place]).toEqual([
      "BẢO HIỂM XÃ HỘI TỈNH\u00a0BÌNH\u00a0THUẬN",
      "BẢO HIỂM XÃ HỘI HUYỆN\u00a0TÁNH\u00a0LINH",
      "Bình Thuận",
    ]);
  });

  test("of a city that is a province is of a city", () => {
    const city = { ...province, name: "Thành phố Đà Nẵng", shortName: "Đà Nẵng" };
    const places = { BHYT: [{ name: "Quận Hải Châu", shortName: "Hải Châu", plan: 9n, value: 5n }] };
    const own = worldOf({ unit: city, month: "2023-11", values: [["BHYT", "2023-11", 5n]], places });
    const report = shapeReport(own, standardTemplate, AROUND);
    expect(report.tables[0]?.total.name).toBe("Toàn thành phố");
    expect(reportPaper(report, null, "2023-12-05").receivers).toContain("UBND thành phố (để b/c)");
    const below = worldOf({ unit: district, month: "2023-11", values: [["BHYT", "2023-11", 5n]] });
    const around = { ...AROUND, parentName: city.name };
    const paper = reportPaper(shapeReport(below, standardTemplate, around), null, "2023-12-05");
    expect(paper.receivers[0]).toBe("BHXH thành phố (để b/c)");
  });

  test("is of a month as prose writes it", () => {
    const subjectOf = (month: string) => {
      const facts = worldOf({ unit: province, month, values: [["BHYT", month, 5n]] });
      return reportSubject(shapeReport(facts, standardTemplate, AROUND));
    };
    expect(subjectOf("2023-03")).toBe("Kết quả phát triển người tham gia BHXH, BHTN, BHYT tháng 3 năm 2023");
    expect(subjectOf("2023-02")).toMatch(/tháng 02 năm 2023$/);
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

test("a pasted text that is too long is refused with the limit in words, however long it is", () => {
  expect(templateProblems("bhyt", "a".repeat(10_000))).toEqual([
    "Ký tự 1201: Câu dài 10000 ký tự, tối đa 1200.",
  ]);
  const text = templateFormSchema.shape.text.safeParse("a".repeat(200_000));
  expect(text.error?.issues.map(({ message }) => message)).toEqual(["Câu quá dài, tối đa 1200 ký tự"]);
});

test("a sentence without any field can be used, and is known as one", () => {
  const parsed = (text: string) => {
    const template = parseTemplate(text, ["giá trị"]);
    return template.ok && hasField(template.parts);
  };
  expect(templateProblems("bhyt", "Không có gì mới.")).toEqual([]);
  expect([parsed("Không có gì mới."), parsed("Có {giá trị}."), parsed("Mới[, {giá trị}].")]).toEqual([
    false,
    true,
    true,
  ]);
});
