/** One page for a leader: the main numbers as a table, and as many sentences as fit below it. */
import type { Day } from "./day";
import type { Paper, PaperText } from "./paper";
import type { Report } from "./report";
import { reportPaper, summaryTable, type Standing } from "./report-paper";
import type { SentenceId } from "./report-sentences";

/** What a leader asks first; a lead for those that have none because in the report they go on after another. */
const FIRST: readonly { id: SentenceId; lead?: string }[] = [
  { id: "bhyt" },
  { id: "bhyt-units", lead: "BHYT theo đơn vị" },
  { id: "bhxh-tn" },
  { id: "bhxh-tn-units", lead: "BHXH tự nguyện theo đơn vị" },
  { id: "revenue" },
  { id: "debt" },
  { id: "bhxh" },
  { id: "meetings", lead: "Truyền thông" },
];

/** Characters below the table that still fit on the page, at 13 points, also in a font that is wider than Times. */
const ROOM = 1_000;

function sentences({ paragraphs }: Report): PaperText[] {
  let room = ROOM;
  return FIRST.flatMap(({ id, lead }): PaperText[] => {
    const one = paragraphs.find(({ sentence }) => sentence === id);
    if (!one || one.text.length > room) return [];
    room -= one.text.length;
    const called = one.lead ?? lead;
    return [called === undefined ? one.text : { lead: `${called}:`, text: one.text }];
  });
}

export function reportBrief(report: Report, standing: Standing, today: Day): Paper {
  const paper = reportPaper(report, standing, today);
  return {
    ...paper,
    title: "TÓM TẮT BÁO CÁO",
    sections: [
      ...(report.summary.length > 0 ? [{ heading: "", paragraphs: [], table: summaryTable(report) }] : []),
      { heading: "", paragraphs: sentences(report) },
    ],
    receivers: ["Lãnh đạo (để biết)", "Lưu: VT"],
    signers: [],
  };
}
