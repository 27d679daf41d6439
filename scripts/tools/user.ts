/** npm run user: creates, lists and changes users from the command line. */
import { hashPassword } from "@/lib/auth/password";
import { isDemo } from "@/lib/data/reference";
import {
  createUser,
  moveUser,
  setUserActive,
  setUserIdentity,
  setUserMail,
  setUserPassword,
  setUserPhone,
  type UserOutcome,
} from "@/lib/data/user-changes";
import { listUsers } from "@/lib/data/users";
import { emailSchema } from "@/lib/domain/mail";
import { phoneSchema } from "@/lib/domain/phone";
import { ROLES, type Role } from "@/lib/domain/policy";
import { usernameSchema } from "@/lib/domain/sign-in";
import { optional, Refused, required, runCommand, type Values } from "./parts/command";
import { readPassword } from "./parts/password-input";
import { explainUserRefusal } from "./parts/user-refusal";

const USAGE = `Usage: npm run user -- <command> [options]
  create   --username U --role R --unit CODE [--name N] [--email A] [--keep-password]
                                                                            password on standard input
  password --username U [--keep-password]                                   password on standard input
  move     --username U [--unit CODE] [--role R]
  disable  --username U
  enable   --username U
  email    --username U --email A, or --username U --clear
  phone    --username U --phone N, or --username U --clear
  oidc     --username U --issuer URL --subject S, or --username U --clear
  list
Roles: ${ROLES.join(", ")}. --unit takes a code or id that is valid today. A password must be changed
at the first sign-in unless --keep-password is given.`;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

const by = () => ({ actorId: null, now: new Date() });

function usernameOf(values: Values): string {
  const parsed = usernameSchema.safeParse(required(values, "username"));
  if (parsed.success) return parsed.data;
  throw new Refused(
    "--username takes 2 to 63 characters: a-z, 0-9, dot, hyphen, underscore; the first a letter or digit",
  );
}

function roleOf(given: string): Role {
  const role = ROLES.find((name) => name === given);
  if (!role) throw new Refused(`unknown role "${given}": use one of ${ROLES.join(", ")}`);
  return role;
}

function emailOf(given: string): string {
  const parsed = emailSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refused("--email takes one address, such as name@example.org");
}

function phoneOf(given: string): string {
  const parsed = phoneSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refused('--phone takes a number such as "0912 345 678"');
}

/** In a demo nobody is asked to change the password. */
async function mustChange(values: Values): Promise<boolean> {
  return values["keep-password"] !== true && !(await isDemo());
}

function done(username: string, outcome: UserOutcome, message: string): string {
  if (!outcome.ok) throw new Refused(explainUserRefusal(username, outcome));
  return `${username}: ${message}`;
}

async function create(values: Values): Promise<string> {
  const username = usernameOf(values);
  const role = roleOf(required(values, "role"));
  const unit = required(values, "unit");
  const displayName = optional(values, "name") ?? username;
  const given = optional(values, "email");
  const email = given === undefined ? null : emailOf(given);
  const passwordHash = await hashPassword(await readPassword(username));
  const mustChangePassword = await mustChange(values);
  const user = { username, displayName, role, unit, passwordHash, mustChangePassword, email };
  const note = mustChangePassword ? ", password to be changed at the first sign-in" : "";
  return done(username, await createUser(user, by()), `created as ${role} of ${unit}${note}`);
}

async function password(values: Values): Promise<string> {
  const username = usernameOf(values);
  const hash = await hashPassword(await readPassword(username));
  const outcome = await setUserPassword(username, hash, await mustChange(values), by());
  return done(username, outcome, "password set, all sessions ended");
}

async function move(values: Values): Promise<string> {
  const username = usernameOf(values);
  const [unit, role] = [optional(values, "unit"), optional(values, "role")];
  if (unit === undefined && role === undefined) throw new Refused("give --unit, --role or both");
  const to = { unit, role: role === undefined ? undefined : roleOf(role) };
  return done(username, await moveUser(username, to, by()), "moved, all sessions ended");
}

async function setActive(values: Values, isActive: boolean): Promise<string> {
  const username = usernameOf(values);
  const message = isActive ? "enabled" : "disabled, all sessions ended";
  return done(username, await setUserActive(username, isActive, by()), message);
}

async function email(values: Values): Promise<string> {
  const username = usernameOf(values);
  const address = values.clear === true ? null : emailOf(required(values, "email"));
  const message = address === null ? "gets no mails any more" : `mails go to ${address}`;
  return done(username, await setUserMail(username, { email: address }, by()), message);
}

async function phone(values: Values): Promise<string> {
  const username = usernameOf(values);
  const number = values.clear === true ? null : phoneOf(required(values, "phone"));
  const message = number === null ? "has no number any more" : `is called under ${number}`;
  return done(username, await setUserPhone(username, number, by()), message);
}

async function oidc(values: Values): Promise<string> {
  const username = usernameOf(values);
  const identity =
    values.clear === true
      ? null
      : { issuer: required(values, "issuer"), subject: required(values, "subject") };
  const message = identity ? "single sign-on identity set" : "single sign-on identity removed";
  return done(username, await setUserIdentity(username, identity, by()), message);
}

async function list(): Promise<string> {
  const rows = (await listUsers()).map((user) => [
    user.username,
    user.role,
    user.unitId,
    user.isActive ? "active" : "disabled",
    user.mustChangePassword ? "must change password" : "",
    user.hasIdentity ? "single sign-on" : "",
    user.displayName,
  ]);
  return rows.map((row) => row.join("\t")).join("\n");
}

await runCommand(USAGE, {
  create: {
    options: { username: text, role: text, unit: text, name: text, email: text, "keep-password": flag },
    run: create,
  },
  password: { options: { username: text, "keep-password": flag }, run: password },
  move: { options: { username: text, unit: text, role: text }, run: move },
  disable: { options: { username: text }, run: (values) => setActive(values, false) },
  enable: { options: { username: text }, run: (values) => setActive(values, true) },
  email: { options: { username: text, email: text, clear: flag }, run: email },
  phone: { options: { username: text, phone: text, clear: flag }, run: phone },
  oidc: { options: { username: text, issuer: text, subject: text, clear: flag }, run: oidc },
  list: { options: {}, run: list },
});
