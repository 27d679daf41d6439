/** One copy of the app, built and served, with a reader who is signed in. */
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import type { Child } from "./child";
import { buildCopy, serveCopy, type Copy, type Serving } from "./page-copy";
import type { Run } from "./run";
import type { Site } from "./site";

export const CONNECTIONS = 20;
const PATIENCE = 600;
/** Milliseconds: a round ends at the first tick after its last answer. */
const TICK = 20;

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

function environment({ urls, secret }: Site, address: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: urls.appUrl,
    APP_URL: address,
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: secret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secret,
    NEXT_TELEMETRY_DISABLED: "1",
    DEMO: "1",
    LOG_LEVEL: "warn",
  };
  delete env.MIGRATION_DATABASE_URL;
  delete env.NEXT_DIST_DIR;
  return env;
}

/** Builds the copy once for the site, serves it at a free port and waits until it answers. */
export async function serve(
  run: Run,
  copy: Copy,
  site: Site,
  serving: Serving = {},
): Promise<{ address: string; server: Child }> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = environment(site, address);
  if (!site.built.has(copy)) {
    run.progress(`building the app: "${copy}"`);
    await buildCopy(copy, env);
    site.built.add(copy);
  }
  const server = serveCopy(run, copy, port, env, serving);
  const gone = server.ended.then(() => true);
  for (let left = PATIENCE; left > 0; left--) {
    const answer = await fetch(`${address}/api/health`).catch(() => null);
    if (answer?.status === 200) return { address, server };
    if (await Promise.race([gone, sleep(100, false)])) break;
  }
  throw new Error(`A copy of the app does not answer at ${address}`);
}

export class Served {
  private constructor(
    readonly address: string,
    private readonly cookie: string,
    private readonly server: Child,
  ) {}

  static async start(run: Run, copy: Copy, site: Site): Promise<Served> {
    const { address, server } = await serve(run, copy, site);
    const { name, value } = site.cookie;
    return new Served(address, `${name}=${value}`, server);
  }

  /** What a reader sees of the page. */
  async text(path: string): Promise<string> {
    const answer = await fetch(this.address + path, { headers: { cookie: this.cookie }, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${path} of a copy answers ${answer.status}`);
    const html = await answer.text();
    return html.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<[^>]*>/g, "");
  }

  /** Mean milliseconds of the server for one of `amount` requests, while all connections wait for theirs. */
  async load(path: string, amount: number): Promise<number> {
    const url = this.address + path;
    const headers = { cookie: this.cookie };
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      amount,
      headers,
      timeout: 60,
      sampleInt: TICK,
    });
    const failed = result.non2xx + result.errors + result.timeouts;
    if (failed > 0) throw new Error(`${failed} of ${amount} requests for ${path} failed`);
    return (result.duration * 1000) / result["2xx"];
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
