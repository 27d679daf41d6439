/** One person at the form of the month: types numbers without end, and remembers what was typed last and what the page said. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import { E2E_SECRET } from "@/tests/support/e2e-settings";

const CELLS = 6;
/** No save may take longer than that once nothing is broken any more: a page tries again after ten seconds. */
const PATIENCE = 60_000;
const TROUBLE = /^(Mất kết nối|Máy chủ chưa lưu được)/;
const SAVED = /^Đã lưu \d+\/\d+ ô/;

export type Seat = { userId: string; unit: string; period: string };

export class Typist {
  /** Per cell every number that was typed, in this order; none twice. */
  readonly typed = new Map<string, string[]>();
  /** Numbers of which it is not known whether the page still took them: it went away at that moment. */
  readonly doubtful = new Map<string, string[]>();
  /** What the page said while the database was away. */
  readonly told = new Set<string>();
  failed = 0;

  private page: Page | null = null;
  private loop: Promise<void> = Promise.resolve();
  private isTyping = false;
  private last = 0;
  private cells: string[] = [];

  private constructor(
    readonly seat: Seat,
    private readonly address: string,
    private readonly context: BrowserContext,
  ) {}

  static async arrive(browser: Browser, seat: Seat, address: string): Promise<Typist> {
    const context = await browser.newContext({
      baseURL: address,
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
    });
    context.setDefaultTimeout(PATIENCE);
    const typist = new Typist(seat, address, context);
    await typist.signIn(0);
    return typist;
  }

  /** @param version of the sessions of this person, as the database has it */
  async signIn(version: number): Promise<void> {
    const now = new Date();
    const claims = { sub: this.seat.userId, version, signedInAt: Math.floor(now.getTime() / 1000) };
    const value = await encodeSession(claims, E2E_SECRET, now);
    await this.context.addCookies([
      { name: sessionCookieName(false), value, url: this.address, httpOnly: true },
    ]);
  }

  /** In a new tab, or in the one that is there. Nobody waits until the page's script runs before typing. */
  async open(): Promise<void> {
    if (!this.page) {
      this.page = await this.context.newPage();
      this.page.on("dialog", (dialog) => void dialog.accept());
    }
    const path = `/entry/${this.seat.unit}/${this.seat.period}`;
    const answer = await this.page.goto(path, { waitUntil: "domcontentloaded" });
    if (answer?.status() !== 200) throw new Error(`${path} answers ${answer?.status()}`);
    const names = await this.page
      .locator('input[name^="v."]:not([readonly])')
      .evaluateAll((all) => all.map((input) => input.getAttribute("name") ?? ""));
    this.cells = names.map((name) => name.slice(2)).slice(0, CELLS);
    if (this.cells.length === 0) throw new Error(`${path} has no cell to type into`);
  }

  start(): void {
    this.isTyping = true;
    this.loop = this.typeOn();
  }

  async stop(): Promise<void> {
    this.isTyping = false;
    await this.loop;
  }

  /** Types one number more, and the tab is gone before it is saved. */
  async closeInTheMiddle(): Promise<void> {
    await this.stop();
    await this.typeOne({ leaves: false });
    await this.page?.close();
    this.page = null;
  }

  private async typeOn(): Promise<void> {
    while (this.isTyping) {
      await this.typeOne({ leaves: Math.random() < 0.6 });
      await this.listen();
      await sleep(300 + Math.random() * 2200);
    }
  }

  private async typeOne({ leaves }: { leaves: boolean }): Promise<void> {
    const cell = this.cells[Math.floor(Math.random() * this.cells.length)];
    if (!this.page || cell === undefined) return;
    const number = String(1000 + ++this.last);
    try {
      const input = this.page.locator(`#c-${cell}`);
      await input.fill(number, { timeout: 5000 });
      note(this.typed, cell, number);
      if (leaves) await input.press("Enter", { timeout: 5000 });
    } catch {
      if (this.typed.get(cell)?.at(-1) !== number) note(this.doubtful, cell, number);
      this.failed += 1;
    }
  }

  async says(): Promise<string> {
    const words = await this.page
      ?.locator(".submit-bar [role=status]")
      .textContent({ timeout: 5000 })
      .catch(() => null);
    return words ?? `no form at ${this.page?.url()}`;
  }

  private async listen(): Promise<void> {
    const words = await this.says();
    if (TROUBLE.test(words)) this.told.add(words);
  }

  /** Until the page has said that nothing is being saved now, or its patience is over. */
  async hear(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (this.told.size === 0 && Date.now() < end) {
      await this.listen();
      await sleep(200);
    }
  }

  /** Null once the page says that everything is saved, otherwise its last words. */
  async untilSaved(): Promise<string | null> {
    const end = Date.now() + PATIENCE;
    let words = await this.says();
    // Twice: what was typed last may not have been noticed yet.
    for (let calm = 0; Date.now() < end; words = await this.says()) {
      calm = SAVED.test(words) ? calm + 1 : 0;
      if (calm === 4) return null;
      await sleep(500);
    }
    return words;
  }

  async untilSignIn(): Promise<void> {
    await this.page?.waitForURL(/\/login/);
  }

  /** Numbers typed into this cell after the last one that the page surely took. */
  later(cell: string): string[] {
    const last = Number(this.typed.get(cell)?.at(-1) ?? 0);
    return (this.doubtful.get(cell) ?? []).filter((number) => Number(number) > last);
  }

  /** The cells that a page just opened shows with another number than was typed into them last. */
  async missing(): Promise<string[]> {
    const found: string[] = [];
    for (const [cell, numbers] of this.typed) {
      const wanted = [numbers.at(-1), ...this.later(cell)];
      const end = Date.now() + 10_000;
      let shown = await this.shown(cell);
      for (; !wanted.includes(shown) && Date.now() < end; shown = await this.shown(cell)) await sleep(200);
      if (!wanted.includes(shown)) found.push(`${cell}: ${shown} instead of ${numbers.at(-1)}`);
    }
    return found;
  }

  private async shown(cell: string): Promise<string> {
    const text = await this.page?.locator(`#c-${cell}`).inputValue();
    return (text ?? "").replaceAll(".", "");
  }
}

function note(book: Map<string, string[]>, cell: string, number: string): void {
  book.set(cell, [...(book.get(cell) ?? []), number]);
}
