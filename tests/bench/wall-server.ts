/** The app as it is served, with a probe of its memory, and one screen that is open on it. */
import { asOwner, type Urls } from "@/prisma/migrate";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Child } from "./child";
import { memoryOf, PROBED, type Memory } from "./memory";
import { serve } from "./page-served";
import type { Run } from "./run";
import type { Site } from "./site";

export const COOKIE = "bao-phu.wall";

/** An open screen of the nation, as if a code had been typed there. */
export async function openWall({ ownerUrl }: Urls): Promise<string> {
  const [token, person] = [randomBytes(32).toString("base64url"), randomUUID()];
  await asOwner(ownerUrl, async (owner) => {
    await owner.query(
      `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
       VALUES ($1, 'bench-wall', 'Người đo', 'central', 'VN', now())`,
      [person],
    );
    await owner.query(
      `INSERT INTO walls (id, unit_id, label, panel_seconds, token_hash, code_expires_at, created_by, created_at, redeemed_at, expires_at)
       VALUES ($1, 'VN', 'Đo', 60, $2, now() + interval '15 minutes', $3, now(), now(), now() + interval '90 days')`,
      [randomUUID(), createHash("sha256").update(token).digest(), person],
    );
  });
  return token;
}

export class WallServer {
  private constructor(
    readonly address: string,
    readonly token: string,
    private readonly server: Child,
  ) {}

  static async start(run: Run, site: Site, token: string): Promise<WallServer> {
    const { address, server } = await serve(run, "ours", site, { flags: PROBED });
    return new WallServer(address, token, server);
  }

  private get headers(): { cookie: string } {
    return { cookie: `${COOKIE}=${this.token}` };
  }

  /** One panel, as the screen asks for it before it goes on. */
  async panel(index: number): Promise<void> {
    const answer = await fetch(`${this.address}/wall?panel=${index}`, {
      headers: { ...this.headers, "x-wall-next": "1" },
    });
    const html = await answer.text();
    if (answer.status !== 200 || !html.includes("wall-foot")) throw new Error(`panel ${index} is not there`);
  }

  memory(): Promise<Memory> {
    return memoryOf(this.server);
  }

  /** Milliseconds for each of `amount` requests, one after the other: a screen asks alone. */
  async cost(page: string, amount: number, isOpen: boolean): Promise<number[]> {
    const times: number[] = [];
    for (let left = amount; left > 0; left--) {
      const began = performance.now();
      const answer = await fetch(this.address + page, isOpen ? { headers: this.headers } : {});
      await answer.arrayBuffer();
      times.push(performance.now() - began);
      if (answer.status !== 200) throw new Error(`${page} answers ${answer.status}`);
    }
    return times;
  }
}
