/**
 * An official paper as a Word document: the same data as its page. It is written in a thread of its own, so that nobody's page
 * waits for it, and in a heap of its own, whose size is known; the thread ends once nobody has asked for a while.
 */
import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { MOTTO, numberLine, placeAndDay, type Paper } from "@/lib/domain/paper";

/** A paper that must fit on one page takes smaller sentences and tables. */
type PaperLook = "full" | "compact";

// Plain JavaScript, found under the folder of the application: Node 20 runs no TypeScript.
const WORKER = path.join(process.cwd(), "lib/word/paper-worker.mjs");
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const SLOWEST = 60_000;
const REST = 30_000;

type Answer = { id: number } & ({ bytes: Uint8Array } | { failure: string });
type Asked = { resolve: (bytes: Buffer) => void; reject: (error: Error) => void; limit: NodeJS.Timeout };

class Writer {
  private readonly asked = new Map<number, Asked>();
  private readonly worker: Worker;
  private rest: NodeJS.Timeout | undefined;
  private last = 0;
  isOver = false;

  constructor() {
    this.worker = new Worker(WORKER, { resourceLimits: LIMITS, env: {}, execArgv: [] });
    this.worker.on("message", (answer: Answer) => this.settle(answer));
    this.worker.on("error", (error) => this.end(error));
    this.worker.on("exit", () => this.end(new Error("The thread that writes Word documents has ended")));
    // It keeps no process alive in which nobody waits.
    this.worker.unref();
  }

  write(paper: object, look: PaperLook): Promise<Buffer> {
    clearTimeout(this.rest);
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      const tooSlow = () => this.end(new Error("A Word document took too long"));
      this.asked.set(id, { resolve, reject, limit: setTimeout(tooSlow, SLOWEST) });
      this.worker.postMessage({ id, paper, look });
    });
  }

  private settle(answer: Answer): void {
    const asked = this.asked.get(answer.id);
    this.asked.delete(answer.id);
    clearTimeout(asked?.limit);
    if ("bytes" in answer) asked?.resolve(Buffer.from(answer.bytes));
    else asked?.reject(new Error(answer.failure));
    if (this.asked.size > 0) return;
    this.rest = setTimeout(() => this.end(new Error("idle")), REST);
    this.rest.unref();
  }

  private end(error: Error): void {
    this.isOver = true;
    clearTimeout(this.rest);
    for (const { reject, limit } of this.asked.values()) {
      clearTimeout(limit);
      reject(error);
    }
    this.asked.clear();
    void this.worker.terminate();
  }
}

let writer: Writer | null = null;

export function writePaper(paper: Paper, look: PaperLook = "full"): Promise<Buffer> {
  if (writer === null || writer.isOver) writer = new Writer();
  const { place, day } = paper;
  const lines = { motto: MOTTO, numberLine: numberLine(paper), placeAndDay: placeAndDay(place, day) };
  return writer.write({ ...paper, ...lines }, look);
}
