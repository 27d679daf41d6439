/** The paragraphs of published reports, written by our sentences from inputs that fit what was published. */
import { describe, expect, test } from "vitest";
import type { Denominator } from "@/lib/domain/coverage";
import { writeSentence, standardTemplate, type SentenceId } from "@/lib/domain/report-sentences";
import type { ReportFacts, ReportScope } from "@/lib/domain/report-facts";
import type { ReportStyle } from "@/lib/domain/report-style";
import { pctGrowth } from "@/tests/unit/published/claims";
import { record } from "@/tests/unit/published/records";
import { population, province } from "@/tests/support/dashboard-facts";
import { nation, worldOf } from "@/tests/support/report-facts";

const labourForce = (value: bigint, basis = "stated"): Denominator => ({
  ...population,
  kind: "labour_force",
  basis,
  value,
});

/** Numbers as they stand in a sentence, with the word before and the million or % after them. */
const NUMBERS = /(?:(trên|hơn|gần|khoảng) )?(\d+(?:[.,]\d+)*)(?: (triệu|tỷ)|(%))?/g;

/** "trên 17,1 triệu", "89,47%", "2021": years and dates of both are told apart by nothing. */
const numbersIn = (text: string) => [...text.matchAll(NUMBERS)].map(([found]) => found);

function write(id: SentenceId, facts: ReportFacts, style: Partial<ReportStyle> = {}, text?: string): string {
  const standard = standardTemplate(facts.scope, id);
  const template = { text: text ?? standard.text, style: { ...standard.style, ...style } };
  return writeSentence(id, facts, template) ?? "";
}

/** The published numbers and words are ours, in their order; ours may say more in between. */
function expectPublished(ours: string, published: readonly string[]) {
  const left = numbersIn(ours);
  const found = published.map((one) => {
    const at = left.indexOf(one);
    return at === -1 ? `not in order: ${one} of ${ours}` : left.splice(0, at + 1).at(-1);
  });
  expect(found).toEqual(published);
}

const quoted = (id: string) => numbersIn(record(id).quote);

describe("S0: the nation in August 2022", () => {
  const facts = worldOf({
    unit: nation,
    month: "2022-08",
    values: [
      ["BHXH", "2022-08", 17_148_000n, true],
      ["BHXH", "2021-08", 14_787_800n],
      ["BHXH", "2021-12", 16_534_700n],
      ["BHYT", "2022-08", 86_940_000n, true],
      ["BHYT", "2021-08", 85_210_000n],
      ["BHYT", "2021-12", 85_126_800n],
      ["THU", "2022-08", 269_800_000_000_000n, true],
      ["THU", "2021-08", 259_323_000_000_000n],
    ],
    targets: [{ indicator: "BHXH", scope: "2022", value: 19_166_200n }],
  });

  test("BHXH: every number and rounding word as it was published", () => {
    const text = write("bhxh", facts);
    expect(text).toBe(
      "Ước tính đến hết tháng 8/2022, toàn quốc có trên 17,1 triệu người tham gia BHXH, đạt 89,47% kế hoạch BHXH Việt Nam giao, tăng hơn 2,36 triệu người (15,96%) so với cùng kỳ năm 2021, tăng hơn 613.000 người (3,71%) so với cuối năm 2021; còn thiếu 2.018.200 người so với kế hoạch.",
    );
    expectPublished(text, quoted("S0#0"));
  });

  test("BHYT: two digits, as it was published", () => {
    expectPublished(write("bhyt", facts, { rounding: "2" }), [
      "gần 87 triệu",
      "hơn 1,7 triệu",
      "2,03%",
      "2021",
      "2,13%",
      "2021",
    ]);
  });

  test("BHYT: gần 1,9 triệu contradicts 2,13% of gần 87 triệu, so our word is another", () => {
    expect(quoted("S0#1")).toContain("gần 1,9 triệu");
    // What is nearest to 1,9 million and still 2,13% of at most 87 million lies nearer to 1,8 million.
    expect(pctGrowth(87_000_000n, 87_000_000n - 1_820_000n, 2)).toBeGreaterThan(213n);
    expect(pctGrowth(87_000_000n, 87_000_000n - 1_866_667n, 2)).toBeGreaterThan(213n);
    expect(write("bhyt", facts, { rounding: "2" })).toContain("tăng hơn 1,8 triệu người (2,13%)");
  });

  test("what was collected is rounded in tỷ đồng", () => {
    const text = write("revenue", facts);
    expect(text).toContain("tăng gần 10.500 tỷ đồng (4,04%) so với cùng kỳ năm 2021");
    const short = write(
      "revenue",
      facts,
      {},
      "Tổng số thu lũy kế {ước} {thời điểm} là {giá trị}, {tăng giảm % so cùng kỳ} so với {cùng kỳ}.",
    );
    expect(short).toBe(
      "Tổng số thu lũy kế ước hết tháng 8/2022 là gần 270.000 tỷ đồng, tăng 4,04% so với cùng kỳ năm 2021.",
    );
    expectPublished(short, quoted("S0#2"));
  });
});

