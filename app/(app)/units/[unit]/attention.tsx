import Link from "next/link";
import { Fragment, type CSSProperties } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { largestGaps, notesOf, type NoteKind } from "@/lib/domain/dashboard-notes";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatSigned } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { DENOMINATOR_LABELS } from "@/lib/labels";
import { amount, unitOf } from "./format";
import { hrefOf, type Selection } from "./selection";

type Props = { selection: Selection; dashboard: UnitDashboard };

const ICONS: Record<NoteKind, IconName> = {
  ok: "ok",
  behind: "behind",
  over: "over",
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
  missing: "risk",
};

/** The exceptions among the units below in words, each with the way there; then where most is missing, and why a rate moved. */
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
      <div className="attention-side">
        <Gaps selection={selection} view={view} />
        <RateSplit selection={selection} view={view} />
      </div>
    </div>
  );
}

type ViewProps = { selection: Selection; view: DashboardView };

/** Bars from 0: here the sizes themselves are compared. */
function Gaps({ selection, view }: ViewProps) {
  const gaps = largestGaps(view);
  const { id } = view.chosen;
  if (gaps.length === 0) return null;
  return (
    <div className="short">
      <h3>
        {INDICATORS[id].direction === "lower" ? "Phải giảm nhiều nhất" : "Thiếu nhiều nhất"}
        <small>, {unitOf(id)}</small>
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
            <b>{amount(id, size)}</b>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** People and denominator, rounded one by one; said even where nothing can be compared, with the reason. */
function RateSplit({ selection, view }: ViewProps) {
  const { coverage, rateChange, comparisons } = view.chosen;
  if (!coverage) return null;
  const kind = DENOMINATOR_LABELS[coverage.denominator.kind];
  return (
    <div className="byrate">
      <h3>Tách thay đổi tỷ lệ bao phủ {comparisons[selection.comparator].base.label}</h3>
      {rateChange.kind === "none" ? (
        <p>{rateChange.reason}.</p>
      ) : (
        <>
          <dl>
            <Points name="Do số người tham gia thay đổi" value={rateChange.peopleEffect} />
            <Points name={`Do ${kind} thay đổi`} value={rateChange.denominatorEffect} />
            <Points name="Tỷ lệ bao phủ" value={rateChange.points} isSum />
          </dl>
          {!rateChange.isDenominatorChanged && <p>Hai kỳ cùng mẫu số nên mọi thay đổi do số người.</p>}
        </>
      )}
    </div>
  );
}

type PointsProps = { name: string; value: Parameters<typeof formatSigned>[0]; isSum?: boolean };

function Points({ name, value, isSum = false }: PointsProps) {
  return (
    <div {...(isSum ? { className: "sum" } : {})}>
      <dt>{name}</dt>
      <dd>
        {formatSigned(value)} <span>điểm %</span>
      </dd>
    </div>
  );
}
