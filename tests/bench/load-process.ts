/** Loads one file of figures, and says how much memory that took at most. */
import { loadFiles } from "@/lib/data/load";

const [figures = ""] = process.argv.slice(2);
const outcome = await loadFiles({ files: { figures }, isDryRun: false }, new Date());
const { maxRSS } = process.resourceUsage();
process.send?.({ kind: outcome.kind, peakBytes: maxRSS * 1024 }, () => process.exit(0));
