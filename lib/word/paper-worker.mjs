/** Writes papers as Word documents in a thread of its own, one after the other, as long as somebody asks. */
import { parentPort } from "node:worker_threads";
import { paperDocument } from "./paper-document.mjs";

parentPort?.on("message", async ({ id, paper, look }) => {
  try {
    const bytes = new Uint8Array(await paperDocument(paper, look));
    parentPort?.postMessage({ id, bytes }, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({
      id,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
