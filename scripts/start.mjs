/** `npm start`: everything from a fresh clone to a served app. Begins with nothing but Node itself. */
import { nodeRefusal } from "./platform/node-version.mjs";

const refusal = nodeRefusal(process.versions.node);
if (refusal === null) {
  import("./platform/start.mjs").then(({ main }) => main());
} else {
  console.error(`Error: ${refusal}`);
  process.exitCode = 10;
}
