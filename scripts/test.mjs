/** `npm test`: everything from a fresh clone to one line that says how many tests passed. */
import { nodeRefusal } from "./platform/node-version.mjs";

const refusal = nodeRefusal(process.versions.node);
if (refusal === null) {
  import("./platform/test.mjs").then(({ main }) => main(process.argv.slice(2)));
} else {
  console.error(`Error: ${refusal}`);
  process.exitCode = 10;
}
