/** Tells not-found.tsx why there is no page: Next gives it no arguments. One per request. */
import { cache } from "react";
import type { NoDashboard } from "@/lib/data/dashboard";

type Refusal = { reason: Promise<NoDashboard | null>; settle: (reason: NoDashboard | null) => void };

export const refusal = cache((): Refusal => {
  let settle: Refusal["settle"] = () => undefined;
  const reason = new Promise<NoDashboard | null>((resolve) => {
    settle = resolve;
  });
  return { reason, settle };
});
