/** Visits of a page by a headless Chromium, if asked on a slow machine and a slow line, and what it saw there. */
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import type { CleanUps } from "./run";

const CHROMIUM = "/usr/bin/chromium";
const OBSERVE = path.join(import.meta.dirname, "browser-observe.js");

/** "Fast 4G" of Chromium's developer tools: 9 Mbit/s down and 1.5 up, of which 90% arrive, and 165 ms before each answer. */
const LINE = { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };
const SLOWDOWN = 4;

const HEIGHTS = { 1440: 900, 390: 844 } as const;
export type Width = keyof typeof HEIGHTS;
export const WIDTHS = [1440, 390] as const;

export async function launch(cleanUps: CleanUps): Promise<Browser> {
  const browser = await chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  cleanUps.add(() => browser.close());
  return browser;
}

type Shift = {
  value: number;
  /** Within half a second of a click or key, where the metric does not count it. */
  byUser: boolean;
  at: number;
  what: string[];
};

/** What a page told about itself, from the first moment. */
type Seen = {
  /** When the largest thing of the page so far was drawn, in milliseconds. */
  lcp: number;
  lcpElement: string;
  shifts: Shift[];
};

type Cookie = { name: string; value: string; url: string };

declare global {
  interface Window {
    seen: Seen;
    untilDrawn: (clicked: string, awaited: string) => Promise<number>;
  }
}

export class Visitor {
  private told = 0;

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    readonly cdp: CDPSession,
  ) {}

  /** A browser that has seen nothing yet, signed in. */
  static async arrive(browser: Browser, cookie: Cookie, width: Width): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width, height: HEIGHTS[width] },
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
    });
    await context.addCookies([{ ...cookie, httpOnly: true }]);
    await context.addInitScript({ path: OBSERVE });
    const page = await context.newPage();
    return new Visitor(context, page, await context.newCDPSession(page));
  }

  async slowDown({ isLineSlow } = { isLineSlow: true }): Promise<void> {
    await this.cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    if (!isLineSlow) return;
    await this.cdp.send("Network.enable");
    await this.cdp.send("Network.emulateNetworkConditions", { offline: false, ...LINE });
  }

  /** Until nothing loads any more and what was loaded is drawn. */
  async open(url: string): Promise<void> {
    const answer = await this.page.goto(url, { waitUntil: "networkidle" });
    if (answer?.status() !== 200) throw new Error(`${url} answers ${answer?.status()}`);
    await this.settled();
  }

  /** Two frames, and a while for what a frame sets going. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))),
        ),
    );
  }

  seen(): Promise<Seen> {
    return this.page.evaluate(() => window.seen);
  }

  /** What moved since this was last asked. */
  async newShifts(): Promise<Shift[]> {
    const { shifts } = await this.seen();
    const fresh = shifts.slice(this.told);
    this.told = shifts.length;
    return fresh;
  }

  /** Clicks, and answers after how many milliseconds what is awaited was on the screen. */
  untilDrawn(clicked: string, awaited: string): Promise<number> {
    return this.page.evaluate(([from, to]) => window.untilDrawn(from, to), [clicked, awaited] as const);
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
