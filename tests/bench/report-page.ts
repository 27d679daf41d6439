/** Reports as they are served, against the same pages rendered from constants. */
import { comparePages } from "./page";
import type { Run } from "./run";
import { REPORTED, REPORTED_PROVINCE } from "./report-site";

const PAGES = [
  ["national-report", `/reports/VN/${REPORTED}`],
  ["province-report", `/reports/${REPORTED_PROVINCE}/${REPORTED}`],
  ["reporting-unit-report", `/reports/593-2025/${REPORTED}`],
] as const;

export const benchReportPage = (run: Run): Promise<void> => comparePages(run, PAGES);
