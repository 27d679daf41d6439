/** Work that costs much, done few at a time; whoever comes when too many wait is refused at once, not served half. */

export class Turns {
  #working = 0;
  /** @type {{ who: unknown; start: () => void }[]} */
  #queue = [];
  #options;

  /**
   * `atOnce`: so many are worked at. `waiting`: so many may wait; with none whoever comes while others are served is refused.
   * `each`: so many of them for one person, as who asks for very much keeps nobody else out; left out, as many as may wait.
   * @param {{ atOnce: number; waiting: number; each?: number }} options
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * Null: too many wait already, and nothing was begun.
   * @template T
   * @param {unknown} who null where it is not told apart
   * @param {() => Promise<T>} work
   * @returns {Promise<T | null>}
   */
  async take(who, work) {
    const { atOnce, waiting, each = waiting } = this.#options;
    if (this.#working >= atOnce) {
      const own = this.#queue.filter((one) => one.who === who).length;
      if (this.#queue.length >= waiting || own >= each) return null;
      await new Promise((/** @type {(value?: unknown) => void} */ start) => this.#queue.push({ who, start }));
    } else this.#working += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes in between takes it.
      const next = this.#queue.shift();
      if (next) next.start();
      else this.#working -= 1;
    }
  }
}
