/** Builds the app for production, when there is no build or what it was made from changed. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runNode } from "./child.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { withMutex } from "./mutex.mjs";
import { ROOT } from "./settings.mjs";

const FOLDERS = ["app", "components", "lib", "public", "prisma"];
const ROOT_FILES = /^(?!eslint|knip|next-env)[^/]+\.(ts|js|mjs|json)$/;

const isInput = (name) =>
  name.includes("/") ? name !== "prisma/client" : FOLDERS.includes(name) || ROOT_FILES.test(name);

/** The key of the server actions is part of a build, so another key needs another build. */
function buildInputs(env) {
  const key = createHash("sha256")
    .update(env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? "")
    .digest("hex");
  return fingerprint(isInput, key);
}

const nextBin = path.join(ROOT, "node_modules/next/dist/bin/next");

const stampOf = (distDir) => path.join(ROOT, distDir, "bao-phu-inputs");

function isBuilt(distDir, inputs) {
  const [id, stamp] = [path.join(ROOT, distDir, "BUILD_ID"), stampOf(distDir)];
  return existsSync(id) && existsSync(stamp) && readFileSync(stamp, "utf8") === inputs;
}

/** `env` is the environment of the app. A build that fits is not touched: its folder may be read-only. */
export async function ensureBuild(distDir, env, step) {
  const inputs = buildInputs(env);
  if (isBuilt(distDir, inputs)) return;
  await withMutex(path.join(ROOT, ".prepare", `build-${path.basename(distDir)}`), async () => {
    if (isBuilt(distDir, inputs)) return;
    rmSync(stampOf(distDir), { force: true });
    await step("Building the app", () =>
      runNode("build", "next build failed", [nextBin, "build"], {
        env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir },
      }),
    );
    writeFileSync(stampOf(distDir), inputs);
  });
}
