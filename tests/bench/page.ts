/** The national page as it is served, against the same page rendered from constants, under the same load. */
import { randomBytes, randomUUID } from "node:crypto";
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import { periodIdSchema } from "@/lib/domain/period";
import { asOwner, type Urls } from "@/prisma/migrate";
import { prepareDatabase } from "@/prisma/prepare";
import { atMost, median, milliseconds } from "./line";
import { makeCopies } from "./page-copy";
import { CONNECTIONS, Served } from "./page-served";
import type { Run } from "./run";

const MOST = 1.5;

const ROUNDS = 7;
const REQUESTS = 100;

/** Few months load quickly, and the reform of July 2025 still lies inside. */
const FROM = periodIdSchema.parse("2025-04");

/** A database of its own for a part that asks the app as it is served. */
export async function demoDatabase({ databases, progress }: Run, part: string): Promise<Urls> {
  progress(`${part}: loading a demo of few months`);
  const urls = await databases.createEmpty(`bao_phu_bench_${part}`);
  await prepareDatabase({
    ...urls,
    demo: true,
    now: new Date(),
    fingerprint: "benchmark",
    from: FROM,
    progress: () => undefined,
  });
  return urls;
}

/** A session of a new user of the central office, as a Cookie header. */
async function signIn({ ownerUrl }: Urls, secret: string): Promise<string> {
  const now = new Date();
  const id = randomUUID();
  await asOwner(ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
       VALUES ($1, 'bench', 'Người đo', 'central', 'VN', $2)`,
      [id, now],
    ),
  );
  const claims = { sub: id, version: 0, signedInAt: Math.floor(now.getTime() / 1000) };
  return `${sessionCookieName(false)}=${await encodeSession(claims, secret, now)}`;
}

async function compare({ emit, progress }: Run, ours: Served, constants: Served): Promise<void> {
  if ((await ours.text()) !== (await constants.text()))
    throw new Error("The page from constants is not the page");
  progress(`page: asking each ${(ROUNDS + 1) * REQUESTS} times over ${CONNECTIONS} connections, in turn`);
  const times = { ours: [] as number[], constants: [] as number[] };
  for (const served of [ours, constants]) await served.load(REQUESTS);
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours.load(REQUESTS));
    times.constants.push(await constants.load(REQUESTS));
  }
  const [oursMs, constantsMs] = [median(times.ours), median(times.constants)];
  const more = { oursMs: milliseconds(oursMs), constantsMs: milliseconds(constantsMs) };
  emit(atMost("national-page", oursMs / constantsMs, MOST, { ...more, connections: CONNECTIONS }));
}

export async function benchPage(run: Run): Promise<void> {
  const { appUrl, ...urls } = await demoDatabase(run, "page");
  const secret = randomBytes(32).toString("base64");
  const site = { appUrl, secret, cookie: await signIn({ appUrl, ...urls }, secret) };
  makeCopies(run);
  run.progress("page: building the app");
  const ours = await Served.start(run, "ours", site);
  run.progress("page: building the app with its data as constants");
  const constants = await Served.start(run, "constants", site);
  await compare(run, ours, constants);
}
