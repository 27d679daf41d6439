/** One copy of the app, built and served, with a reader who is signed in. */
import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import type { Child } from "./child";
import { buildCopy, serveCopy, type Copy } from "./page-copy";
import type { Run } from "./run";

const PAGE = "/units/VN";
export const CONNECTIONS = 20;
const PATIENCE = 600;

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

export function environment({ appUrl, secret }: Site, address: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: appUrl,
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

/** What the copies share: the database, the key of the sessions, and the Cookie header of one. */
export type Site = { appUrl: string; secret: string; cookie: string };

export class Served {
  private constructor(
    private readonly address: string,
    private readonly cookie: string,
    private readonly server: Child,
  ) {}

  static async start(run: Run, copy: Copy, site: Site): Promise<Served> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const env = environment(site, address);
    await buildCopy(copy, env);
    const served = new Served(address, site.cookie, serveCopy(run, copy, port, env));
    await served.ready();
    return served;
  }

  private async ready(): Promise<void> {
    const gone = this.server.ended.then(() => true);
    for (let left = PATIENCE; left > 0; left--) {
      const answer = await fetch(`${this.address}/api/health`).catch(() => null);
      if (answer?.status === 200) return;
      if (await Promise.race([gone, sleep(100, false)])) break;
    }
    throw new Error(`A copy of the app does not answer at ${this.address}`);
  }

  /** What a reader sees of the page. */
  async text(): Promise<string> {
    const answer = await fetch(this.address + PAGE, { headers: { cookie: this.cookie }, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${PAGE} of a copy answers ${answer.status}`);
    const html = await answer.text();
    return html.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<[^>]*>/g, "");
  }

  /** Mean milliseconds of the server for one of `amount` requests, while all connections wait for theirs. */
  async load(amount: number): Promise<number> {
    const url = this.address + PAGE;
    const headers = { cookie: this.cookie };
    const result = await autocannon({ url, connections: CONNECTIONS, amount, headers, timeout: 60 });
    const failed = result.non2xx + result.errors + result.timeouts;
    if (failed > 0) throw new Error(`${failed} of ${amount} requests for ${PAGE} failed`);
    return (result.duration * 1000) / result["2xx"];
  }
}
