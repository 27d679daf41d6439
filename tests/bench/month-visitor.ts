/** Somebody who is signed in and uses a browser without scripts, and what all of them together met with. */
import { encodeSession, sessionCookieName } from "@/lib/auth/session-token";
import type { Field } from "./plain-form";

/** What is done with the server, and timed. */
export type Deed = "read" | "open" | "save" | "submit" | "look" | "approve";

/** A person waits no longer for a page. */
const PATIENCE = 60_000;

/** The times and failures of everybody in one phase. */
export class Journal {
  readonly times: Record<Deed, number[]> = {
    read: [],
    open: [],
    save: [],
    submit: [],
    look: [],
    approve: [],
  };
  readonly failures: string[] = [];
  /** Answers that came while the server was stopped for something that only the measuring does. */
  untimed = 0;
  /** Beginnings and ends of such stops, one after the other: odd while it stands still. */
  #edges = 0;

  get requests(): number {
    return Object.values(this.times).reduce((sum, { length }) => sum + length, this.untimed);
  }

  /** Nobody is timed meanwhile: a server in use does not stand still for this. */
  async stopping<T>(work: () => Promise<T>): Promise<T> {
    this.#edges += 1;
    try {
      return await work();
    } finally {
      this.#edges += 1;
    }
  }

  /** Call it when something is asked, and what it returns when the answer is there. */
  clock(deed: Deed): () => void {
    const [began, edges] = [performance.now(), this.#edges];
    return () => {
      if (edges % 2 === 0 && edges === this.#edges) this.times[deed].push(performance.now() - began);
      else this.untimed += 1;
    };
  }

  fail(what: string): void {
    this.failures.push(what);
  }
}

/** What a page says in the way of an error. */
function complaintOf(html: string): string {
  const alert = /role="alert"[^>]*>([^]*?)<\/div><\/div>/.exec(html)?.[1] ?? "";
  return alert.replaceAll(/<[^>]*>/g, " ").trim() || "nothing about it";
}

export class Visitor {
  private constructor(
    private readonly address: string,
    private readonly cookie: string,
    private readonly journal: Journal,
  ) {}

  /** @param secret of the sessions of the server at this address */
  static async signIn(id: string, address: string, secret: string, journal: Journal): Promise<Visitor> {
    const now = new Date();
    const claims = { sub: id, version: 0, signedInAt: Math.floor(now.getTime() / 1000) };
    const cookie = `${sessionCookieName(false)}=${await encodeSession(claims, secret, now)}`;
    return new Visitor(address, cookie, journal);
  }

  /** The page; null if it did not come as it should, which is written down. */
  open(deed: Deed, path: string): Promise<string | null> {
    return this.ask(deed, path, {}, () => null);
  }

  /**
   * Posts to the page that held the form, as the form does.
   * @param wrong what the page that comes back shows to be amiss, or null
   */
  post(
    deed: Deed,
    path: string,
    fields: readonly Field[],
    wrong: (html: string) => string | null,
  ): Promise<string | null> {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    return this.ask(deed, path, { method: "POST", headers: { origin: this.address }, body }, wrong);
  }

  private async ask(
    deed: Deed,
    path: string,
    request: { method?: string; headers?: Record<string, string>; body?: FormData },
    wrong: (html: string) => string | null,
  ): Promise<string | null> {
    const answered = this.journal.clock(deed);
    try {
      const answer = await fetch(this.address + path, {
        ...request,
        // A browser asks again where the server has just closed the connection that it had kept.
        headers: { ...request.headers, cookie: this.cookie, connection: "close" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
      const html = await answer.text();
      answered();
      const amiss = answer.status === 200 ? wrong(html) : `answer ${answer.status}`;
      if (amiss === null) return html;
      this.journal.fail(`${deed} ${path}: ${amiss}; the page says ${complaintOf(html)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      this.journal.fail(`${deed} ${path}: ${message} ${cause instanceof Error ? cause.message : ""}`);
    }
    return null;
  }
}
