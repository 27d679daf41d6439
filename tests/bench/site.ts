/** What the parts that serve the app share: a demo of few months, copies of the app that are built once, somebody signed in. */
import { randomBytes, randomUUID } from "node:crypto";
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import { periodIdSchema } from "@/lib/domain/period";
import { asOwner, type Urls } from "@/prisma/migrate";
import { prepareDatabase } from "@/prisma/prepare";
import { makeCopies, type Copy } from "./page-copy";
import type { Run } from "./run";

/** A database, the key of the sessions, somebody's session, and which copies are built with this key. */
export type Site = {
  urls: Urls;
  secret: string;
  cookie: { name: string; value: string };
  built: Set<Copy>;
};

/** Few months load quickly, and the reform of July 2025 still lies inside. */
const FROM = periodIdSchema.parse("2025-04");

async function demoDatabase({ databases, progress }: Run): Promise<Urls> {
  progress("loading a demo of few months");
  const urls = await databases.createEmpty("bao_phu_bench_page");
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

/** A new user of the central office, signed in. */
async function signIn({ ownerUrl }: Urls, secret: string): Promise<Site["cookie"]> {
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
  return { name: sessionCookieName(false), value: await encodeSession(claims, secret, now) };
}

type Builds = Pick<Site, "secret" | "built">;
const builds = new WeakMap<Run, Builds>();

/** The same key and copies for all parts of a run; each copy is built when it is first served. */
export function sharedBuilds(run: Run): Builds {
  const known = builds.get(run);
  if (known) return known;
  makeCopies(run);
  const made: Builds = { secret: randomBytes(32).toString("base64"), built: new Set() };
  builds.set(run, made);
  return made;
}

async function makeSite(run: Run): Promise<Site> {
  return siteOn(sharedBuilds(run), await demoDatabase(run));
}

const sites = new WeakMap<Run, Promise<Site>>();

/** The same for all parts of a run. */
export function demoSite(run: Run): Promise<Site> {
  const site = sites.get(run) ?? makeSite(run);
  sites.set(run, site);
  return site;
}

/** The same builds and key over another database. */
export async function siteOn({ secret, built }: Builds, urls: Urls): Promise<Site> {
  return { secret, built, urls, cookie: await signIn(urls, secret) };
}
