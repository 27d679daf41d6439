/** A part that uses lib/data itself runs in a process of its own, connected to an empty database of its own. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Refusal } from "../../scripts/platform/refusal.mjs";
import { startModule } from "./child";
import type { Line } from "./line";
import type { PartName } from "./part";
import type { Run } from "./run";

/** Where the part may write files; it cannot remove them itself if it is stopped half way. */
function temporaryFolder({ cleanUps }: Run, name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `bao-phu-bench-${name}-`));
  cleanUps.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export async function runPart(run: Run, name: PartName): Promise<void> {
  const { databases, emit, cleanUps, progress } = run;
  progress(`${name}: preparing a database and measuring`);
  const database = `bao_phu_bench_${name}`;
  const { appUrl, ownerUrl } = await databases.create(database);
  const child = startModule([path.join(import.meta.dirname, "part.ts"), name], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      TMPDIR: temporaryFolder(run, name),
      DATABASE_URL: appUrl,
      MIGRATION_DATABASE_URL: ownerUrl,
    },
  });
  cleanUps.add(() => child.stop());
  child.process.on("message", (line) => emit(line as Line));
  const [code] = await once(child.process, "exit");
  if (code !== 0) throw new Refusal("unexpected", `the part "${name}" failed; its last lines are above`);
  await databases.drop(database);
}
