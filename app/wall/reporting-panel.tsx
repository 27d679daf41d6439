import type { UnitDashboard } from "@/lib/data/dashboard";
import { gapWords } from "@/lib/domain/dashboard-measure";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { compareRatios } from "@/lib/domain/ratio";
import { Tiles } from "./tiles";

/** How far the month has come: what is approved of what is expected, those with most to do first. */
export function ReportingPanel({ dashboard: { view, period } }: { dashboard: UnitDashboard }) {
  const { reported, expected } = view.chosen.measure.reporting;
  const rest = gapWords(view.chosen.measure.reporting, "");
  const areSingle = view.children.every((row) => row.view.measure.reporting.expected <= 1);
  return (
    <div className="wall-reporting">
      <p className="wall-lede">
        <b className="num">
          {reported}/{expected}
        </b>{" "}
        đơn vị đã duyệt {INDICATORS[view.chosen.id].short}
        {rest.length > 0 ? `; ${rest.join(", ")}` : ""}. Hạn nộp {formatDay(period.dueOn)}.
      </p>
      <Tiles
        tiles={leastFirst(view.children).map(({ unit, view: { measure } }) => ({
          id: unit.id,
          name: unit.shortName,
          value: words(measure.reporting, areSingle),
          bar: <Stack {...measure.reporting} />,
        }))}
      />
    </div>
  );
}

type Reporting = ChildRow["view"]["measure"]["reporting"];

const shareOf = ({ reported, expected }: Reporting) => ({
  numerator: BigInt(reported),
  denominator: BigInt(Math.max(1, expected)),
});

function leastFirst(rows: readonly ChildRow[]): ChildRow[] {
  return rows.toSorted((a, b) =>
    compareRatios(shareOf(a.view.measure.reporting), shareOf(b.view.measure.reporting)),
  );
}

/** Where all are single units each has approved or has not; else they are counted. */
function words({ reported, carried, expected }: Reporting, areSingle: boolean): string {
  if (expected === 0) return "–";
  if (!areSingle) return `${reported}/${expected}`;
  if (reported === 1) return "Đã duyệt";
  return carried === 1 ? "Kỳ trước" : "Chưa có";
}

function Stack({ reported, carried, missing }: Reporting) {
  return (
    <span className="stack" aria-hidden="true">
      {reported > 0 && <i style={{ flex: reported }} />}
      {carried > 0 && <i className="c" style={{ flex: carried }} />}
      {missing > 0 && <i className="m" style={{ flex: missing }} />}
    </span>
  );
}
