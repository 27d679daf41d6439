/** Password hashes: argon2id with the library's defaults (19 MiB, two passes), about 12 ms each. */
import { hash, verify } from "@node-rs/argon2";
import { normalisePassword, PASSWORD_MAX } from "@/lib/domain/sign-in";

/** With a salt of its own each time. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password));
}

let dummy: Promise<string> | undefined;

/**
 * Does the password fit? Without a hash (unknown name, single sign-on only) a dummy is verified all the same, so that the
 * answer takes as long and tells nothing.
 */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hash("nobody signs in with this");
  const fits = await verify(
    passwordHash ?? (await dummy),
    normalisePassword(password.slice(0, PASSWORD_MAX + 1)),
  );
  return passwordHash !== null && fits;
}
