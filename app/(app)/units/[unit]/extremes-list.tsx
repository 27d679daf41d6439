import Link from "next/link";
import { pctOfPlan, type ChildRow } from "@/lib/domain/dashboard-rows";
import { rankName, type Extremes, type Rank, type RankKey } from "@/lib/domain/dashboard-ranks";
import { amount, column, unitOf } from "@/components/figure/format";
import { Move } from "./rank-cell";
import { hrefOf, type Selection } from "./selection";
import { traceHref } from "./trace-href";
import { PlanLink } from "@/components/figure/plan-link";
import { TraceLink } from "@/components/figure/trace-link";

type Props = {
  extremes: Extremes;
  places: ReadonlyMap<string, Rank>;
  rankedBy: RankKey;
  selection: Selection;
};

/** The best five and the worst five, with how their places moved. */
export function ExtremesList({ extremes, ...rest }: Props) {
  return (
    <div className="extremes">
      <List title="Năm đơn vị đứng đầu" rows={extremes.top} {...rest} />
      <List title="Năm đơn vị cuối bảng" rows={extremes.bottom} {...rest} />
    </div>
  );
}

type ListProps = Omit<Props, "extremes"> & { title: string; rows: readonly ChildRow[] };

function List({ title, rows, places, rankedBy, selection }: ListProps) {
  return (
    <section className="panel">
      <h3>{title}</h3>
      <p>Theo {rankName(rankedBy, selection.indicator)}.</p>
      <ol>
        {rows.map((row) => (
          <li key={row.unit.id}>
            <b className="num">{places.get(row.unit.id)?.place}</b>
            <Move moved={places.get(row.unit.id)?.moved ?? null} />
            <Link href={hrefOf(selection, { unitId: row.unit.id })} prefetch={false}>
              {row.unit.shortName}
            </Link>
            <span className="num">
              <Score row={row} rankedBy={rankedBy} selection={selection} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Score({ row, rankedBy, selection }: Pick<ListProps, "rankedBy" | "selection"> & { row: ChildRow }) {
  const href = traceHref(selection, rankedBy, { unit: row.unit, indicator: row.view.id });
  const words = scoreWords(row, rankedBy);
  if (rankedBy === "plan")
    return (
      <PlanLink view={row.view} href={href}>
        {words}
      </PlanLink>
    );
  return (
    <TraceLink href={href} isQuiet>
      {words}
    </TraceLink>
  );
}

function scoreWords({ view }: ChildRow, rankedBy: RankKey): string {
  if (rankedBy === "plan") return `${column(pctOfPlan(view), 2)}%`;
  if (rankedBy === "coverage") return `${column(view.coverage?.ratio ?? null, 1)}%`;
  return `${amount(view.id, view.measure.value)} ${unitOf(view.id)}`;
}