describe("S1: Bình Thuận in November 2023", () => {
  const places = [
    ["Huyện Đức Linh", "Đức Linh", 935n],
    ["Huyện Tánh Linh", "Tánh Linh", 987n],
    ["Huyện Hàm Tân", "Hàm Tân", 937n],
    ["Huyện Hàm Thuận Nam", "Hàm Thuận Nam", 926n],
    ["Thị xã La Gi", "La Gi", 930n],
    ["Huyện Phú Quí", "Phú Quí", 1000n],
    ["Thành phố Phan Thiết", "Phan Thiết", 915n],
    ["Huyện Bắc Bình", "Bắc Bình", 896n],
  ] as const;
  const facts = worldOf({
    unit: province,
    month: "2023-11",
    values: [["BHYT", "2023-11", 1_052_062n]],
    targets: [{}, { kind: "rate", value: 9225n, issuer: "UBND tỉnh", isHeadline: false }],
    denominators: [population],
    places: {
      BHYT: places.map(([name, shortName, value]) => ({ name, shortName, plan: 1_000n, value })),
    },
  });

  test("BHYT of the province, its plan, its coverage and the points below the target", () => {
    const text = write("bhyt", facts);
    expect(text).toBe(
      "Tính đến hết tháng 11/2023, toàn tỉnh có 1.052.062 người tham gia BHYT, đạt 92,5% kế hoạch BHXH Việt Nam giao; tỷ lệ bao phủ đạt 90,4% dân số, thấp hơn 1,85 điểm % so với chỉ tiêu 92,25% UBND tỉnh giao; còn thiếu 85.302 người so với kế hoạch.",
    );
    expectPublished(text, ["1.052.062", "92,5%", "90,4%"]);
    expectPublished(text, ["92,25%"]);
    const dated = write(
      "bhyt",
      facts,
      {},
      "Tính đến {ngày}, {phạm vi} có {giá trị}, đạt {% kế hoạch}, {bao phủ}.",
    );
    expectPublished(dated, quoted("S1#2"));
  });

  test("the districts by rank, the rest as one", () => {
    const text = write("bhyt-units", facts);
    expect(text).toBe(
      "Huyện Phú Quí (100%) hoàn thành kế hoạch; huyện Tánh Linh đạt 98,7%, Hàm Tân 93,7%, Đức Linh 93,5%, thị xã La Gi 93%, Hàm Thuận Nam 92,6%; các địa phương còn lại đạt dưới 92%.",
    );
    // The paper lists them in another order.
    expect(numbersIn(text).toSorted()).toEqual([...quoted("S1#3"), "92%"].toSorted());
  });

  test("BHXH tự nguyện of Tánh Linh: trên is of the exact number, khoảng before an exact one is the writer's own", () => {
    const unit = {
      ...province,
      id: "593",
      name: "Huyện Tánh Linh",
      shortName: "Tánh Linh",
      level: "district",
      reportingKind: "district",
    } as const;
    const own = worldOf({
      unit,
      month: "2023-11",
      values: [["BHXH_TN", "2023-11", 1_680n]],
      targets: [{ indicator: "BHXH_TN", value: 2_184n }],
    });
    const text = write(
      "bhxh-tn",
      own,
      {},
      "{tên đơn vị} đạt {% kế hoạch làm tròn}, cần vận động thêm {còn thiếu} thì đạt chỉ tiêu năm {năm}.",
    );
    expect(text).toBe(
      "Huyện Tánh Linh đạt trên 76,9%, cần vận động thêm 504 người thì đạt chỉ tiêu năm 2023.",
    );
    expectPublished(text, quoted("S1#9"));
  });

  test("the target of BHXH tự nguyện is printed as it was given", () => {
    const own = worldOf({
      unit: province,
      month: "2023-11",
      values: [["BHXH_TN", "2023-11", 12_731n]],
      targets: [{ indicator: "BHXH_TN", value: 14_778n }],
    });
    const text = write("bhxh-tn", own, {}, "Chỉ tiêu {kế hoạch}, đạt {% kế hoạch}.");
    expectPublished(text, ["14.778"]);
    expect(quoted("S1#0")).toContain("14.778");
  });
});

