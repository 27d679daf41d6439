import { Badge } from "@/components/ui/badge";
import type { UnitTrace } from "@/lib/data/trace";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, formatPercent } from "@/lib/domain/number";
import { rate } from "@/lib/domain/ratio";
import type { Target, TargetKind } from "@/lib/domain/target";
import type { TargetTrace } from "@/lib/domain/trace-plan";
import { FormulaLine, Formulas, type TracePlace } from "./formula-line";
import { Fact, Section } from "./section";
import { recordedWords } from "./words";

const KINDS: Record<TargetKind, string> = {
  headcount: "giao số người",
  increase: "giao phát triển mới",
  rate: "giao tỷ lệ",
  amount: "giao số tiền",
};

type Props = { trace: UnitTrace; place: TracePlace };

/** Each target side by side, with the paper that assigned it and the numbers before it. */
export function PlanSection({ trace, place }: Props) {
  const { targets, debt } = trace.view;
  return (
    <Section section="plan">
      {targets.length === 0 && <p>Năm này chưa có chỉ tiêu được giao cho chỉ tiêu này.</p>}
      {targets.map((one) => (
        <TargetPaper
          key={`${one.view.target.issuer} ${one.view.target.kind}`}
          one={one}
          trace={trace}
          place={place}
        />
      ))}
      {debt.length > 0 && (
        <article>
          <h3>Chậm đóng trên từng mẫu số</h3>
          <Formulas formulas={debt} place={place} />
        </article>
      )}
    </Section>
  );
}

/** In full: people, đồng, or percent. */
function targetAmount(id: IndicatorId, { kind, value }: Pick<Target, "kind" | "value">): string {
  if (kind === "rate") return formatPercent(rate(value));
  return `${formatCount(value)} ${INDICATORS[id].unit}`;
}

function TargetPaper({ one, trace, place }: Props & { one: TargetTrace }) {
  const { target } = one.view;
  const { id } = trace.dashboard.view.chosen;
  const paper = trace.papers.find(
    ({ unitId, issuer, number }) =>
      unitId === target.unitId && issuer === target.issuer && number === target.decisionNumber,
  );
  const recorded = recordedWords(
    new Date(target.recordedAt),
    paper?.recordedBy?.displayName ?? null,
    trace.files,
  );
  return (
    <article>
      <h3>
        {target.issuer} {KINDS[target.kind]}: {targetAmount(id, target)}{" "}
        {target.isHeadline && <span className="tag">chỉ tiêu chính</span>}{" "}
        {target.isLater && <Badge kind="late">giao sau</Badge>}
      </h3>
      <Formulas formulas={one.formulas} place={place} />
      {one.formulas.length === 0 && <p className="quiet">Chưa đủ số liệu để tính thực hiện chỉ tiêu này.</p>}
      <dl className="provenance">
        <Fact term="Quyết định">
          {target.decisionNumber}
          <small>{paper ? `${target.issuer}, ban hành cho ${paper.byUnit}` : target.issuer}</small>
        </Fact>
        <Fact term="Ngày ban hành">{formatDay(target.decidedOn)}</Fact>
        <Fact term="Hiệu lực từ">
          {formatDay(target.effectiveOn)}
          {target.isLater && <small>giao sau: đến ngày chốt chưa có chỉ tiêu nào hiệu lực</small>}
        </Fact>
        <Fact term="Ghi nhận">
          {recorded}
          {target.version > 1 && <small>bản sửa thứ {target.version - 1} của cùng quyết định</small>}
        </Fact>
      </dl>
      {one.headlineWhy && <p>{one.headlineWhy}.</p>}
      <MadeFrom one={one} id={id} trace={trace} place={place} />
      <Others title="Thay cho" targets={one.replaced} id={id} />
      <Others title="Đã ban hành, chưa hiệu lực tại ngày chốt" targets={one.coming} id={id} />
    </article>
  );
}

type MadeProps = Props & { one: TargetTrace; id: IndicatorId };

/** A merged unit without a decision of its own has the sum of what its predecessors were given. */
function MadeFrom({ one, id, trace, place }: MadeProps) {
  if (one.madeFrom.length === 0) return null;
  const isRate = one.view.target.kind === "rate";
  return (
    <>
      <p>
        Chưa có quyết định riêng nên {isRate ? "lấy bình quân theo mẫu số của" : "cộng từ"}{" "}
        {one.madeFrom.length} đơn vị cũ:
      </p>
      {one.inherited && <FormulaLine formula={one.inherited} place={place} />}
      <ul className="trace-list">
        {one.madeFrom.map((part) => (
          <li key={part.unitId}>
            {trace.names.get(part.unitId) ?? part.unitId}: {targetAmount(id, part)}, quyết định{" "}
            {part.decisionNumber}, ngày {formatDay(part.decidedOn)}
          </li>
        ))}
      </ul>
    </>
  );
}

type OthersProps = { title: string; targets: readonly Target[]; id: IndicatorId };

function Others({ title, targets, id }: OthersProps) {
  if (targets.length === 0) return null;
  return (
    <>
      <p>{title}:</p>
      <ul className="trace-list">
        {targets.map((one) => (
          <li key={`${one.decisionNumber} ${one.version}`}>
            {targetAmount(id, one)}, quyết định {one.decisionNumber}, ngày {formatDay(one.decidedOn)}, hiệu
            lực từ {formatDay(one.effectiveOn)}
            {one.version > 1 && `, bản sửa thứ ${one.version - 1}`}
          </li>
        ))}
      </ul>
    </>
  );
}
