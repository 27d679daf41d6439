import type { UnitTrace } from "@/lib/data/trace";
import { formatInstant } from "@/lib/domain/day";
import { formatCount, formatSignedCount } from "@/lib/domain/number";
import { combined, type FigureVersion, type VersionEvent } from "@/lib/domain/trace-history";
import { componentsOf } from "@/lib/domain/trace-value";
import { INDICATORS, isIndicatorId } from "@/lib/domain/indicator";
import type { RecentChange } from "@/lib/data/trace-history";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { TraceLink } from "@/components/figure/trace-link";
import type { TracePlace } from "./formula-line";
import { Section } from "./section";
import { Corrections } from "./corrections";
import { versionsOf } from "./source-facts";

type Props = { trace: UnitTrace; place: TracePlace };

/** Since when the number stands, and what it was before. */
export function HistorySection({ trace, place }: Props) {
  const { view, history, changes, dashboard } = trace;
  return (
    <Section section="history">
      <p>{sinceWords(trace)}</p>
      <Corrections corrections={trace.corrections} isLeaf={view.value.isLeaf} />
      {view.value.isLeaf && history && <Versions trace={trace} />}
      {changes && <Changes trace={trace} changes={changes} place={place} />}
      {changes === null && !view.value.isLeaf && dashboard.hasReadableChildren && (
        <Latest trace={trace} place={place} />
      )}
    </Section>
  );
}

function sinceWords({ dashboard, month }: UnitTrace): string {
  const moments = [dashboard.updatedAt, month?.adjustedAt ?? null].filter((one) => one !== null);
  const newest = moments.toSorted((a, b) => b.getTime() - a.getTime())[0];
  const signed = month?.signedAt
    ? ` ${month.signedBy ?? "Quản lý tỉnh"} ký chốt tháng lúc ${formatInstant(month.signedAt)}.`
    : "";
  const adjusted = month?.adjustedAt
    ? ` Điều chỉnh muộn sau khi ký hoặc khóa: ${formatInstant(month.adjustedAt)}.`
    : "";
  if (!newest) return `Kỳ này chưa có biểu nào được duyệt.${signed}`;
  return `Số này đứng từ ${formatInstant(newest)}, lần duyệt hoặc điều chỉnh gần nhất của kỳ.${signed}${adjusted}`;
}

const EVENTS: Readonly<Record<string, string>> = {
  "submission.approve": "duyệt",
  "submission.return": "trả lại",
  "submission.reopen": "mở lại",
};

const eventWords = ({ event, actor, at, reason }: VersionEvent) =>
  `${actor ?? "hệ thống"} ${EVENTS[event] ?? event} ${formatInstant(at)}${reason === null ? "" : `: “${reason}”`}`;

/** The versions of a reporting unit's figure. */
function Versions({ trace }: Pick<Props, "trace">) {
  const versions = versionsOf(trace);
  const { id } = trace.dashboard.view.chosen;
  if (versions.length === 0) return <p>Kỳ này chỉ tiêu này chưa có bản nào được duyệt.</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Các bản của số này">
      <table className="data flat trace-table">
        <thead>
          <tr>
            <th scope="col">Bản</th>
            <th scope="col" className="n">
              Giá trị<small>{INDICATORS[id].unit}</small>
            </th>
            <th scope="col">Người nhập, nộp</th>
            <th scope="col">Duyệt, mở lại</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <VersionRow key={one.version} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VersionRow({ one }: { one: FigureVersion }) {
  const { version, value, isEstimate, enteredBy, submitted, decided, isCounted } = one;
  const sent = submitted ? `nộp ${formatInstant(submitted.at)}` : null;
  const typed = enteredBy.join(", ") || "nạp từ tệp";
  return (
    <tr>
      <th scope="row">
        {version} {isCounted && <small>đang tính</small>}
      </th>
      <td className="n">
        {formatCount(value)} {isEstimate && <small>ước</small>}
      </td>
      <td>{[typed, sent].filter((part) => part !== null).join(", ")}</td>
      <td>
        {decided.length === 0 ? (isCounted ? "đã duyệt" : "chưa duyệt") : decided.map(eventWords).join("; ")}
      </td>
    </tr>
  );
}

type ChangesProps = Props & { changes: readonly RecentChange[] };

/** The latest approvals below, and what each of them moved. */
function Changes({ trace, changes, place }: ChangesProps) {
  const { chosen, unit } = trace.dashboard.view;
  if (changes.length === 0) return null;
  const own = componentsOf(chosen.id, unit);
  const parts = own.length > 0 ? own : [[chosen.id, 1n] as const];
  const valueOf = (cells: RecentChange["cells"]) =>
    combined(
      Object.entries(cells ?? {}).flatMap(([indicator, value]) =>
        isIndicatorId(indicator) ? [{ indicator, value: BigInt(value) }] : [],
      ),
      parts,
    );
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Các lần duyệt gần nhất bên dưới">
      <table className="data flat trace-table">
        <caption className="h3">{changes.length} lần duyệt gần nhất của kỳ này</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col" className="n">
              Trước
            </th>
            <th scope="col" className="n">
              Sau
            </th>
            <th scope="col" className="n">
              Thay đổi
            </th>
            <th scope="col">Người duyệt</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const [after, before] = [valueOf(change.cells), valueOf(change.cellsBefore)];
            const isFirst = change.versionBefore === null;
            return (
              <tr key={change.unitId}>
                <th scope="row">{change.unitName}</th>
                <td className="n">{isFirst ? "duyệt lần đầu" : formatCount(before)}</td>
                <td className="n">
                  <TraceLink
                    href={traceHref(place.selection, "history", {
                      unit: { id: change.unitId, validFrom: "" },
                    })}
                  >
                    {formatCount(after)}
                  </TraceLink>
                </td>
                <td className="n">
                  {after === null || before === null ? "–" : formatSignedCount(after - before)}
                </td>
                <td>
                  {change.approvedBy ?? "nạp từ tệp"}, {formatInstant(change.approvedAt)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const LATEST = 10;

/** Of the nation, and of a unit told by its predecessors: where something was approved last. */
function Latest({ trace, place }: Props) {
  const { view, work } = trace.dashboard;
  const rows = (view.before.length > 0 ? view.before : view.children)
    .flatMap(({ unit }) => {
      const at = work.get(unit.id)?.updatedAt ?? null;
      return at === null ? [] : [{ unit, at, isAdjusted: work.get(unit.id)?.isAdjusted === true }];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, LATEST);
  if (rows.length === 0) return null;
  return (
    <>
      <p>Duyệt gần nhất:</p>
      <ul className="trace-list">
        {rows.map(({ unit, at, isAdjusted }) => (
          <li key={unit.id}>
            <TraceLink href={traceHref(place.selection, "history", { unit })}>{unit.shortName}</TraceLink>,{" "}
            {formatInstant(at)}
            {isAdjusted && ", đã điều chỉnh"}
          </li>
        ))}
      </ul>
    </>
  );
}
