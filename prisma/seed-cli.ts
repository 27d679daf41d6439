/** Fills the database of DATABASE_URL and MIGRATION_DATABASE_URL; DEMO=1 with the demo, FROM=2026-01 shortens it. */
import { periodIdSchema } from "@/lib/domain/period";
import { seed } from "./seed";

const { DATABASE_URL = "", MIGRATION_DATABASE_URL = DATABASE_URL, DEMO, FROM } = process.env;
await seed({
  ownerUrl: MIGRATION_DATABASE_URL,
  appUrl: DATABASE_URL,
  demo: DEMO === "1",
  now: new Date(),
  progress: console.log,
  ...(FROM ? { from: periodIdSchema.parse(FROM) } : {}),
});
