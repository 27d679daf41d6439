/** Sentences about who was punctual, ready to copy into a letter or a speech. */
import { dayInVietnam, daysBetween, formatDay, formatInstant, type Day } from "./day";
import {
  countRows,
  signing,
  timingOf,
  type Counts,
  type DisciplineRow,
  type ProvinceDiscipline,
} from "./discipline";
import { periodName, type PeriodId } from "./period";
import { capital } from "./wording";

/** Beyond it a sentence counts only. */
const MOST_NAMES = 15;

/** ": A, B, C"; nothing where there are too many for a sentence. */
function names(all: readonly string[]): string {
  return all.length === 0 || all.length > MOST_NAMES ? "" : `: ${all.join(", ")}`;
}

type Split = { all: number; onTime: number; late: readonly string[]; missing: readonly string[] };
type Words = {
  /** "tỉnh" */
  one: string;
  /** "nộp đúng hạn", "nộp muộn", "chưa nộp" */
  onTime: string;
  late: string;
};

/** After the due day: how many were on time, who came later, who is still awaited. */
function split({ all, onTime, late, missing }: Split, { one, onTime: punctual, late: tardy }: Words): string {
  const head = onTime === 0 ? `Chưa ${one} nào ${punctual}` : `${onTime}/${all} ${one} ${punctual}`;
  const rest = [
    late.length > 0 ? `${late.length} ${one} ${tardy}${names(late)}` : null,
    missing.length > 0 ? `còn ${missing.length} ${one}${names(missing)}` : null,
  ].filter((part) => part !== null);
  return `${[head, ...rest].join("; ")}.`;
}

/** Until the due day nobody is late: how many are there, and until when the others have time. */
function sofar(all: number, done: number, { one }: Words, verb: string, dueOn: Day): string {
  const head = done === 0 ? `Chưa ${one} nào ${verb}` : `${done}/${all} ${one} đã ${verb}`;
  return done === all ? `${head}.` : `${head}; hạn ${formatDay(dueOn)}.`;
}

const PROVINCES: Words = { one: "tỉnh", onTime: "nộp đúng hạn", late: "nộp muộn" };
const UNITS: Words = { one: "đơn vị", onTime: "nộp đúng hạn", late: "nộp muộn" };

/** "58/63 tỉnh nộp đúng hạn; còn 5 tỉnh: …": by the provinces' signatures. Empty where no province owes anything. */
export function signSentence(all: readonly ProvinceDiscipline[], dueOn: Day, today: Day): string {
  const provinces = signing(all);
  if (provinces.length === 0) return "";
  const signed = provinces.filter(({ sign }) => sign !== null);
  const of = (rows: readonly ProvinceDiscipline[]) => rows.map(({ name }) => name);
  if (today <= dueOn) return sofar(provinces.length, signed.length, PROVINCES, "ký chốt số liệu", dueOn);
  return split(
    {
      all: provinces.length,
      onTime: signed.filter(({ sign }) => sign?.isOnTime).length,
      late: of(signed.filter(({ sign }) => sign?.isOnTime === false)),
      missing: of(provinces.filter(({ sign }) => sign === null)),
    },
    PROVINCES,
  );
}

/** The same of reporting units, by their first submission. What was loaded counts for neither. */
export function unitSentence(rows: readonly DisciplineRow[], dueOn: Day, today: Day): string {
  if (rows.length === 0) return "";
  const timed = rows.filter((row) => timingOf(row) !== "loaded");
  if (timed.length === 0) return `${rows.length}/${rows.length} đơn vị có số liệu nạp từ tệp.`;
  const of = (timing: "late" | "missing") =>
    timed.filter((row) => timingOf(row) === timing).map(({ unitName }) => unitName);
  const missing = of("missing");
  if (today <= dueOn) return sofar(timed.length, timed.length - missing.length, UNITS, "nộp số liệu", dueOn);
  const onTime = timed.filter((row) => timingOf(row) === "on-time").length;
  return split({ all: timed.length, onTime, late: of("late"), missing }, UNITS);
}

/** What is not approved: "12 chờ duyệt", "5 bị trả lại", "3 chưa nộp hoặc đang sửa"; together they are all that is left. */
function openParts({ expected, approved, waiting, returned }: Counts): string[] {
  const rest = [
    [waiting, "chờ duyệt"],
    [returned, "bị trả lại"],
    [expected - approved - waiting - returned, "chưa nộp hoặc đang sửa"],
  ] as const;
  return rest.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
}

/** "12 chờ duyệt, 5 bị trả lại"; "đã duyệt hết" where nothing is left. */
export const openWords = (counts: Counts) => openParts(counts).join(", ") || "đã duyệt hết";

/** "Đã duyệt 680/700 biểu; 12 chờ duyệt; 5 bị trả lại; 3 đang nhập; 1 đang mở lại." */
export function workSentence(counts: Counts): string {
  const { expected, approved, reopened } = counts;
  if (expected === 0) return "";
  const again = reopened > 0 ? [`trong đó ${reopened} đang mở lại`] : [];
  return `${[`Đã duyệt ${approved}/${expected} biểu`, ...openParts(counts), ...again].join("; ")}.`;
}

/** "Tỉnh đã ký chốt lúc 16:10 ngày 03/11/2026, đúng hạn." */
export function signOffSentence(
  { name, sign }: Pick<ProvinceDiscipline, "name" | "sign">,
  dueOn: Day,
  today: Day,
): string {
  if (sign)
    return `${name} đã ký chốt lúc ${formatInstant(sign.at)}, ${sign.isOnTime ? "đúng hạn" : "sau hạn"}.`;
  const due = `hạn ${formatDay(dueOn)}`;
  return `${name} chưa ký chốt; ${today > dueOn ? `đã quá ${due}` : due}.`;
}

/**
 * What a period comes to: the signatures, the reporting units, the work. Of one province its own signature is told; the
 * national offices sign nothing. Sentences that have nothing to say are left out.
 */
export function periodSentences(
  signers: readonly ProvinceDiscipline[],
  rows: readonly DisciplineRow[],
  dueOn: Day,
  today: Day,
): string[] {
  const [only] = signing(signers);
  const isOne = only !== undefined && signers.length === 1;
  return [
    isOne ? signOffSentence(only, dueOn, today) : signSentence(signers, dueOn, today),
    unitSentence(rows, dueOn, today),
    workSentence(countRows(rows)),
  ].filter((sentence) => sentence !== "");
}

/** "Số liệu tháng 10/2026, đến 14:05 ngày 02/11/2026: …" */
export function copyable(period: PeriodId, sentences: readonly string[], now: Date): string {
  const said = sentences.filter((sentence) => sentence !== "");
  return [`${capital(`số liệu ${periodName(period)}`)}, đến ${formatInstant(now)}:`, ...said].join("\n");
}

/** How far the due day is: "còn 2 ngày", "hôm nay", "quá hạn 3 ngày". */
export function dueWords(dueOn: Day, now: Date): string {
  const days = daysBetween(dayInVietnam(now), dueOn);
  if (days === 0) return "hạn hôm nay";
  return days > 0 ? `còn ${days} ngày` : `quá hạn ${-days} ngày`;
}
