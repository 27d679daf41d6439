/** Work that costs much, done few at a time; whoever comes when too many wait is refused at once, not served half. */

type Options = {
  /** So many are worked at. */
  atOnce: number;
  /** So many may wait; with none whoever comes while others are served is refused. */
  waiting: number;
  /** So many of them for one person: who asks for very much keeps nobody else out. Left out: as many as may wait. */
  each?: number;
};

export class Turns {
  private working = 0;
  private readonly queue: { who: string | null; start: () => void }[] = [];

  constructor(private readonly options: Options) {}

  /** Null: too many wait already, and nothing was begun. @param who null where it is not told apart */
  async take<T>(who: string | null, work: () => Promise<T>): Promise<T | null> {
    const { atOnce, waiting, each = waiting } = this.options;
    if (this.working >= atOnce) {
      const own = this.queue.filter((one) => one.who === who).length;
      if (this.queue.length >= waiting || own >= each) return null;
      await new Promise<void>((start) => this.queue.push({ who, start }));
    } else this.working += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes in between takes it.
      const next = this.queue.shift();
      if (next) next.start();
      else this.working -= 1;
    }
  }
}
