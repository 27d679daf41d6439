/** `node scripts/tool.mjs <name> …`: runs scripts/tools/<name>.ts with everything it needs, starting only what is missing. */
import { nodeRefusal } from "./platform/node-version.mjs";

const refusal = nodeRefusal(process.versions.node);
if (refusal === null) {
  import("./platform/tool.mjs").then(({ main }) => main(process.argv.slice(2)));
} else {
  console.error(`Error: ${refusal}`);
  process.exitCode = 10;
}
