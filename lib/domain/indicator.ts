/**
 * What is counted. This module owns every indicator: its nature, unit, direction, validity, who reports it, and the
 * identities between indicators. The table `indicators` mirrors it for foreign keys.
 */

export type IndicatorNature = "stock" | "flow" | "cumulative" | "derived";
/** Who enters figures: a district ("BHXH cơ sở" since 1 July 2025), a province's own office, a national office. */
export type ReportingKind = "district" | "province_office" | "national_office";
export const REPORTING_KINDS = ["district", "province_office", "national_office"] as const;

export type IndicatorGroup =
  "people" | "payers" | "new" | "money" | "employers" | "digital" | "communication";

type Definition = {
  /** Name as an official writes it. */
  name: string;
  /** For narrow places: cards, table heads. */
  short: string;
  nature: IndicatorNature;
  unit:
    "người" | "đồng" | "đơn vị" | "tài khoản" | "hồ sơ" | "hội nghị" | "nhóm" | "lượt" | "tin, bài" | "tờ";
  direction: "higher" | "lower";
  group: IndicatorGroup;
  /** One line for forms and /sources. */
  definition: string;
  /** Last day on which the indicator exists (inclusive). */
  validTo?: string;
  /** Who reports it; default: all three kinds. */
  reportedBy?: readonly ReportingKind[];
};

const FIELD = ["district", "province_office"] as const;
const DISTRICT = ["district"] as const;
const person = { unit: "người", direction: "higher" } as const;

