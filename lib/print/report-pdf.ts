/** A report printed by the browser that is set for it; none is offered where none is set. */
import "server-only";
import { accessSync, constants } from "node:fs";
import type { Day } from "@/lib/domain/day";
import { reportPaper } from "@/lib/domain/report-paper";
import { env } from "@/lib/env";
import { reportFileName, type ReportFile, type ReportToWrite } from "@/lib/report-file";
import { printHtml } from "./browser";
import { paperHtml } from "./paper-html";

export const mayPrint = (): boolean => env.PDF_BROWSER !== undefined;

/** @throws at the start of the server, not when somebody prints */
export function checkPrinter(): void {
  if (env.PDF_BROWSER === undefined) return;
  try {
    accessSync(env.PDF_BROWSER, constants.X_OK);
  } catch {
    throw new Error(`PDF_BROWSER is no program that may be run: ${env.PDF_BROWSER}`);
  }
}

/** Null where it could not be printed. */
export async function printReport(found: ReportToWrite, today: Day): Promise<ReportFile | null> {
  if (env.PDF_BROWSER === undefined) return null;
  const html = paperHtml(reportPaper(found.report, found.standing, today));
  const bytes = await printHtml(html, { browser: env.PDF_BROWSER });
  return bytes && { name: reportFileName("bao-cao", found, "pdf"), format: "pdf", bytes };
}
