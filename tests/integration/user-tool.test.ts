import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { passwordFits } from "@/lib/auth/password";
import { db } from "@/lib/data/db";
import { getTokenUserId } from "@/lib/data/tokens";
import { plantSmallTree } from "@/tests/support/small-tree";

/** The tool as npm run starts it, on this test's database. */
function run(
  tool: "user" | "token" | "rollups" | "load",
  args: string[],
  input = "",
  DATABASE_URL = process.env.DATABASE_URL,
) {
  const flags = ["--conditions=react-server", "--import", "tsx", `scripts/tools/${tool}.ts`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], {
    input,
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL },
  });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

beforeAll(plantSmallTree);

test("a user is made from the command line, with the password from standard input", async () => {
  const args = ["create", "--username", "quanly", "--role", "manager", "--unit", "68", "--name", "Quản lý"];
  expect(run("user", args, "một câu đủ dài\n")).toMatchObject({
    status: 0,
    stdout: "quanly: created as manager of 68, password to be changed at the first sign-in",
  });
  const user = await db.user.findUniqueOrThrow({ where: { username: "quanly" } });
  expect(user).toMatchObject({ unitId: "68-2025", displayName: "Quản lý", mustChangePassword: true });
  expect(await passwordFits(user.passwordHash, "một câu đủ dài")).toBe(true);
  expect(await db.auditEntry.findMany()).toMatchObject([
    { provinceId: "68-2025", event: "user.create", subject: "user:quanly", actorId: null },
  ]);
});

test("with --keep-password it need not be changed", async () => {
  const args = ["create", "--username", "xem", "--role", "viewer", "--unit", "VN", "--keep-password"];
  expect(run("user", args, "một câu đủ dài")).toMatchObject({
    status: 0,
    stdout: "xem: created as viewer of VN",
  });
  expect(await db.user.findUnique({ where: { username: "xem" } })).toMatchObject({
    mustChangePassword: false,
  });
});

test("an address for mails is given and taken away", async () => {
  const emailOf = async () => (await db.user.findUniqueOrThrow({ where: { username: "thu" } })).email;
  const args = [
    "create",
    "--username",
    "thu",
    "--role",
    "viewer",
    "--unit",
    "VN",
    "--email",
    "thu@bhxh.example",
  ];
  expect(run("user", args, "một câu đủ dài").status).toBe(0);
  expect(await emailOf()).toBe("thu@bhxh.example");
  expect(run("user", ["email", "--username", "thu", "--clear"]).stdout).toBe("thu: gets no mails any more");
  expect(await emailOf()).toBeNull();
});

test.each([
  [["email", "--username", "xem", "--email", "xem@"], "", "--email takes one address"],
  [["create", "--username", "moi", "--role", "manager", "--unit", "68"], "ngắn", "at least 12 characters"],
  [
    ["create", "--username", "moi", "--role", "chief", "--unit", "68"],
    "một câu đủ dài",
    'unknown role "chief"',
  ],
  [
    ["create", "--username", "Mới", "--role", "manager", "--unit", "68"],
    "một câu đủ dài",
    "--username takes",
  ],
  [
    ["create", "--username", "moi", "--role", "manager", "--unit", "60"],
    "một câu đủ dài",
    "successors: 68-2025",
  ],
  [["disable", "--username", "khong-co"], "", 'there is no user "khong-co"'],
  [["list", "--all"], "", "Unknown option '--all'"],
])("%j with the input %j is refused: %s", async (args, input, message) => {
  const { status, stdout, stderr } = run("user", args, input);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(`Error: `);
  expect(stderr).toContain(message);
  expect(await db.user.findUnique({ where: { username: "moi" } })).toBeNull();
});

test.each([
  ["user", "list"],
  ["token", "list"],
  ["rollups", "--verify"],
  ["load", "--units=package.json"],
] as const)("%s says in one line that the database does not answer", (tool, argument) => {
  const { status, stdout, stderr } = run(tool, [argument], "", "postgresql://nobody@127.0.0.1:1/nothing");
  expect(status).not.toBe(0);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^Error: [^\n]*(127\.0\.0\.1|ECONNREFUSED)[^\n]*$/);
});

test("a token is printed alone on standard output, works, and is revoked", async () => {
  const { stdout: token, stderr } = run("token", [
    "create",
    "--username",
    "xem",
    "--days",
    "7",
    "--label",
    "kho",
  ]);
  expect(token).toMatch(/^bp_[\w-]{43}$/);
  expect(stderr).not.toContain(token);
  expect(await getTokenUserId(token, new Date())).not.toBeNull();
  const listed = run("token", ["list", "--username", "xem"]).stdout.split("\t");
  expect(listed.slice(1, 3)).toEqual(["xem", "live"]);
  expect(run("token", ["revoke", "--id", listed[0] ?? ""]).status).toBe(0);
  expect(await getTokenUserId(token, new Date())).toBeNull();
});
