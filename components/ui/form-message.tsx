import type { FormState } from "@/lib/form-state";
import { Notice } from "./notice";
import { Told } from "./told";

/** What the last submit of a form led to; nothing before the first. */
export function FormMessage({ state }: { state: FormState }) {
  if (!state) return null;
  return (
    <Told answer={state}>
      <Notice kind={state.ok ? "done" : "error"}>{state.message}</Notice>
    </Told>
  );
}
