/** The memory of a server that is measured: it runs with a probe, which answers what is left after a collection. */
import { once } from "node:events";
import path from "node:path";
import type { Child } from "./child";

/** The flags of Node with which such a server is started. */
export const PROBED = ["--expose-gc", "--import", path.join(import.meta.dirname, "memory-probe.mjs")];

/** Bytes that are left after a collection: the heap, and the buffers outside of it. */
export type Memory = { heapUsed: number; external: number; rss: number };

/** One question at a time. @throws when the server is gone, which answers nothing any more */
export async function memoryOf({ process, ended }: Child): Promise<Memory> {
  const gone = ended.then(() => {
    throw new Error("The server whose memory is asked for is gone");
  });
  const said = Promise.race([once(process, "message"), gone]);
  process.send("memory");
  const [memory] = (await said) as [Memory];
  return memory;
}
