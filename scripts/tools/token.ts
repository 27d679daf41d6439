/** npm run token: bearer tokens for programs that read the API. */
import { createToken, listTokens, revokeToken, TOKEN_DAYS_MAX } from "@/lib/data/tokens";
import { optional, Refused, required, runCommand, type Values } from "./parts/command";

const USAGE = `Usage: npm run token -- <command> [options]
  create --username U [--days 90] [--label L]   prints the token once; at most ${TOKEN_DAYS_MAX} days
  list   [--username U]
  revoke --id ID
A token may do what its user may do, and nothing once the user is disabled.`;

const text = { type: "string" } as const;
const by = () => ({ actorId: null, now: new Date() });

function daysOf(given: string): number {
  const days = /^\d{1,4}$/.test(given) ? Number(given) : 0;
  if (days < 1 || days > TOKEN_DAYS_MAX)
    throw new Refused(`--days takes 1 to ${TOKEN_DAYS_MAX}, not "${given}"`);
  return days;
}

async function create(values: Values): Promise<string> {
  const username = required(values, "username");
  const days = daysOf(optional(values, "days") ?? "90");
  const made = await createToken(
    { username, days, label: optional(values, "label") ?? "command line" },
    by(),
  );
  if (!made.ok) throw new Refused(`there is no active user "${username}"`);
  console.error(
    `Token ${made.id} of ${username}, valid until ${made.expiresAt.toISOString()}. It is not shown again:`,
  );
  return made.token;
}

async function list(values: Values): Promise<string> {
  const now = new Date();
  const rows = (await listTokens(optional(values, "username"))).map((token) => [
    token.id,
    token.username,
    token.revokedAt ? "revoked" : token.expiresAt <= now ? "expired" : "live",
    token.expiresAt.toISOString(),
    token.label,
  ]);
  return rows.map((row) => row.join("\t")).join("\n");
}

async function revoke(values: Values): Promise<string> {
  const id = required(values, "id");
  if (!(await revokeToken(id, by()))) throw new Refused(`there is no live token "${id}"`);
  return `${id}: revoked`;
}

await runCommand(USAGE, {
  create: { options: { username: text, days: text, label: text }, run: create },
  list: { options: { username: text }, run: list },
  revoke: { options: { id: text }, run: revoke },
});