/** In the order of forms and tables. The first day of every indicator is 2008-08-01. */
export const INDICATORS = {
  BHXH_BB: {
    ...person,
    name: "BHXH bắt buộc",
    short: "BHXH bắt buộc",
    nature: "stock",
    group: "people",
    definition: "Số người đang tham gia bảo hiểm xã hội bắt buộc tại ngày chốt số liệu",
  },
  BHXH_TN: {
    ...person,
    name: "BHXH tự nguyện",
    short: "BHXH tự nguyện",
    nature: "stock",
    group: "people",
    definition: "Số người đang tham gia bảo hiểm xã hội tự nguyện tại ngày chốt số liệu",
    reportedBy: FIELD,
  },
  BHXH: {
    ...person,
    name: "Tổng BHXH",
    short: "BHXH",
    nature: "derived",
    group: "people",
    definition: "Bảo hiểm xã hội bắt buộc cộng tự nguyện; hệ thống tự tính",
  },
  BHTN: {
    ...person,
    name: "BH thất nghiệp",
    short: "BHTN",
    nature: "stock",
    group: "people",
    definition: "Số người đang tham gia bảo hiểm thất nghiệp; nằm trong số tham gia BHXH bắt buộc",
  },
  BHYT: {
    ...person,
    name: "BHYT",
    short: "BHYT",
    nature: "stock",
    group: "people",
    definition: "Số người có thẻ bảo hiểm y tế còn giá trị tại ngày chốt số liệu",
  },
  BHYT_NLD: {
    ...person,
    name: "Người lao động và chủ sử dụng đóng",
    short: "NLĐ và chủ sử dụng",
    nature: "stock",
    group: "payers",
    definition: "Thẻ BHYT do người lao động và người sử dụng lao động đóng",
  },
  BHYT_BHXH: {
    ...person,
    name: "Quỹ BHXH đóng",
    short: "Quỹ BHXH",
    nature: "stock",
    group: "payers",
    definition: "Thẻ BHYT do tổ chức bảo hiểm xã hội đóng",
  },
  BHYT_NSNN: {
    ...person,
    name: "Ngân sách nhà nước đóng",
    short: "NSNN đóng",
    nature: "stock",
    group: "payers",
    definition: "Thẻ BHYT do ngân sách nhà nước đóng toàn bộ",
  },
  BHYT_HOTRO: {
    ...person,
    name: "Ngân sách nhà nước hỗ trợ",
    short: "NSNN hỗ trợ",
    nature: "stock",
    group: "payers",
    definition: "Thẻ BHYT được ngân sách nhà nước hỗ trợ mức đóng",
  },
  BHYT_HSSV: {
    ...person,
    name: "trong đó học sinh, sinh viên",
    short: "HSSV",
    nature: "stock",
    group: "payers",
    definition: "Học sinh, sinh viên trong nhóm được ngân sách hỗ trợ",
  },
  BHYT_HGD: {
    ...person,
    name: "Hộ gia đình",
    short: "Hộ gia đình",
    nature: "stock",
    group: "payers",
    definition: "Thẻ BHYT tham gia theo hộ gia đình",
  },
  BHYT_NSDLD: {
    ...person,
    name: "Người sử dụng lao động đóng",
    short: "Chủ sử dụng đóng",
    nature: "stock",
    group: "payers",
    definition:
      "Thẻ BHYT do riêng người sử dụng lao động đóng (thân nhân quân đội, công an); đến hết 30/6/2025",
    validTo: "2025-06-30",
    reportedBy: ["national_office"],
  },
  CHI_BHYT: {
    ...person,
    name: "Chỉ tham gia BHYT",
    short: "Chỉ BHYT",
    nature: "derived",
    group: "people",
    definition: "BHYT trừ BHXH bắt buộc; hệ thống tự tính",
  },
  TONG: {
    ...person,
    name: "Tổng người tham gia",
    short: "Tổng",
    nature: "derived",
    group: "people",
    definition: "BHYT cộng BHXH tự nguyện; hệ thống tự tính",
  },
  TN_MOI: {
    ...person,
    name: "Mới tham gia BHXH tự nguyện",
    short: "TN mới",
    nature: "flow",
    group: "new",
    definition: "Người mới tham gia BHXH tự nguyện trong kỳ",
    reportedBy: FIELD,
  },
  HGD_MOI: {
    ...person,
    name: "Mới tham gia BHYT hộ gia đình",
    short: "HGĐ mới",
    nature: "flow",
    group: "new",
    definition: "Người mới tham gia BHYT hộ gia đình trong kỳ",
    reportedBy: FIELD,
  },
  THU: {
    unit: "đồng",
    direction: "higher",
    name: "Số thu lũy kế",
    short: "Số thu",
    nature: "cumulative",
    group: "money",
    definition: "Số thu BHXH, BHYT, BHTN lũy kế từ đầu năm",
  },
  PHAI_THU: {
    unit: "đồng",
    direction: "higher",
    name: "Số phải thu lũy kế",
    short: "Phải thu",
    nature: "cumulative",
    group: "money",
    definition: "Số phải thu BHXH, BHYT, BHTN lũy kế từ đầu năm",
  },
  NO: {
    unit: "đồng",
    direction: "lower",
    name: "Chậm đóng",
    short: "Chậm đóng",
    nature: "stock",
    group: "money",
    definition: "Số tiền chậm đóng tại ngày chốt số liệu",
  },
  NO_TINH_LAI: {
    unit: "đồng",
    direction: "lower",
    name: "trong đó phải tính lãi",
    short: "Phải tính lãi",
    nature: "stock",
    group: "money",
    definition: "Phần chậm đóng phải tính lãi",
  },
  DON_VI: {
    unit: "đơn vị",
    direction: "higher",
    name: "Đơn vị sử dụng lao động",
    short: "Đơn vị SDLĐ",
    nature: "stock",
    group: "employers",
    definition: "Số đơn vị sử dụng lao động đang tham gia",
  },
  DON_VI_GDDT: {
    unit: "đơn vị",
    direction: "higher",
    name: "trong đó giao dịch điện tử",
    short: "GD điện tử",
    nature: "stock",
    group: "employers",
    definition: "Số đơn vị thực hiện giao dịch điện tử",
  },
  VSSID: {
    unit: "tài khoản",
    direction: "higher",
    name: "Tài khoản VssID",
    short: "VssID",
    nature: "stock",
    group: "digital",
    definition: "Số tài khoản VssID đã được phê duyệt",
    reportedBy: FIELD,
  },
  HO_SO: {
    unit: "hồ sơ",
    direction: "higher",
    name: "Hồ sơ trực tuyến",
    short: "Hồ sơ",
    nature: "flow",
    group: "digital",
    definition: "Số hồ sơ giải quyết trực tuyến trong kỳ",
    reportedBy: FIELD,
  },
  TT_HOI_NGHI: {
    unit: "hội nghị",
    direction: "higher",
    name: "Hội nghị, tư vấn, đối thoại",
    short: "Hội nghị",
    nature: "flow",
    group: "communication",
    definition: "Hội nghị, tư vấn, đối thoại trực tiếp hoặc trực tuyến; không tính truyền thông nhóm nhỏ",
    reportedBy: DISTRICT,
  },
  TT_NGUOI_DU: {
    unit: "lượt",
    direction: "higher",
    name: "Lượt người dự hội nghị",
    short: "Lượt dự",
    nature: "flow",
    group: "communication",
    definition: "Lượt người dự các hội nghị, tư vấn, đối thoại nói trên",
    reportedBy: DISTRICT,
  },
  TT_NHOM_NHO: {
    unit: "nhóm",
    direction: "higher",
    name: "Truyền thông nhóm nhỏ",
    short: "Nhóm nhỏ",
    nature: "flow",
    group: "communication",
    definition: "Cuộc truyền thông nhóm nhỏ tại hộ gia đình, khu dân cư, nơi làm việc",
    reportedBy: DISTRICT,
  },
  TT_NGUOI_NHOM_NHO: {
    unit: "lượt",
    direction: "higher",
    name: "Lượt người dự nhóm nhỏ",
    short: "Lượt nhóm nhỏ",
    nature: "flow",
    group: "communication",
    definition: "Lượt người được truyền thông tại các nhóm nhỏ",
    reportedBy: DISTRICT,
  },
  TT_LOA: {
    unit: "lượt",
    direction: "higher",
    name: "Lượt phát thanh cơ sở",
    short: "Phát thanh",
    nature: "flow",
    group: "communication",
    definition: "Lượt phát trên loa truyền thanh cơ sở, xe lưu động",
    reportedBy: DISTRICT,
  },
  TT_TIN_BAI: {
    unit: "tin, bài",
    direction: "higher",
    name: "Tin, bài báo chí",
    short: "Tin, bài",
    nature: "flow",
    group: "communication",
    definition: "Tin, bài, phóng sự trên báo chí",
    reportedBy: DISTRICT,
  },
  TT_MXH: {
    unit: "tin, bài",
    direction: "higher",
    name: "Tin trên cổng, mạng xã hội",
    short: "Mạng xã hội",
    nature: "flow",
    group: "communication",
    definition: "Tin, bài trên cổng thông tin, fanpage, Zalo",
    reportedBy: DISTRICT,
  },
  TT_TO_ROI: {
    unit: "tờ",
    direction: "higher",
    name: "Tờ rơi, pa nô",
    short: "Tờ rơi",
    nature: "flow",
    group: "communication",
    definition: "Tờ rơi, tờ gấp, pa nô, áp phích đã phát hành",
    reportedBy: DISTRICT,
  },
} as const satisfies Record<string, Definition>;