describe("S2: communication of the nation in October 2022", () => {
  const facts = worldOf({
    unit: nation,
    month: "2022-10",
    values: [
      ...flow("TT_HOI_NGHI", "2022", 143_550n),
      ...flow("TT_HOI_NGHI", "2021", 49_500n),
      ...flow("TT_NGUOI_DU", "2022", 2_004_000n),
      ...flow("TT_LOA", "2022", 864_216n),
      ...flow("TT_LOA", "2021", 540_135n),
      ...flow("TT_TIN_BAI", "2022", 15_030n),
      ...flow("TT_TIN_BAI", "2021", 12_700n),
      ...flow("TT_MXH", "2022", 734_200n),
    ],
  });

  test("conferences and who came", () => {
    const text = write("meetings", facts);
    expect(text).toBe(
      "Từ đầu năm đến hết tháng 10/2022, toàn quốc đã tổ chức khoảng 144.000 hội nghị truyền thông, tư vấn, đối thoại, gấp 2,9 lần so với cùng kỳ năm 2021, với khoảng 2 triệu lượt người tham dự.",
    );
    expectPublished(text, quoted("S2#0"));
  });

  test("loudspeakers, in four digits", () => {
    expectPublished(write("broadcasts", facts, { rounding: "4" }), quoted("S2#2"));
  });

  test("press: gấp gần 1,2 lần is less than 1,2", () => {
    const text = write("press", facts);
    expect(text).toContain(
      "trên 15.000 tin, bài, phóng sự trên báo chí, gấp gần 1,2 lần so với cùng kỳ năm 2021",
    );
    expectPublished(text, [...quoted("S2#3"), ...quoted("S2#4")]);
  });
});

describe("COM2023H1: communication of the nation in the first half of 2023", () => {
  const facts = worldOf({
    unit: nation,
    month: "2023-06",
    values: [
      ...flow("TT_HOI_NGHI", "2023", 57_003n, 6),
      ...flow("TT_NGUOI_DU", "2023", 2_220_000n, 6),
      ...flow("TT_NHOM_NHO", "2023", 197_440n, 6),
      ...flow("TT_NGUOI_NHOM_NHO", "2023", 1_400_400n, 6),
      ...flow("TT_LOA", "2023", 1_602_000n, 6),
    ],
  });

  test("conferences and small groups", () => {
    const text = write("meetings", facts, { rounding: "4" });
    // How many of the conferences were for voluntary participants is counted nowhere.
    expectPublished(text, ["trên 57.000", "2,22 triệu", "khoảng 197.400", "khoảng 1,4 triệu"]);
  });

  test("loudspeakers", () => {
    expectPublished(write("broadcasts", facts), ["trên 1,6 triệu"]);
    expect(quoted("COM2023H1#4")[0]).toBe("trên 1,6 triệu");
  });
});

