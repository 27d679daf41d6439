import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { gapWords } from "@/lib/domain/dashboard-measure";
import { indicator } from "@/lib/domain/indicator";
import { isReportingUnit } from "@/lib/domain/unit";
import { STATUS_LABELS } from "@/lib/labels";
import { CHILDREN_ANCHOR, hrefOf, submissionHref, type Selection } from "./selection";

/** The page in a sentence, and how much of it is reported. */
export function Answer({ selection, dashboard }: { selection: Selection; dashboard: UnitDashboard }) {
  const { view } = dashboard;
  return (
    <section className="answer" aria-label="Kết luận">
      <p className="lede">
        {view.lede.map(({ text, isStrong }, index) => (isStrong ? <b key={index}>{text}</b> : text))}
      </p>
      {isReportingUnit(view.unit) && view.before.length === 0 ? (
        <OwnStatus dashboard={dashboard} />
      ) : (
        <Reported selection={selection} dashboard={dashboard} />
      )}
    </section>
  );
}

function Reported({ selection, dashboard }: { selection: Selection; dashboard: UnitDashboard }) {
  const { chosen } = dashboard.view;
  const { reported, carried, missing, expected } = chosen.measure.reporting;
  const href = hrefOf(selection, { sort: { key: "reported", descending: false } }, CHILDREN_ANCHOR);
  const parts = gapWords(chosen.measure.reporting, "");
  return (
    <div className="reported">
      <p>
        <b className="num">
          {reported}/{expected}
        </b>{" "}
        đơn vị đã duyệt {indicator(chosen.id).short}
      </p>
      <div className="stack" aria-hidden="true">
        <i style={{ flex: reported }} />
        {carried > 0 && <i className="c" style={{ flex: carried }} />}
        {missing > 0 && <i className="m" style={{ flex: missing }} />}
      </div>
      <p className="sub">
        {parts.length === 0 ? (
          "Đủ số liệu"
        ) : (
          <Link href={href} prefetch={false}>
            {parts.join(", ")}
          </Link>
        )}
      </p>
    </div>
  );
}

function OwnStatus({ dashboard }: { dashboard: UnitDashboard }) {
  const { view, statuses, submissionUnits, source } = dashboard;
  const { unit, context } = view;
  const href = submissionUnits.has(unit.id) ? submissionHref(unit, context.period) : null;
  const status = statuses.get(unit.id);
  const version = source && `Đang tính bản ${source.version}.`;
  return (
    <div className="reported">
      <p>
        <b>{status ? STATUS_LABELS[status] : "Chưa có số liệu duyệt"}</b>{" "}
        {source?.isReopened && <Badge kind="reopened">đang mở lại</Badge>}
      </p>
      <p className="sub">
        {version}{" "}
        {href && (
          <Link href={href} prefetch={false}>
            Mở biểu
          </Link>
        )}
      </p>
    </div>
  );
}
