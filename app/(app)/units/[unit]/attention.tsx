import Link from "next/link";
import { Fragment, type CSSProperties } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { largestGaps } from "@/lib/domain/dashboard-gaps";
import type { NoteKind } from "@/lib/domain/dashboard-note-parts";
import { notesOf } from "@/lib/domain/dashboard-notes";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { amount, unitOf } from "@/components/figure/format";
import { hrefOf, type Selection } from "./selection";
import { traceHref } from "./trace-href";
import { TraceLink } from "@/components/figure/trace-link";

type Props = { selection: Selection; dashboard: UnitDashboard };

const ICONS: Record<NoteKind, IconName> = {
  ok: "ok",
  behind: "behind",
  over: "over",
  season: "warning",
  remaining: "clock",
  rank: "right",
  missing: "warning",
  adjusted: "pen",
  reopened: "back",
};
const TONES: Partial<Record<NoteKind, string>> = {
  ok: "ok",
  behind: "behind",
  over: "over",
  season: "risk",
  missing: "risk",
};

/** The exceptions among the units below in words, each with the way there; then where most is missing. */
export function Attention({ selection, dashboard }: Props) {
  const { view, work } = dashboard;
  const notes = notesOf(view, work);
  if (notes.length === 0) return null;
  return (
    <div className="notes attention">
      <div>
        <h3>Điều cần chú ý</h3>
        <ul>
          {notes.map(({ kind, parts }) => (
            <li key={kind}>
              <Icon name={ICONS[kind]} className={`i ${TONES[kind] ?? ""}`} />
              <p>
                {parts.map(({ text, isStrong, unitId }, index) =>
                  unitId !== undefined ? (
                    <Link key={index} href={hrefOf(selection, { unitId })} prefetch={false}>
                      {text}
                    </Link>
                  ) : isStrong ? (
                    <b key={index}>{text}</b>
                  ) : (
                    <Fragment key={index}>{text}</Fragment>
                  ),
                )}
              </p>
            </li>
          ))}
        </ul>
      </div>
      <Gaps selection={selection} view={view} />
    </div>
  );
}

type ViewProps = { selection: Selection; view: DashboardView };

/** Bars from 0: here the sizes themselves are compared. */
function Gaps({ selection, view }: ViewProps) {
  // Beside the map there is room for more.
  const gaps = largestGaps(view, view.unit.level === "nation" ? 8 : 5);
  const { id } = view.chosen;
  if (gaps.length === 0) return null;
  const hasPace = gaps.some(({ row }) => (row.view.pace?.needed ?? null) !== null);
  return (
    <div className={hasPace ? "short paced" : "short"}>
      <h3>
        {INDICATORS[id].direction === "lower" ? "Phải giảm nhiều nhất" : "Thiếu nhiều nhất"}
        <small>
          , {unitOf(id)}
          {hasPace && "; cần thêm mỗi ngày làm việc"}
        </small>
      </h3>
      <ol>
        {gaps.map(({ row, size, share }) => (
          <li key={row.unit.id}>
            <Link href={hrefOf(selection, { unitId: row.unit.id })} prefetch={false}>
              {row.unit.shortName}
            </Link>
            <span
              className="hb"
              style={{ "--w": `${Number(percent(share, 1).scaled) / 10}%` } as CSSProperties}
              aria-hidden="true"
            />
            <TraceLink href={traceHref(selection, "plan", { unit: row.unit, indicator: id })} isQuiet>
              <b>{amount(id, size)}</b>
            </TraceLink>
            {hasPace && <span className="pace">{perDay(row.view)}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function perDay({ id, pace }: ChildRow["view"]): string {
  const needed = pace?.needed ?? null;
  return needed === null ? NO_VALUE : `${amount(id, needed)}/ngày`;
}
