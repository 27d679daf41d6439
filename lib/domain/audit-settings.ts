/** What audit entries say a setting should hold: of the checks bound by bound, of the codes the whole table. */
import { z } from "zod";
import { isPlain, recordSchema } from "./audit-changes";
import type { ReplayEntry, Said } from "./audit-replay";
import { JUMP_BOUNDS_SETTING } from "./check-bounds";
import { EXCHANGE_CODES_SETTING } from "./exchange-codes";

/** Those that people change, by key; the others come with the program. */
export const AUDITED_SETTINGS = [JUMP_BOUNDS_SETTING, EXCHANGE_CODES_SETTING] as const;

/** Value by value: `{"a": {"b": 1}}` is `a.b`. */
export function settingSaid(value: unknown, path: readonly string[] = []): Said {
  if (value === null || isPlain(value)) return { [path.join(".")]: value };
  const entries = Object.entries(recordSchema.safeParse(value).data ?? {});
  return Object.assign({}, ...entries.map(([key, one]) => settingSaid(one, [...path, key]))) as Said;
}

const boundSchema = z.looseObject({ indicator: z.string(), isDefault: z.boolean() });

/** What holds after an entry of the setting. */
export function replaySetting(known: Said, { event, after }: Pick<ReplayEntry, "event" | "after">): Said {
  if (event === "setting.exchange") return settingSaid(after);
  const answer = boundSchema.safeParse(after);
  if (event !== "setting.checks" || !answer.success) return known;
  const { indicator, isDefault, ...bound } = answer.data;
  const others = Object.entries(known).filter(([path]) => !path.startsWith(`${indicator}.`));
  return { ...Object.fromEntries(others), ...(isDefault ? {} : settingSaid(bound, [indicator])) };
}

/** Both with every value of either: what is missing is `null`. */
export function settingPair(said: Said, row: Said): { said: Said; row: Said } {
  const nothing = Object.fromEntries(Object.keys({ ...said, ...row }).map((path) => [path, null]));
  return { said: { ...nothing, ...said }, row: { ...nothing, ...row } };
}
