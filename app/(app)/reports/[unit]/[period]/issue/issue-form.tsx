"use client";

import Link from "next/link";
import { issueReportAction } from "@/app/(app)/reports/actions";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";

type Props = { unit: string; period: string; edition: number; seen: string; backHref: string };

/** The last press of a step that cannot be taken back. */
export function IssueForm({ unit, period, edition, seen, backHref }: Props) {
  const [state, action] = useFormAction(issueReportAction);
  return (
    <form action={action} className="step" aria-label="Ban hành">
      <input type="hidden" name="unit" value={unit} />
      <input type="hidden" name="period" value={period} />
      <input type="hidden" name="edition" value={edition} />
      <input type="hidden" name="seen" value={seen} />
      <FormMessage state={state} />
      <div className="decision-acts">
        <Button primary>Ban hành</Button>
        <Link href={backHref} prefetch={false}>
          Quay lại bản nháp
        </Link>
      </div>
    </form>
  );
}
