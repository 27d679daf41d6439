import type { ReactNode } from "react";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { TraceSection } from "@/lib/domain/trace-formula";

/** Where a number of a card is explained; of the card's indicator unless another is named. */
export type TraceTo = (section: TraceSection, indicator?: IndicatorId) => string;

type Props = {
  /** Nowhere on a screen that nobody touches. */
  href: string | undefined;
  /** Reached by pointer and by a reader's list of links, not by Tab: one number of each row is. */
  isQuiet?: boolean;
  className?: string;
  /** What is read out after the number. */
  describedBy?: string;
  children: ReactNode;
};

/** A number that leads to its explanation. A plain link: a page holds hundreds, and none is fetched before it is asked for. */
export function TraceLink({ href, isQuiet = false, className = "", describedBy, children }: Props) {
  if (href === undefined) return children;
  return (
    <a
      className={`trace-link ${className}`.trim()}
      href={href}
      {...(isQuiet ? { tabIndex: -1 } : {})}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
    >
      {children}
    </a>
  );
}

/** For cells of a drawing's table: the number, as a link where it has an explanation. */
export function traced(
  content: ReactNode,
  href: string | false | null | undefined,
  isQuiet = true,
): ReactNode {
  return href ? (
    <TraceLink href={href} isQuiet={isQuiet}>
      {content}
    </TraceLink>
  ) : (
    content
  );
}
