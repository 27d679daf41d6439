import { TableFilter } from "@/components/ui/table-filter";
import type { DisciplineOnly } from "@/lib/domain/discipline";
import type { PeriodId } from "@/lib/domain/period";
import { hrefOf, queryOf, TABLE_ANCHOR, type Selection } from "./selection";

type Props = {
  period: PeriodId;
  selection: Selection;
  id: string;
  label: string;
  choices: readonly (readonly [DisciplineOnly | null, string])[];
  /** "12/34 dòng." while some are left out. */
  count: string;
};

/** Which rows of the table are shown, by name and by what is wrong with them. */
export function DisciplineFilter({ period, selection, id, label, choices, count }: Props) {
  const { only, text } = selection;
  return (
    <div className="section-head">
      <TableFilter
        action={`/periods/${period}#${TABLE_ANCHOR}`}
        id={id}
        label={label}
        text={text}
        kept={queryOf({ ...selection, text: "" })}
        only={choices.map(([one, name]) => ({
          href: hrefOf(period, selection, { only: one }, TABLE_ANCHOR),
          label: name,
          isCurrent: only === one,
        }))}
        count={only === null && text === "" ? null : count}
        clearHref={hrefOf(period, selection, { only: null, text: "" }, TABLE_ANCHOR)}
      />
    </div>
  );
}
