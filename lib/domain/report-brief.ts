/** One page for a leader: the main numbers as a table, and as many sentences as fit below it. */
import type { Day } from "./day";
import type { Paper, PaperText } from "./paper";
import type { Report } from "./report";
import { reportPaper, reportSubject, summaryTable, type Issue } from "./report-paper";

/** What a leader asks first. */
const FIRST = ["bhyt", "bhyt-units", "bhxh-tn", "bhxh-tn-units", "revenue", "debt", "bhxh", "meetings"];

/** Characters below the table that still fit on the page, at 13 points, also in a font that is wider than Times. */
const ROOM = 1_000;

const LEADS: Readonly<Record<string, string>> = {
  "bhyt-units": "BHYT theo đơn vị:",
  "bhxh-tn-units": "BHXH tự nguyện theo đơn vị:",
  "revenue-units": "Thu theo đơn vị:",
  meetings: "Truyền thông:",
};

function sentences({ paragraphs }: Report): PaperText[] {
  let room = ROOM;
  return FIRST.flatMap((id) => {
    const one = paragraphs.find(({ sentence }) => sentence === id);
    if (!one || one.text.length > room) return [];
    room -= one.text.length;
    return [{ lead: one.lead === null ? (LEADS[id] ?? "") : `${one.lead}:`, text: one.text }];
  });
}

export function reportBrief(report: Report, issue: Issue | null, today: Day): Paper {
  const paper = reportPaper(report, issue, today);
  return {
    ...paper,
    title: "TÓM TẮT BÁO CÁO",
    subject: reportSubject(report),
    sections: [
      ...(report.summary.length > 0 ? [{ heading: "", paragraphs: [], table: summaryTable(report) }] : []),
      { heading: "", paragraphs: sentences(report) },
    ],
    receivers: ["Lãnh đạo (để biết)", "Lưu: VT"],
    signers: [],
  };
}
