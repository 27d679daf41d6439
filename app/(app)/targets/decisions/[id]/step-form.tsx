"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { discardDecisionAction, issueDecisionAction } from "@/app/(app)/targets/decisions/actions";

const STEPS = {
  issue: { run: issueDecisionAction, label: "Ban hành" },
  discard: { run: discardDecisionAction, label: "Bỏ dự thảo" },
} as const;

type Props = { step: keyof typeof STEPS; id: string; lockVersion: number; backHref: string };

/** The last press of a step that cannot be taken back. */
export function StepForm({ step, id, lockVersion, backHref }: Props) {
  const { run, label } = STEPS[step];
  const [state, action] = useFormAction(run);
  return (
    <form action={action} className="step" aria-label={label}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="lockVersion" value={lockVersion} />
      <FormMessage state={state} />
      <div className="decision-acts">
        <Button primary>{label}</Button>
        <Link href={backHref} prefetch={false}>
          Quay lại dự thảo
        </Link>
      </div>
    </form>
  );
}
