"use client";

import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { signMonthAction } from "./actions";

type Props = { province: string; period: string; isReady: boolean };

/** The button stays when it is too early: pressing it says what is left to do. */
export function SignForm({ province, period, isReady }: Props) {
  const [state, action] = useFormAction(signMonthAction);
  return (
    <form action={action}>
      <input type="hidden" name="province" value={province} />
      <input type="hidden" name="period" value={period} />
      <Button primary={isReady}>Ký chốt</Button>
      <FormMessage state={state} />
    </form>
  );
}
