/** The sentences of reports, all in one place: what each knows, where it stands, and how it reads unless it was edited. */
import type { IndicatorId } from "./indicator";
import { COMMUNICATION_FIELDS, communicationValues } from "./report-communication";
import { DRIVE_FIELDS, driveValues } from "./report-drives";
import { type ReportFacts, type ReportScope, type UnitIndicator } from "./report-facts";
import {
  COMMON_FIELDS,
  commonValues,
  DEBT_FIELDS,
  debtValues,
  FIGURE_FIELDS,
  figureValues,
  type Field,
} from "./report-fields";
import { parseTemplate, renderTemplate, type FieldValues } from "./report-grammar";
import type { ReportStyle, Rounding } from "./report-style";
import { UNIT_FIELDS, unitValues } from "./report-units";

export const REPORT_PARTS = ["people", "money", "communication"] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

type Definition = {
  part: ReportPart;
  /** Bold in front of the sentence, after its number; none: it goes on after the one before it. */
  lead: string | null;
  /** For the list of templates. */
  name: string;
  indicator: IndicatorId | null;
  /** The units below, by this indicator. */
  units?: UnitIndicator;
  more?: "debt" | "communication" | "drives";
};

/** In the order of a report. */
export const SENTENCES = {
  bhxh: { part: "people", lead: "Bảo hiểm xã hội", name: "Tổng BHXH", indicator: "BHXH" },
  "bhxh-bb": { part: "people", lead: null, name: "BHXH bắt buộc", indicator: "BHXH_BB" },
  "bhxh-tn": {
    part: "people",
    lead: "Bảo hiểm xã hội tự nguyện",
    name: "BHXH tự nguyện",
    indicator: "BHXH_TN",
  },
  "bhxh-tn-units": {
    part: "people",
    lead: null,
    name: "BHXH tự nguyện: đơn vị đạt, đơn vị chậm",
    indicator: null,
    units: "BHXH_TN",
  },
  bhtn: { part: "people", lead: "Bảo hiểm thất nghiệp", name: "BH thất nghiệp", indicator: "BHTN" },
  bhyt: { part: "people", lead: "Bảo hiểm y tế", name: "BHYT", indicator: "BHYT" },
  "bhyt-units": {
    part: "people",
    lead: null,
    name: "BHYT: đơn vị đạt, đơn vị chậm",
    indicator: null,
    units: "BHYT",
  },
  revenue: { part: "money", lead: "Số thu", name: "Số thu", indicator: "THU" },
  "revenue-units": {
    part: "money",
    lead: null,
    name: "Số thu: đơn vị đạt, đơn vị chậm",
    indicator: null,
    units: "THU",
  },
  debt: { part: "money", lead: "Chậm đóng", name: "Chậm đóng", indicator: "NO", more: "debt" },
  meetings: {
    part: "communication",
    lead: null,
    name: "Hội nghị, nhóm nhỏ",
    indicator: null,
    more: "communication",
  },
  broadcasts: {
    part: "communication",
    lead: null,
    name: "Phát thanh cơ sở",
    indicator: null,
    more: "communication",
  },
  press: {
    part: "communication",
    lead: null,
    name: "Báo chí, mạng xã hội, tờ rơi",
    indicator: null,
    more: "communication",
  },
  drives: {
    part: "communication",
    lead: null,
    name: "Đợt vận động, ra quân",
    indicator: null,
    more: "drives",
  },
} as const satisfies Record<string, Definition>;

export type SentenceId = keyof typeof SENTENCES;
export const SENTENCE_IDS = Object.keys(SENTENCES) as SentenceId[];

const definition = (id: SentenceId): Definition => SENTENCES[id];

export function fieldsOf(id: SentenceId): readonly string[] {
  const { indicator, units, more } = definition(id);
  return [
    ...COMMON_FIELDS,
    ...(indicator === null ? [] : FIGURE_FIELDS),
    ...(units === undefined ? [] : UNIT_FIELDS),
    ...(more === "debt" ? DEBT_FIELDS : more === "communication" ? COMMUNICATION_FIELDS : []),
    ...(more === "drives" ? DRIVE_FIELDS : []),
  ];
}

export function valuesOf(id: SentenceId, facts: ReportFacts, style: ReportStyle): FieldValues {
  const { indicator, units, more } = definition(id);
  const fields: Field[] = [
    ...commonValues(facts),
    ...(indicator === null ? [] : figureValues(facts.views.get(indicator), style)),
    ...(units === undefined ? [] : unitValues(facts, units)),
    ...(more === "debt"
      ? debtValues(facts, style)
      : more === "communication"
        ? communicationValues(facts, style)
        : []),
    ...(more === "drives" ? driveValues(facts.drives) : []),
  ];
  return new Map(fields);
}

/** A sentence as it is used: its text and how it rounds. */
export type Template = { text: string; style: ReportStyle };

const PLAN = "[, đạt {% kế hoạch} kế hoạch {nơi giao} giao]";
const CHANGES =
  "[, {tăng giảm so cùng kỳ}[ ({% so cùng kỳ})] so với {cùng kỳ}][, {tăng giảm so cuối năm}[ ({% so cuối năm})] so với {cuối năm}]";
