/** A part that uses lib/data itself runs in a process of its own, connected to an empty database of its own. */
import { once } from "node:events";
import path from "node:path";
import { Refusal } from "../../scripts/platform/refusal.mjs";
import { startModule } from "./child";
import type { Line } from "./line";
import type { Run } from "./run";

export async function runPart({ databases, emit, cleanUps, progress }: Run, name: string): Promise<void> {
  progress(`${name}: preparing a database`);
  const database = `bao_phu_bench_${name}`;
  const { appUrl, ownerUrl } = await databases.create(database);
  const child = startModule([path.join(import.meta.dirname, "part.ts"), name], {
    env: {
      ...process.env,
      NODE_ENV: "production",
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
