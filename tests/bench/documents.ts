/** Word and Excel of a province's report against the libraries alone writing the same content. */
import { once } from "node:events";
import path from "node:path";
import { startModule } from "./child";
import { ROOT } from "../../scripts/platform/settings.mjs";
import type { Times } from "./documents-process";
import { atMost, median, milliseconds } from "./line";
import { REPORTED, REPORTED_PROVINCE } from "./report-site";
import type { Run } from "./run";
import { demoSite } from "./site";

const BOUND = 2;

const NAMES: Readonly<Record<string, string>> = { word: "docx", excel: "hucre" };

export async function benchDocuments(run: Run): Promise<void> {
  const { urls } = await demoSite(run);
  run.progress("documents: writing a province's Word and Excel");
  const child = startModule(
    [path.join(import.meta.dirname, "documents-process.ts"), REPORTED_PROVINCE, REPORTED],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: "production", DATABASE_URL: urls.appUrl } },
  );
  run.cleanUps.add(() => child.stop());
  const gone = child.ended.then(() => {
    throw new Error("the process that writes the documents ended by itself");
  });
  const [measured] = (await Promise.race([once(child.process, "message"), gone])) as [Times[]];
  for (const { file, ours, bare, find, bytes } of measured) {
    const [oursMs, bareMs] = [median(ours), median(bare)];
    const more = {
      oursMs: milliseconds(oursMs),
      bareMs: milliseconds(bareMs),
      findMs: milliseconds(median(find)),
      bytes,
    };
    run.emit(atMost(`${file} of a province / ${NAMES[file]} alone`, oursMs / bareMs, BOUND, more));
  }
}
