"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { IconName } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { Told } from "@/components/ui/told";
import { useFormAction } from "@/components/ui/use-form-action";
import type { Day } from "@/lib/domain/day";
import type { SubmissionEvent } from "@/lib/domain/submission";
import { decideSubmissionAction } from "./actions";

export type DecisionEvent = Exclude<SubmissionEvent, "submit">;

const BUTTONS = {
  return: { label: "Trả lại", icon: "back" },
  reopen: { label: "Mở lại", icon: "back" },
  approve: { label: "Duyệt", icon: "check" },
} as const satisfies Record<DecisionEvent, { label: string; icon: IconName }>;

type Props = {
  id: string;
  lockVersion: number;
  /** In the order of the buttons: the primary one last. */
  events: readonly DecisionEvent[];
  /** Why a button that one might look for is not there. */
  missing: string | null;
  suggestedDueOn: Day;
  /** Where to go on after a decision. */
  next: readonly { href: string; label: string }[];
};

export function DecisionForm({ id, lockVersion, events, missing, suggestedDueOn, next }: Props) {
  const [state, action, isPending] = useFormAction(decideSubmissionAction);
  const kept = state && !state.ok ? state.values : undefined;
  const errors = state && !state.ok ? state.fieldErrors : undefined;
  const isReopen = events.includes("reopen");
  return (
    <>
      {state && (
        <div className="decided">
          <Told answer={state}>
            <Notice kind={state.ok ? "done" : "error"}>
              {errors?.event ? "Thao tác không hợp lệ." : state.message}
              {state.ok && (
                <p className="links">
                  {next.map(({ href, label }) => (
                    <Link key={href} href={href}>
                      {label}
                    </Link>
                  ))}
                </p>
              )}
            </Notice>
          </Told>
        </div>
      )}
      {missing && <p className="why">{missing}</p>}
      {events.length > 0 && (
        // The key empties the fields after each event; a refused one keeps them.
        <form key={lockVersion} className="decide" action={action} aria-label="Quyết định" noValidate>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="lockVersion" value={lockVersion} />
          <div>
            <Field
              name="reason"
              label={isReopen ? "Lý do mở lại" : "Lý do trả lại"}
              hint={
                isReopen
                  ? "Đơn vị đọc được nguyên văn."
                  : "Chỉ bắt buộc khi trả lại. Đơn vị đọc được nguyên văn."
              }
              errors={errors?.reason}
            >
              {(control) => (
                <textarea {...control} rows={2} maxLength={1000} defaultValue={kept?.reason ?? ""} />
              )}
            </Field>
            {isReopen && (
              <Field name="dueOn" label="Hạn nộp mới" errors={errors?.dueOn}>
                {(control) => (
                  <input
                    {...control}
                    className="input"
                    type="date"
                    defaultValue={kept?.dueOn ?? suggestedDueOn}
                  />
                )}
              </Field>
            )}
          </div>
          <div className="acts">
            {events.map((event) => (
              <Button
                key={event}
                name="event"
                value={event}
                icon={BUTTONS[event].icon}
                primary={event === "approve"}
                aria-busy={isPending}
              >
                {BUTTONS[event].label}
              </Button>
            ))}
          </div>
        </form>
      )}
    </>
  );
}
