/** The frame of a command-line tool with subcommands: options are named and strict, a refusal is one line and exit code 1. */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { db } from "@/lib/data/db";
import { failureText } from "./failure";

/** What the caller asked for cannot be done; the message is one line that says what to do. */
export class Refused extends Error {}

export type Values = Record<string, string | boolean | undefined>;
export type Command = { options: ParseArgsOptionsConfig; run: (values: Values) => Promise<string> };

/** A text option that must be there. */
export function required(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== "string" || value === "") throw new Refused(`--${name} is missing`);
  return value;
}

export function optional(values: Values, name: string): string | undefined {
  return values[name] === undefined ? undefined : required(values, name);
}

async function answer(usage: string, commands: Record<string, Command>, argv: string[]): Promise<string> {
  const [name = "", ...args] = argv;
  if (["", "help", "--help", "-h"].includes(name)) return usage;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Refused(`unknown command "${name}"\n${usage}`);
  return command.run(parseArgs({ args, options: command.options, strict: true }).values as Values);
}

/** An unknown option, or one without its value, is the caller's mistake. */
function isMistake(error: unknown): error is Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return error instanceof Refused || code.startsWith("ERR_PARSE_ARGS");
}

/** Prints what the command answers; sets the exit code and closes the database. */
export async function runCommand(usage: string, commands: Record<string, Command>): Promise<void> {
  try {
    console.log(await answer(usage, commands, process.argv.slice(2)));
  } catch (error) {
    console.error(`Error: ${isMistake(error) ? error.message : failureText(error)}`);
    process.exitCode = 1;
  } finally {
    await db.$disconnect();
  }
}
