"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal, type FormState } from "@/lib/form-state";
import type { NoticeEvent } from "@/lib/domain/notice";

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  province: string;
  id: string;
  /** Of what; for whoever hears the page. */
  name: string;
  events: readonly NoticeEvent[];
};

const WORDS = { publish: "Duyệt đăng", refuse: "Không đăng", withdraw: "Gỡ xuống" } as const;

/** One button for each event; only to refuse and to withdraw asks for a reason. */
export function NoticeDecideForm({ action, province, id, name, events }: Props) {
  const [state, run] = useFormAction(action);
  const { errors, kept } = refusal(state);
  if (events.length === 0) return <FormMessage state={state} />;
  const needsReason = events.some((event) => event !== "publish");
  return (
    <details className="notice-decide" open={state !== null}>
      <summary>
        {events.includes("publish") ? "Duyệt" : WORDS[events[0] ?? "withdraw"]}
        <span className="sr"> {name}</span>
      </summary>
      <form className="stacked" action={run}>
        <input type="hidden" name="province" value={province} />
        <input type="hidden" name="id" value={id} />
        {needsReason && (
          <Field name="reason" form={id} label="Lý do không đăng hoặc gỡ" errors={errors?.reason}>
            {(control) => (
              // Enter in a line would press the first button, which publishes.
              <textarea {...control} rows={2} maxLength={500} defaultValue={kept?.reason ?? ""} />
            )}
          </Field>
        )}
        <p className="acts">
          {events.map((event) => (
            <Button key={event} name="event" value={event}>
              {WORDS[event]}
              <span className="sr"> {name}</span>
            </Button>
          ))}
        </p>
        <FormMessage state={state} />
      </form>
    </details>
  );
}
