import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");
const alias = { "@": root, "server-only": path.join(root, "tests/support/empty.ts") };
// A zone nobody here lives in: code that forgets to name its zone fails instead of passing by luck.
const env = { TZ: "Asia/Kathmandu" };

export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        root,
        resolve: { alias },
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], env, testTimeout: 30_000 },
      },
      {
        root,
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          env,
          globalSetup: "tests/support/global-setup.ts",
          setupFiles: "tests/support/test-db.ts",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        resolve: { alias },
        test: {
          // Starts and kills real servers on the production build, one at a time.
          name: "platform",
          include: ["tests/platform/**/*.test.ts"],
          env,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
