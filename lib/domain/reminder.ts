/** The reminder of whoever has not submitted or signed: to one person, or one list for all. Text to copy; nothing is sent here. */
import { formatDay, type Day } from "./day";
import { periodName, type PeriodId } from "./period";
import { capital } from "./wording";

export type Contact = { name: string; phone: string | null };

/** What a unit owes: to submit, to submit again what was returned, or a province to sign. */
export type Owed = "submit" | "resubmit" | "sign";

export type Reminded = {
  unitId: string;
  unitName: string;
  provinceName: string;
  owed: Owed;
  contacts: readonly Contact[];
};

const DEEDS: Record<Owed, { lacks: string; please: string }> = {
  submit: { lacks: "chưa nộp số liệu", please: "Đề nghị nhập và gửi duyệt" },
  resubmit: { lacks: "chưa nộp lại số liệu bị trả lại", please: "Đề nghị sửa và gửi duyệt lại" },
  sign: { lacks: "chưa ký chốt số liệu", please: "Đề nghị duyệt đủ các đơn vị và ký chốt" },
};

const deadline = (dueOn: Day, today: Day) =>
  today > dueOn ? `đã quá hạn ${formatDay(dueOn)}` : `hạn ${formatDay(dueOn)}`;

type About = { period: PeriodId; dueOn: Day; today: Day };

/** To the people of one unit. */
export function reminderText(
  { unitName, owed, contacts }: Reminded,
  { period, dueOn, today }: About,
): string {
  const to =
    contacts.length > 0
      ? `Kính gửi ${contacts.map(({ name }) => name).join(", ")} (${unitName}).`
      : `Kính gửi ${unitName}.`;
  const { lacks, please } = DEEDS[owed];
  const when = today > dueOn ? "ngay trong hôm nay" : `trước 24:00 ngày ${formatDay(dueOn)}`;
  return `${to} Đến ${formatDay(today)}, đơn vị ${lacks} ${periodName(period)}, ${deadline(dueOn, today)}. ${please} trên Bao Phủ ${when}.`;
}

/** One text for all of them, in the order of the rows. Empty where nobody owes anything. */
export function reminderForAll(rows: readonly Reminded[], { period, dueOn, today }: About): string {
  if (rows.length === 0) return "";
  const lines = rows.map(({ unitName, provinceName, owed, contacts }, index) => {
    const place = unitName === provinceName ? unitName : `${unitName}, ${provinceName}`;
    const who = contacts.map(({ name, phone }) => (phone === null ? name : `${name} ${phone}`)).join("; ");
    return `${index + 1}. ${place}: ${DEEDS[owed].lacks}${who && ` (${who})`}`;
  });
  const head = `${capital(`số liệu ${periodName(period)}`)}, ${deadline(dueOn, today)}. Đến ${formatDay(today)} còn ${rows.length} nơi chưa hoàn thành:`;
  return [head, ...lines, "Đề nghị hoàn thành trên Bao Phủ ngay."].join("\n");
}
