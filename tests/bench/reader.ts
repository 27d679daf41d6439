/**
 * A process that reads the national page's data from one database whenever it is asked to, and says how long that took.
 * One process per database: lib/data knows a single one, and nothing of the other can be warm in it.
 */
import pg from "pg";
import { z } from "zod";
import { getUnitDashboard } from "@/lib/data/dashboard";
import type { Actor } from "@/lib/domain/policy";
import { LIVE, liveParameters } from "./live";
import { recordStatements, relationsOf, type Statement } from "./statements";

const questionSchema = z.enum(["read", "read-kept", "live", "relations"]);
export type Question = z.infer<typeof questionSchema>;
export type Answer = { milliseconds: number } | { relations: string[] } | { failure: string };

const reader = {
  id: "00000000-0000-0000-0000-000000000000",
  username: "bench",
  displayName: "bench",
  role: "central",
  unit: {
    id: "VN",
    code: "VN",
    name: "VN",
    shortName: "VN",
    level: "nation",
    path: "/vn/",
    provinceId: "VN",
  },
  scope: { paths: ["/vn/"], provincePaths: [] },
  mustChangePassword: false,
} as unknown as Actor;

const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
await owner.connect();
const statements = recordStatements(owner);

async function read(): Promise<void> {
  const answer = await getUnitDashboard(reader, {
    unitId: "VN",
    period: null,
    indicator: "BHYT",
    comparator: "yoy",
  });
  if (answer.kind !== "dashboard" || answer.view.isEmpty) throw new Error(`No dashboard: ${answer.kind}`);
}

/** As any approval does: what a process keeps of a dashboard is then of no use. */
const outdate = () => owner.query("UPDATE data_versions SET version = version + 1 WHERE province_id = '01'");

async function timed(run: () => Promise<unknown>): Promise<Answer> {
  const start = performance.now();
  await run();
  return { milliseconds: performance.now() - start };
}

/** Every statement of a read that has nothing kept. */
async function recorded(): Promise<Statement[]> {
  await outdate();
  return statements.during(read);
}

async function live(): Promise<Answer> {
  const parameters = liveParameters(await recorded());
  return timed(async () => {
    for (const [text, values] of LIVE(parameters)) await owner.query(text, values);
  });
}

const ANSWERS: Record<Question, () => Promise<Answer>> = {
  read: async () => {
    await outdate();
    return timed(read);
  },
  "read-kept": () => timed(read),
  live,
  relations: async () => ({ relations: await relationsOf(owner, await recorded()) }),
};

process.on("message", (question) => {
  ANSWERS[questionSchema.parse(question)]().then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failure: String(error) } satisfies Answer),
  );
});
process.send?.("ready");
