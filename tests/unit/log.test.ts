import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const SCRIPT = `
  import { log } from "@/lib/log";
  log.child({ requestId: "r-1" }).info({ password: "p-1", user: { token: "t-1" }, name: "Hương" }, "signed in");
  log.warn({ request: { headers: { authorization: "Bearer a-1", cookie: "c-1" } } }, "refused");
`;

test("a log line is JSON with its level, time and request id, and without secrets", () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "--input-type=module", "--eval", SCRIPT],
    {
      cwd: path.resolve(import.meta.dirname, "../.."),
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "postgresql://nobody@127.0.0.1/nowhere" },
    },
  );
  const lines = stdout.trim().split("\n");
  expect(lines, stderr).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    requestId: "r-1",
    msg: "signed in",
    name: "Hương",
  });
  expect(stdout).not.toMatch(/p-1|t-1|a-1|c-1/);
});
