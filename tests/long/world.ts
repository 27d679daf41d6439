/** A database server of this run alone, which may be killed, with the small country of the tests in it. */
import { mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate } from "@/prisma/migrate";
import { Cluster } from "../../scripts/platform/postgres.mjs";
import { processesIn, signal, waitUntil } from "../../scripts/platform/processes.mjs";
import type { CleanUps } from "@/tests/bench/run";

const quietly = (_name: string, run: () => Promise<unknown>) => run();

export class Server {
  private constructor(private readonly cluster: Cluster) {}

  /** Durable: what it acknowledged must outlive it. */
  static async start(cleanUps: CleanUps): Promise<Server> {
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "bao-phu-long-")));
    const cluster = new Cluster(folder);
    cleanUps.add(() => cluster.destroy());
    await cluster.ensureRunning(quietly);
    return new Server(cluster);
  }

  get port(): number {
    return this.cluster.port;
  }
  get ownerUrl(): string {
    return this.cluster.urls.ownerUrl;
  }
  get appUrl(): string {
    return this.cluster.urls.appUrl;
  }

  migrate(): Promise<unknown> {
    return migrate({ ownerUrl: this.ownerUrl, appUrl: this.appUrl });
  }

  /** All its processes at once, as when the power goes; then it is started again. */
  async killAndStart(): Promise<void> {
    for (const process of processesIn(this.cluster.pgdata)) signal(process, "SIGKILL");
    await waitUntil(() => processesIn(this.cluster.pgdata).length === 0, 10_000);
    await this.cluster.ensureRunning(quietly);
  }
}

/** The same address by way of another port. */
export function through(url: string, port: number): string {
  const result = new URL(url);
  result.port = String(port);
  return result.href;
}
