/** A report with one sentence of two lines and nothing else. */
import type { Report } from "@/lib/domain/report";

export const REPORT: Report = {
  unit: { id: "60", code: "60", name: "Tỉnh Bình Thuận", shortName: "Bình Thuận", parentName: "Việt Nam" },
  scope: "province",
  period: "2023-11",
  asOf: "2023-11-30",
  paragraphs: [{ sentence: "bhyt", part: "people", lead: "Bảo hiểm y tế", text: "dài ".repeat(40) }],
  summary: [],
  tables: [],
  notes: [],
  isProvisional: false,
  isEstimate: false,
  isSample: false,
  updatedAt: null,
} as unknown as Report;
