/** The demo on a database server of this run, and the built app, which reaches it only by way of a line that can break. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { dayInVietnam } from "@/lib/domain/day";
import { addMonths, periodIdSchema, yearOf } from "@/lib/domain/period";
import { prepareDatabase } from "@/prisma/prepare";
import type { CleanUps } from "@/tests/bench/run";
import { TEST_AUDIT_KEY } from "@/tests/support/databases";
import { buildForTests } from "@/tests/support/e2e-build";
import { E2E_ACTIONS_KEY, E2E_DIST_DIR, E2E_SECRET } from "@/tests/support/e2e-settings";
import { emptyMonth } from "@/tests/support/months";
import { AppServer } from "../../scripts/platform/app-server.mjs";
import { freePort } from "../../scripts/platform/ports.mjs";
import { Proxy } from "./proxy";
import type { Seat } from "./typist";
import { Server, through } from "./world";

const HOST = "127.0.0.1";
export class TypingSite {
  private app: AppServer | null = null;

  private constructor(
    readonly sql: pg.Pool,
    readonly line: Proxy,
    private readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(cleanUps: CleanUps): Promise<TypingSite> {
    await buildForTests();
    process.env.AUDIT_KEY = TEST_AUDIT_KEY;
    const server = await Server.start(cleanUps);
    const { ownerUrl, appUrl } = server;
    const now = new Date();
    const thisMonth = periodIdSchema.parse(dayInVietnam(now).slice(0, 7));
    await prepareDatabase({
      ownerUrl,
      appUrl,
      demo: true,
      now,
      fingerprint: "verification",
      progress: () => undefined,
      // The form compares with the months before, and the demo's plans are of whole years.
      from: periodIdSchema.parse(`${yearOf(addMonths(thisMonth, -1))}-01`),
    });
    const sql = new pg.Pool({ connectionString: ownerUrl, max: 2 });
    cleanUps.add(() => sql.end());
    const line = await Proxy.start(server.port);
    cleanUps.add(() => line.stop());
    const port = await freePort();
    const address = `http://${HOST}:${port}`;
    const site = new TypingSite(sql, line, port, {
      ...process.env,
      DATABASE_URL: through(appUrl, line.port),
      APP_URL: address,
      NEXTAUTH_URL: address,
      NEXTAUTH_SECRET: E2E_SECRET,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: E2E_ACTIONS_KEY,
      AUDIT_KEY: TEST_AUDIT_KEY,
      DEMO: "1",
      LOG_LEVEL: "silent",
      WORKER: "0",
    });
    cleanUps.add(() => site.kill());
    await site.startApp();
    return site;
  }

  get address(): string {
    return `http://${HOST}:${this.port}`;
  }

  private async startApp(): Promise<void> {
    this.app = new AppServer({ host: HOST, port: this.port, distDir: E2E_DIST_DIR }, this.env);
    await this.app.ready();
  }

  private async kill(): Promise<void> {
    this.app?.child.kill("SIGKILL");
    await this.app?.ended;
  }

  /** In the middle of whatever it does; it is missed for a while. */
  async killAppAndStart(pause: number): Promise<void> {
    await this.kill();
    await sleep(pause);
    await this.startApp();
  }

  /** The newest month of so many units, with nothing typed, and a director for each. */
  async seats(count: number): Promise<Seat[]> {
    const { rows } = await this.sql.query<{ id: string }>(
      `SELECT u.id FROM submissions s JOIN units u ON u.id = s.unit_id
       WHERE u.level = 'district' AND s.period_id = (SELECT value->>'through' FROM settings WHERE key = 'demo')
       ORDER BY u.id LIMIT $1`,
      [count],
    );
    const seats: Seat[] = [];
    for (const { id: unit } of rows) {
      const { period } = await emptyMonth(this.sql, unit);
      const userId = randomUUID();
      await this.sql.query(
        `INSERT INTO users (id, username, display_name, role, unit_id, created_at) VALUES ($1, $2, $3, 'director', $4, now())`,
        [userId, `typist-${unit}`, `Người nhập ${unit}`, unit],
      );
      seats.push({ userId, unit, period });
    }
    if (seats.length < count) throw new Error(`The demo has only ${seats.length} units to type into`);
    return seats;
  }

  /** Every session of this person is over; answers the version of those that begin now. */
  async endSessions({ userId }: Seat): Promise<number> {
    const { rows } = await this.sql.query<{ version: number }>(
      "UPDATE users SET session_version = session_version + 1 WHERE id = $1 RETURNING session_version AS version",
      [userId],
    );
    return rows[0]?.version ?? 0;
  }

  async draft({ unit, period }: Seat): Promise<{ cell: string; value: string; version: number }[]> {
    const { rows } = await this.sql.query<{ cell: string; value: string; version: number }>(
      `SELECT indicator_id AS cell, value::text, version FROM submission_drafts WHERE unit_id = $1 AND period_id = $2`,
      [unit, period],
    );
    return rows;
  }
}