describe("S3: the nation at the end of March 2022", () => {
  const facts = worldOf({
    unit: nation,
    month: "2022-03",
    values: [
      ["BHXH", "2022-03", 16_420_000n],
      ["BHXH", "2021-03", 15_977_400n],
      ["BHXH_TN", "2022-03", 1_280_000n],
      ["BHXH_TN", "2021-03", 1_102_600n],
    ],
    denominators: [{ ...labourForce(50_570_000n, "working_age"), unitId: "VN", year: 2022 }],
  });

  test("BHXH by labour force of working age, and against last year", () => {
    const text = write(
      "bhxh",
      facts,
      { over: "hơn" },
      "Tính đến hết {quý}, đã có {giá trị} tham gia BHXH, đạt {bao phủ} {mẫu số}. Con số này {tăng giảm % so cùng kỳ} so với {cùng kỳ}.",
    );
    expect(text).toBe(
      "Tính đến hết quý I/2022, đã có hơn 16,4 triệu người tham gia BHXH, đạt 32,47% lực lượng lao động trong độ tuổi. Con số này tăng 2,77% so với cùng kỳ năm 2021.",
    );
    expectPublished(text, quoted("S3#0"));
  });

  test("BHXH tự nguyện, in two digits", () => {
    const text = write(
      "bhxh-tn",
      facts,
      { rounding: "2" },
      "Có {giá trị}, {tăng giảm % so cùng kỳ} so với {cùng kỳ}.",
    );
    expectPublished(text, quoted("S3#1"));
  });
});

describe("S4: Tiền Giang in the first quarter of 2023", () => {
  const at = (id: "BHXH" | "BHTN", value: bigint, force: bigint, basis: string) =>
    worldOf({
      unit: { ...province, name: "Tỉnh Tiền Giang", shortName: "Tiền Giang" },
      month: "2023-03",
      values: [[id, "2023-03", value]],
      denominators: [labourForce(force, basis)],
    });
  const TEXT = "{phạm vi} có {giá trị} tham gia, chiếm {bao phủ} {mẫu số}.";

  test("BHXH and BHTN cannot be of one labour force: each is told of its own", () => {
    const insured = write("bhxh", at("BHXH", 281_909n, 942_840n, "stated"), {}, TEXT);
    expectPublished(insured, ["281.909", "29,9%"]);
    const unemployed = write("bhtn", at("BHTN", 184_829n, 687_100n, "working_age"), {}, TEXT);
    expectPublished(unemployed, ["184.829", "26,9%"]);
    // 281.909 are 41% of the labour force that 184.829 are 26,9% of.
    expect(write("bhxh", at("BHXH", 281_909n, 687_100n, "stated"), {}, TEXT)).toContain("41,03%");
  });
});

function flow(
  id:
    "TT_HOI_NGHI" | "TT_NGUOI_DU" | "TT_LOA" | "TT_TIN_BAI" | "TT_MXH" | "TT_NHOM_NHO" | "TT_NGUOI_NHOM_NHO",
  year: string,
  total: bigint,
  months = 10,
) {
  const month = (at: number) => `${year}-${String(at + 1).padStart(2, "0")}`;
  return Array.from({ length: months }, (_, at) => [id, month(at), at === 0 ? total : 0n] as const);
}

test("the scopes of a report have a standard sentence each", () => {
  const scopes: readonly ReportScope[] = ["nation", "province", "unit"];
  expect(scopes.map((scope) => standardTemplate(scope, "bhyt").style.rounding)).toEqual([
    "3",
    "exact",
    "exact",
  ]);
});
