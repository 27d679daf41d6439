/** Loaded into a server that is measured: asked for its memory, it collects what can be collected and says what is left. */
const ROUNDS = 3;

process.on("message", (message) => {
  if (message !== "memory") return;
  for (let round = 0; round < ROUNDS; round++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heapUsed, external, rss });
});
