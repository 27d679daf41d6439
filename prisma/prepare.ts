/** Brings a database to what this program needs: migrations, rights, reference data and, if asked, the demo. */
import type { PeriodId } from "@/lib/domain/period";
import { explain, Refusal } from "../scripts/platform/refusal.mjs";
import { claimMode, recordPrepared } from "./installation";
import { asOwner, migrateOn, type Urls } from "./migrate";
import { recordRenamedDecisions } from "./renamed-decisions";
import { sealAudit } from "./seal-audit";
import { seed, SeedRefused } from "./seed";

type Preparation = Urls & {
  demo: boolean;
  now: Date;
  /** Names the migrations and data of this program; recorded at the end, so that the next start has nothing to do. */
  fingerprint: string;
  progress: (line: string) => void;
  /** The first period of the demo; the seed's own default if absent. */
  from?: PeriodId;
};

/** Migrates, then loads reference data and, in a demo, the demo. Interrupted, it goes on where it was when called again. */
export async function prepareDatabase(options: Preparation): Promise<void> {
  const { ownerUrl, appUrl, demo, fingerprint, ...rest } = options;
  await asOwner(ownerUrl, async (client) => {
    const applied = await migrateOn(client, appUrl);
    for (const name of applied) options.progress(`applied the migration ${name}`);
    await claimMode(client, demo);
    await sealAudit(client, options.now, options.progress);
    await recordRenamedDecisions(client, options.now, options.progress);
    await seed({ ownerUrl, appUrl, demo, ...rest }).catch((error: unknown) => {
      throw error instanceof SeedRefused ? new Refusal("demoMode", error.message) : error;
    });
    await recordPrepared(client, fingerprint);
  });
}

if (process.argv[1] === import.meta.filename) {
  const setting = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Refusal("configuration", `${name} is not set`);
    return value;
  };
  try {
    await prepareDatabase({
      ownerUrl: setting("MIGRATION_DATABASE_URL"),
      appUrl: setting("DATABASE_URL"),
      demo: setting("DEMO") === "1",
      fingerprint: setting("PREPARED_FINGERPRINT"),
      now: new Date(),
      progress: (line) => console.log(line),
    });
    process.exit(0); // the engine leaves a timer behind that would hold the process for ten seconds
  } catch (error) {
    process.exit(explain(error));
  }
}
