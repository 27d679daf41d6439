/** Reads a password from standard input; typed at a terminal it is not shown. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { passwordFault, PASSWORD_MAX, PASSWORD_MIN } from "@/lib/domain/sign-in";
import { Refused } from "./command";

async function typed(): Promise<string> {
  process.stderr.write("Password: ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  terminal.once("SIGINT", () => process.exit(130));
  const line = await terminal.question("");
  terminal.close();
  process.stderr.write("\n");
  return line;
}

const FAULTS = {
  "too-short": `the password must have at least ${PASSWORD_MIN} characters`,
  "too-long": `the password must have at most ${PASSWORD_MAX} characters`,
  "is-username": "the password must not be the username",
};

/** The first line of standard input. @throws Refused if it may not be this user's password */
export async function readPassword(username: string): Promise<string> {
  const input = process.stdin.isTTY ? await typed() : await text(process.stdin);
  const [password = ""] = input.split(/\r?\n/);
  if (password === "") throw new Refused("standard input holds no password");
  const fault = passwordFault(password, username);
  if (fault) throw new Refused(FAULTS[fault]);
  return password;
}
