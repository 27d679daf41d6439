/** The production build that the browser tests and the tests of `npm start` share. */
import { ensureBuild } from "../../scripts/platform/build.mjs";
import { E2E_ACTIONS_KEY, E2E_DIST_DIR, E2E_SECRET } from "./e2e-settings";

/** Building reads the settings but connects to nothing. */
export function buildForTests(): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: "postgresql://nobody@127.0.0.1/nowhere",
    NEXTAUTH_SECRET: E2E_SECRET,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: E2E_ACTIONS_KEY,
  };
  return ensureBuild(E2E_DIST_DIR, env, async (name: string, run: () => Promise<unknown>) => {
    console.log(`${name} …`);
    return run();
  });
}

if (process.argv[1] === import.meta.filename) await buildForTests();
