import type { ReactNode } from "react";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { TRACE_ANCHORS } from "@/app/(app)/units/[unit]/trace-href";

export const SECTION_TITLES: Record<TraceSection, string> = {
  value: "Giá trị",
  plan: "Kế hoạch",
  coverage: "Bao phủ",
  compare: "So sánh",
  pace: "Tiến độ",
  history: "Lịch sử",
};

type Props = { section: TraceSection; children: ReactNode };

/** One part of the explanation, at an address of its own. */
export function Section({ section, children }: Props) {
  const anchor = TRACE_ANCHORS[section];
  return (
    <section id={anchor} className="panel pad trace-section" aria-labelledby={`${anchor}-title`}>
      <h2 id={`${anchor}-title`}>{SECTION_TITLES[section]}</h2>
      {children}
    </section>
  );
}

/** A term with what it is: person, paper, moment. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
