import { useId, type ReactNode } from "react";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { planWords } from "@/lib/domain/plan-words";
import { TraceLink } from "./trace-link";

type Props = {
  view: IndicatorView;
  href: string | undefined;
  /** What the status is told from. */
  why?: string | null | undefined;
  children: ReactNode;
};

/** A percentage of plan that says whose plan it is, by which paper, and what else was given: on hover, on focus, and read out. */
export function PlanLink({ view, href, why, children }: Props) {
  const id = useId();
  const [plan, ...others] = planWords(view);
  if (plan === undefined || href === undefined)
    return (
      <TraceLink href={href} isQuiet>
        {children}
      </TraceLink>
    );
  return (
    <span className="plan-tip">
      <TraceLink href={href} describedBy={id}>
        {children}
      </TraceLink>
      <span role="tooltip" id={id}>
        {/* Read out and copied, the sentences keep apart. */}
        <span>{plan}.</span>{" "}
        {others.map((other) => (
          <span key={other}>Cùng giao: {other}. </span>
        ))}
        {why && <span>{why}.</span>}
      </span>
    </span>
  );
}