export type IndicatorId = keyof typeof INDICATORS;
export type DerivedId = "BHXH" | "CHI_BHYT" | "TONG";
export type Indicator = Definition & { id: IndicatorId };

export const INDICATOR_IDS = Object.keys(INDICATORS) as IndicatorId[];
export const INDICATOR_VALID_FROM = "2008-08-01";

/** What was done to be heard. */
export const COUNT_INDICATORS = INDICATOR_IDS.filter((id) => INDICATORS[id].group === "communication");
export const isCountIndicator = (text: string): text is IndicatorId =>
  COUNT_INDICATORS.some((id) => id === text);

/** Every indicator with its defaults filled in, in form order. */
export function indicator(id: IndicatorId): Indicator {
  return { id, ...INDICATORS[id] };
}

export function isIndicatorId(text: string): text is IndicatorId {
  return Object.hasOwn(INDICATORS, text);
}

/** Derived indicators as a signed sum of entered ones; never typed. */
export const DERIVED = {
  BHXH: [
    ["BHXH_BB", 1n],
    ["BHXH_TN", 1n],
  ],
  CHI_BHYT: [
    ["BHYT", 1n],
    ["BHXH_BB", -1n],
  ],
  TONG: [
    ["BHYT", 1n],
    ["BHXH_TN", 1n],
  ],
} as const satisfies Record<DerivedId, readonly (readonly [IndicatorId, bigint])[]>;

/** part <= whole. */
export const PARTS = [
  ["BHTN", "BHXH_BB"],
  ["BHXH_BB", "BHYT"],
  ["BHYT_HSSV", "BHYT_HOTRO"],
  ["NO_TINH_LAI", "NO"],
  ["DON_VI_GDDT", "DON_VI"],
] as const satisfies readonly (readonly [IndicatorId, IndicatorId])[];

/** The payer groups that sum to BHYT, where valid and reported. */
export const PAYER_GROUPS = [
  "BHYT_NLD",
  "BHYT_BHXH",
  "BHYT_NSNN",
  "BHYT_HOTRO",
  "BHYT_HGD",
  "BHYT_NSDLD",
] as const satisfies readonly IndicatorId[];

export function isValidOn(id: IndicatorId, day: string): boolean {
  const { validTo }: Definition = INDICATORS[id];
  return day >= INDICATOR_VALID_FROM && (validTo === undefined || day <= validTo);
}

/** What a decision that takes effect on a day may give numbers for, and whatever is shown. */
export function indicatorsFor(day: string, shown: readonly IndicatorId[] = []): IndicatorId[] {
  return INDICATOR_IDS.filter((id) => isValidOn(id, day) || shown.includes(id));
}

/** What a unit of this kind enters for a period that ends on `asOf`: the default requirement of a new period. */
export function enteredIndicators(kind: ReportingKind, asOf: string): IndicatorId[] {
  return INDICATOR_IDS.filter((id) => {
    const { nature, reportedBy }: Definition = INDICATORS[id];
    return nature !== "derived" && (reportedBy ?? REPORTING_KINDS).includes(kind) && isValidOn(id, asOf);
  });
}
