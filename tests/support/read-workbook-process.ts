/** Reads the workbook given as its argument and prints what came of it, how long it took and how much memory it needed at most. */
import { readFileSync } from "node:fs";
import { readWorkbook } from "@/lib/excel/read-workbook";

const file = readFileSync(process.argv[2] ?? "");
const start = performance.now();
const reading = await readWorkbook(file);
const answer = {
  reason: reading.ok ? null : reading.reason,
  rows: reading.ok ? reading.sheet.rows.length : 0,
  ms: Math.round(performance.now() - start),
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(answer));
