/** The one way into a form action: who is asking, is the input well formed, then run; a bug never reaches the screen. */
import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { requestLog } from "@/lib/auth/request-context";
import { requireActor, requireSignedIn } from "@/lib/auth/session";
import type { Actor } from "@/lib/domain/policy";
import { FAILED, refused, type FormState } from "@/lib/form-state";

/** React's own fields, sent by forms without JavaScript, are no input of ours. */
function fieldsOf(form: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith("$ACTION")));
}

type Written = string | number | boolean | null | undefined | readonly Written[] | WrittenFields;
type WrittenFields = { readonly [name: string]: Written };
/** What a form without JavaScript can be told: the answer is written into the page, and React writes no bigint and no Date there. */
type Told = null | WrittenFields;

type FormAction<State> = (previous: State, form: FormData) => Promise<State>;

/** Answers a refusal with the fields that were posted, unless it says itself. Not for forms with a password. */
export function keepingValues<State extends FormState & Told>(action: FormAction<State>): FormAction<State> {
  return async (previous, form) => {
    const state = await action(previous, form);
    if (state === null || state.ok) return state;
    const texts = Object.entries(fieldsOf(form)).filter((field): field is [string, string] => {
      return typeof field[1] === "string";
    });
    return { values: Object.fromEntries(texts), ...state };
  };
}

type Run<Schema extends z.ZodType, State> = (
  input: z.output<Schema>,
  actor: Actor,
) => Promise<State | FormState>;

function guarded<Schema extends z.ZodType, State>(
  who: () => Promise<Actor>,
  schema: Schema,
  run: Run<Schema, State>,
): FormAction<State | FormState> {
  return async (_previous, form) => {
    const actor = await who();
    try {
      const parsed = schema.safeParse(fieldsOf(form));
      if (!parsed.success) {
        return {
          ok: false,
          message: "Dữ liệu chưa hợp lệ",
          fieldErrors: z.flattenError(parsed.error).fieldErrors,
        };
      }
      return await run(parsed.data, actor);
    } catch (error) {
      unstable_rethrow(error);
      (await requestLog()).error({ err: error }, "action failed");
      return refused(FAILED);
    }
  };
}

/**
 * A server action for `<form action>` and `useActionState`. Fields are strings, the last of a repeated name counts.
 * `run` returns refusals as values; an exception is logged and answered with one line.
 */
export function formAction<Schema extends z.ZodType, State extends FormState = never>(
  schema: Schema,
  run: Run<Schema, State>,
): FormAction<State | FormState> {
  return guarded(requireActor, schema, run);
}

/** The same for the own account, which is open to people who have to settle something before they may do anything. */
export function accountAction<Schema extends z.ZodType>(
  schema: Schema,
  run: Run<Schema, FormState>,
): FormAction<FormState> {
  return guarded(async () => (await requireSignedIn()).actor, schema, run);
}
