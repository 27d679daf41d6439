import type { UnitTrace } from "@/lib/data/trace";
import { DENOMINATOR_NAMES, denominatorKind } from "@/lib/domain/coverage";
import { formatInstant } from "@/lib/domain/day";
import { formatCount } from "@/lib/domain/number";
import { BASIS_LABELS } from "@/lib/labels";
import { FormulaLine, type TracePlace } from "./formula-line";
import { Fact, Section } from "./section";
import { recordedWords } from "./words";

type Props = { trace: UnitTrace; place: TracePlace };

/** Value over denominator, with the year, basis, source and age of the denominator. */
export function CoverageSection({ trace, place }: Props) {
  const { id } = trace.dashboard.view.chosen;
  const { coverage } = trace.view;
  if (denominatorKind(id) === null) return null;
  if (coverage === null)
    return (
      <Section section="coverage">
        <p>{uncovered(trace.dashboard.view.chosen.measure.value)}</p>
      </Section>
    );
  const { denominator, formula, parts } = coverage;
  const [current, ...earlier] = trace.denominators;
  const basis = BASIS_LABELS[denominator.basis] ?? denominator.basis;
  return (
    <Section section="coverage">
      <FormulaLine formula={formula} place={place} />
      <p className="quiet">Thẻ ghi hai số lẻ, bảng ghi một số lẻ của cùng tỷ số này.</p>
      <dl className="provenance">
        <Fact term="Mẫu số">
          {DENOMINATOR_NAMES[denominator.kind]} năm {denominator.year}
          {denominator.isEarlier && <small>năm gần nhất có số</small>}
        </Fact>
        <Fact term="Cơ sở tính">{basis}</Fact>
        <Fact term="Nguồn">{denominator.source}</Fact>
        {current && (
          <Fact term="Ghi nhận">
            {recordedWords(current.recordedAt, null, trace.files)}
            <small>bản {current.version}, bản mới nhất được dùng</small>
          </Fact>
        )}
      </dl>
      {denominator.isSum && <Parts trace={trace} parts={parts} />}
      {earlier.length > 0 && (
        <>
          <p>Các bản nạp trước của cùng năm:</p>
          <ul className="trace-list">
            {earlier.map(({ version, value, basis: code, source, recordedAt }) => (
              <li key={version}>
                bản {version}: {formatCount(value)} người, {source} ({BASIS_LABELS[code] ?? code}), ghi nhận{" "}
                {formatInstant(recordedAt)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

/** Which of the two there is not. */
const uncovered = (value: bigint | null) =>
  value === null
    ? "Chưa tính được tỷ lệ bao phủ: kỳ này chưa có giá trị."
    : "Chưa tính được tỷ lệ bao phủ: đơn vị chưa có mẫu số (dân số hoặc lực lượng lao động) của năm này hay năm trước.";

/** Only where the reader may see the units themselves. */
function Parts({
  trace,
  parts,
}: {
  trace: UnitTrace;
  parts: NonNullable<UnitTrace["view"]["coverage"]>["parts"];
}) {
  const isHidden = parts.some(({ unitId }) => !trace.names.has(unitId));
  const words = `Đơn vị không có mẫu số riêng nên cộng từ ${parts.length} đơn vị, cùng năm và cùng cơ sở tính.`;
  if (isHidden) return <p>{words}</p>;
  return (
    <details>
      <summary>{words}</summary>
      <ul className="trace-list">
        {parts.map(({ unitId, value }) => (
          <li key={unitId}>
            {trace.names.get(unitId)}: {formatCount(value)} người
          </li>
        ))}
      </ul>
    </details>
  );
}
