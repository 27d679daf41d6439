/** Loaded into a server that is measured: asked for its memory, it collects what can be collected and says what is left. */
import cluster from "node:cluster";
import { once } from "node:events";

const ROUNDS = 3;

function own() {
  for (let round = 0; round < ROUNDS; round++) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapUsed, external, rss };
}

async function ofWorker(worker) {
  worker.send("memory");
  const [memory] = await once(worker, "message");
  return memory;
}

const sum = (memories, key) => memories.reduce((total, memory) => total + memory[key], 0);

/** Of a server of several processes: of all together, one after the other, so that the others can answer meanwhile. */
async function all() {
  const memories = [own()];
  for (const worker of Object.values(cluster.workers ?? {})) memories.push(await ofWorker(worker));
  return {
    heapUsed: sum(memories, "heapUsed"),
    external: sum(memories, "external"),
    rss: sum(memories, "rss"),
  };
}

process.on("message", async (message) => {
  if (message === "memory") process.send?.(await all());
});
