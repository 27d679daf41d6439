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

/** `env` is the environment of the app, with NEXT_DIST_DIR if the build lies elsewhere than in .next. */
export function ensureBuild(distDir, env, step) {
  return withMutex(path.join(ROOT, ".prepare", `build-${path.basename(distDir)}`), () =>
    build(distDir, env, step),
  );
}

async function build(distDir, env, step) {
  const stamp = path.join(ROOT, distDir, "bao-phu-inputs");
  const inputs = buildInputs(env);
  if (
    existsSync(path.join(ROOT, distDir, "BUILD_ID")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === inputs
  )
    return;
  rmSync(stamp, { force: true });
  await step("Building the app", () =>
    runNode("build", "next build failed", [nextBin, "build"], {
      env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir },
    }),
  );
  writeFileSync(stamp, inputs);
}