const COVERAGE =
  "[; tỷ lệ bao phủ đạt {bao phủ} {mẫu số}[, {so chỉ tiêu bao phủ} so với chỉ tiêu {chỉ tiêu bao phủ} {nơi giao bao phủ} giao][, {bằng chỉ tiêu bao phủ} {nơi giao bao phủ} giao]]";
const REST = "[; còn thiếu {còn thiếu} so với kế hoạch][; vượt kế hoạch {vượt}]";

const figure = (what: string) =>
  `[{ước} ]tính đến {thời điểm}, {phạm vi} có {giá trị} tham gia ${what}[ {tạm tính}]${PLAN}${CHANGES}${COVERAGE}${REST}.`;
const part = (what: string) =>
  `Trong đó [{ước} ]{giá trị} tham gia ${what}[ {tạm tính}]${PLAN}[, {tăng giảm so cùng kỳ}[ ({% so cùng kỳ})] so với {cùng kỳ}]${REST}.`;
const units = (places: string) =>
  `[{đơn vị hoàn thành} hoàn thành kế hoạch][; {đơn vị dẫn đầu}][; ${places} còn lại đạt {các đơn vị còn lại}[, thấp nhất là {đơn vị thấp nhất}]][; chưa xếp {đơn vị chưa xếp} vì chưa đủ số kỳ này].`;

const STANDARD: Record<SentenceId, string> = {
  bhxh: figure("BHXH"),
  "bhxh-bb": part("BHXH bắt buộc"),
  "bhxh-tn": `[{ước} ]có {giá trị} tham gia[ {tạm tính}]${PLAN}${CHANGES}${REST}[; cần phát triển bình quân {cần mỗi ngày} mỗi ngày làm việc đến hết năm].`,
  "bhxh-tn-units": units("các địa phương"),
  bhtn: `[{ước} ]có {giá trị} tham gia[ {tạm tính}]${PLAN}${CHANGES}${COVERAGE}${REST}.`,
  bhyt: figure("BHYT"),
  "bhyt-units": units("các địa phương"),
  revenue: `[{ước} ]lũy kế đến {thời điểm}, số thu BHXH, BHYT, BHTN là {giá trị}[ {tạm tính}]${PLAN}[, {tăng giảm so cùng kỳ}[ ({% so cùng kỳ})] so với {cùng kỳ}]${REST}.`,
  "revenue-units": units("các địa phương"),
  debt: "[{ước} ]số tiền chậm đóng là {giá trị}[ {tạm tính}][, bằng {% kế hoạch thu} kế hoạch thu[, {so mức giao} so với mức giao {mức giao}][, {bằng mức giao}]][, {tăng giảm so cùng kỳ}[ ({% so cùng kỳ})] so với {cùng kỳ}][; trong đó phải tính lãi {phải tính lãi}[ ({% phải tính lãi})]].",
  meetings:
    "Từ đầu năm đến {thời điểm}, {phạm vi} đã tổ chức {hội nghị} truyền thông, tư vấn, đối thoại[ {hội nghị tạm tính}][, {hội nghị gấp} so với {cùng kỳ}][, với {lượt dự hội nghị} người tham dự[ {lượt dự hội nghị tạm tính}]][; {nhóm nhỏ} truyền thông nhóm nhỏ[ {nhóm nhỏ tạm tính}][, {nhóm nhỏ gấp} so với {cùng kỳ}][, với {lượt dự nhóm nhỏ} người được truyền thông][ {lượt dự nhóm nhỏ tạm tính}]].",
  broadcasts:
    "Có {phát thanh} phát trên hệ thống loa truyền thanh cơ sở[ {phát thanh tạm tính}][, {phát thanh gấp} so với {cùng kỳ}].",
  press:
    "Có {tin bài}, phóng sự trên báo chí[ {tin bài tạm tính}][, {tin bài gấp} so với {cùng kỳ}][; {mạng xã hội} trên cổng thông tin điện tử và mạng xã hội[ {mạng xã hội tạm tính}][, {mạng xã hội gấp} so với {cùng kỳ}]][; phát hành {tờ rơi} rơi, tờ gấp, pa nô[ {tờ rơi tạm tính}][, {tờ rơi gấp} so với {cùng kỳ}]].",
  drives: "Trong {tháng} có {số đợt} vận động, ra quân, theo kết quả nhanh từng ngày đến {ngày}: {các đợt}.",
};

/** The nation is told in round numbers, everybody else in full. */
const ROUNDING: Record<ReportScope, Rounding> = { nation: "3", province: "exact", unit: "exact" };

/** The nation's lists name provinces. */
export function standardTemplate(scope: ReportScope, id: SentenceId): Template {
  const text =
    scope === "nation" ? STANDARD[id].replace("các địa phương", "các tỉnh, thành phố") : STANDARD[id];
  const hasAbout = definition(id).part === "communication";
  return { text, style: { rounding: ROUNDING[scope], over: "trên", hasAbout } };
}

/** A reporting unit has no units below. */
export function sentencesOf(scope: ReportScope): SentenceId[] {
  return SENTENCE_IDS.filter((id) => scope !== "unit" || definition(id).units === undefined);
}

/** Null where the facts have nothing for it, or where the template cannot be read. */
export function writeSentence(id: SentenceId, facts: ReportFacts, { text, style }: Template): string | null {
  const parsed = parseTemplate(text, fieldsOf(id));
  return parsed.ok ? renderTemplate(parsed.parts, valuesOf(id, facts, style)) : null;
}
