import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { TableBox } from "@/components/ui/table";
import { DENOMINATOR_NAMES } from "@/lib/domain/coverage";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import type { Target } from "@/lib/domain/target";
import type { ListedTarget, TargetGroup } from "@/lib/domain/target-list";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { targetAmount } from "@/lib/domain/target-words";
import { TARGET_KIND_LABELS } from "@/lib/labels";
import { decisionHref, headlineHref } from "./selection";

type Shared = {
  names: ReadonlyMap<string, string>;
  /** Decisions that the reader may open. */
  readable: ReadonlySet<string>;
  /** Decisions of which the reader may choose the headline. */
  choosable: ReadonlySet<string>;
  unitId: string;
};
type Props = Shared & { groups: readonly TargetGroup[] };

/** Of each indicator all targets, the headline first; none is ever turned into another. */
export function TargetTable({ groups, ...shared }: Props) {
  return (
    <TableBox
      as="h2"
      title="Chỉ tiêu được giao"
      note="Chỉ tiêu chính đứng đầu. Tỷ lệ ghi kèm số người tương ứng theo mẫu số hiện có."
      label="Bảng chỉ tiêu được giao"
      canCopy
    >
      <table className="data flat target-table narrow-cards">
        <thead>
          <tr>
            <th scope="col">Nơi giao</th>
            <th scope="col">Loại</th>
            <th scope="col" className="n">
              Chỉ tiêu
            </th>
            <th scope="col">Quyết định</th>
            <th scope="col">Hiệu lực từ</th>
            <th scope="col">Trạng thái</th>
            <th scope="col">Thay cho</th>
          </tr>
        </thead>
        {groups.map(({ indicator, targets }) => (
          <tbody key={indicator}>
            <tr className="group">
              <th scope="colgroup" colSpan={7}>
                {INDICATORS[indicator].name}
              </th>
            </tr>
            {targets.map((one) => (
              <Row
                key={`${one.target.issuer} ${one.target.kind}`}
                one={one}
                hasRivals={targets.length > 1}
                {...shared}
              />
            ))}
          </tbody>
        ))}
      </table>
    </TableBox>
  );
}

function Row({ one, hasRivals, ...shared }: Shared & { one: ListedTarget; hasRivals: boolean }) {
  const { target, means, replaced, next } = one;
  const { indicator, kind, value } = target;
  return (
    <tr {...(target.isHeadline ? { className: "is-headline" } : {})}>
      <th scope="row">{target.issuer}</th>
      <td data-l="Loại">{TARGET_KIND_LABELS[kind]}</td>
      <td className="n strong" data-l="Chỉ tiêu">
        {targetAmount(indicator, kind, value)}
        {means && (
          <small>
            {formatCount(means.people)} người ({DENOMINATOR_NAMES[means.denominator.kind]}{" "}
            {means.denominator.year})
          </small>
        )}
        {kind === "rate" && !means && <small>chưa có mẫu số</small>}
      </td>
      <td data-l="Quyết định">
        <Papers one={one} {...shared} />
      </td>
      <td className="num" data-l="Hiệu lực từ">
        {formatDay(target.effectiveOn)}
      </td>
      <td data-l="Trạng thái">
        <Marks one={one} hasRivals={hasRivals} {...shared} />
      </td>
      <td data-l="Thay cho">
        {replaced ? <Before target={replaced} {...shared} /> : NO_VALUE}
        {next && (
          <small>
            từ {formatDay(next.effectiveOn)}: {targetAmount(indicator, kind, next.value)}
          </small>
        )}
      </td>
    </tr>
  );
}

/** The paper of a number; where it was added up, one for each part. */
function Papers({ one: { target, parts }, names, readable }: Shared & { one: ListedTarget }) {
  if (parts.length === 0) return <Paper target={target} readable={readable} />;
  return (
    <ul className="parts">
      {parts.map((part) => (
        <li key={part.unitId}>
          {names.get(part.unitId) ?? part.unitId}: {targetAmount(part.indicator, part.kind, part.value)},{" "}
          <Paper target={part} readable={readable} />
        </li>
      ))}
    </ul>
  );
}

function Paper({ target, readable }: { target: Target } & Pick<Shared, "readable">) {
  const words = `${target.decisionNumber}, ${formatDay(target.decidedOn)}`;
  const id = target.decisionId ?? null;
  if (id === null || !readable.has(id)) return words;
  return (
    <Link href={decisionHref(id)} prefetch={false}>
      {words}
    </Link>
  );
}

function Before({ target, readable }: { target: Target } & Pick<Shared, "readable">) {
  return (
    <>
      {targetAmount(target.indicator, target.kind, target.value)}
      <small>
        <Paper target={target} readable={readable} />
      </small>
    </>
  );
}

type MarksProps = Shared & { one: ListedTarget; hasRivals: boolean };

function Marks({ one: { target }, hasRivals, choosable, unitId }: MarksProps) {
  const { isHeadline, isLater, madeFrom, headlineReason, decisionId } = target;
  const canChoose =
    hasRivals && madeFrom.length === 0 && typeof decisionId === "string" && choosable.has(decisionId);
  const scope = targetScopeSchema.safeParse(target.scope).data;
  return (
    <div className="marks">
      {isHeadline && <span className="tag">chỉ tiêu chính</span>}
      {isLater ? <Badge kind="late">giao sau</Badge> : <span>có hiệu lực</span>}
      {madeFrom.length > 0 && <Badge kind="stated">cộng từ {madeFrom.length} đơn vị cũ</Badge>}
      {headlineReason && <small>Lý do chọn: {headlineReason}</small>}
      {canChoose && scope && (!isHeadline || headlineReason) && (
        <Link href={headlineHref(decisionId, { ...target, scope }, unitId)} prefetch={false}>
          {isHeadline ? "Trả về quy tắc" : "Chọn làm chính"}
        </Link>
      )}
    </div>
  );
}
