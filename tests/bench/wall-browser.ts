/** A real browser at a screen: it goes from panel to panel, and says how much memory its page still holds. */
import type { CDPSession, Page } from "@playwright/test";
import { launch } from "./browser-visit";
import type { Run } from "./run";
import { COOKIE, type WallServer } from "./wall-server";

const SCREEN = { width: 960, height: 540 };

export class WallBrowser {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
    private index: number,
  ) {}

  static async open({ cleanUps }: Run, { address, token }: WallServer): Promise<WallBrowser> {
    const browser = await launch(cleanUps);
    const context = await browser.newContext({ viewport: SCREEN });
    const { hostname } = new URL(address);
    await context.addCookies([
      { name: COOKIE, value: token, domain: hostname, path: "/wall", httpOnly: true, sameSite: "Strict" },
    ]);
    const page = await context.newPage();
    await page.goto(`${address}/wall?panel=0`);
    return new WallBrowser(page, await context.newCDPSession(page), 0);
  }

  /** The same way on as when the time of a panel is over. */
  async goOn(panels: number): Promise<void> {
    const next = (this.index + 1) % panels;
    await this.page.locator(".wall-foot").waitFor();
    await Promise.all([
      this.page.waitForURL((url) => url.searchParams.get("panel") === String(next)),
      this.press(),
    ]);
    this.index = next;
  }

  /** Until somebody listens, a key is lost. */
  private async press(): Promise<void> {
    await this.page.waitForFunction(() => document.documentElement.dataset.idle !== undefined);
    await this.page.keyboard.press("ArrowRight");
  }

  /** Bytes of the page's heap that are left after a collection. */
  async heap(): Promise<number> {
    await this.page.waitForFunction(() => document.documentElement.dataset.idle !== undefined);
    await this.session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.session.send("Runtime.getHeapUsage");
    return usedSize;
  }
}
