/** Tells a person what is being done, and how long each step took. */

const seconds = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/** `write` gets whole lines. */
export function reporter(write) {
  return {
    /** A line before a long step and one after it. */
    async step(name, run) {
      const start = Date.now();
      write(`- ${name} …`);
      const result = await run();
      write(`  done in ${seconds(start)}`);
      return result;
    },
    detail: (line) => write(`  ${line}`),
    warn: (line) => write(`Warning: ${line}`),
    line: write,
  };
}
