import Link from "next/link";
import { amount, unitOf } from "@/components/figure/format";
import type { AssignmentLevel, AssignmentRow, AssignmentSummary } from "@/lib/domain/assignment";
import { formatDay } from "@/lib/domain/day";
import { formatCount, formatPercent, NO_VALUE } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { differenceWords } from "./difference";
import { LEVEL_TONES, ShareBar } from "./share-bar";
import type { AssignmentSelection } from "./selection";

/** How many provinces came how far. */
export function AssignmentCards({ summary }: { summary: AssignmentSummary }) {
  const { provinces, given, toUnits, toCommunes, hasCommunes, share } = summary;
  const reached = toCommunes.all + toCommunes.part;
  return (
    <section className="assign-cards" aria-label="Mức độ hoàn thành việc giao">
      <Card
        title="Đã được giao chỉ tiêu"
        value={`${given}/${provinces}`}
        unit="tỉnh"
        part={given}
        of={provinces}
      >
        {provinces === given ? "Đủ các tỉnh" : `Còn ${provinces - given} tỉnh chưa có chỉ tiêu`}
      </Card>
      <Card
        title="Đã giao hết cho các đơn vị"
        value={`${toUnits.all}/${provinces}`}
        unit="tỉnh"
        part={toUnits.all}
        of={provinces}
      >
        {restWords(toUnits)}
      </Card>
      {hasCommunes && (
        <Card
          title="Đã giao đến cấp xã"
          value={`${reached}/${provinces}`}
          unit="tỉnh"
          part={reached}
          of={provinces}
        >
          {`${toCommunes.all} tỉnh đủ các xã, ${toCommunes.part} tỉnh một phần`}
        </Card>
      )}
      <Card
        title="Tỷ lệ chỉ tiêu đã giao xuống"
        value={share ? formatPercent(percent(share, 1)) : NO_VALUE}
        part={share ? Number(percent(share, 1).scaled) : 0}
        of={1000}
      >
        Tổng số đã giao cho đơn vị so với chỉ tiêu của các tỉnh
      </Card>
    </section>
  );
}

function restWords({ part, none }: Record<AssignmentLevel, number>): string {
  const words = [part > 0 && `${part} tỉnh giao thiếu`, none > 0 && `${none} tỉnh chưa giao`];
  return words.filter((word) => word !== false).join(", ") || "Đủ các tỉnh";
}

type CardProps = { title: string; value: string; unit?: string; part: number; of: number; children: string };

function Card({ title, value, unit, part, of, children }: CardProps) {
  const level = part === 0 ? "none" : part < of ? "part" : "all";
  return (
    <article>
      <h2>{title}</h2>
      <p className="big">
        <b className="num">{value}</b> {unit}
      </p>
      <ShareBar part={part} of={of} tone={LEVEL_TONES[level]} />
      <p className="sub">{children}</p>
    </article>
  );
}

type ProvinceProps = { row: AssignmentRow; selection: AssignmentSelection; canRecord: boolean };

/** One province: its own number, and where it went. */
export function ProvinceCards({ row, selection, canRecord }: ProvinceProps) {
  const { unit, target, units, communes, handedDown, difference, share } = row;
  const { indicator, scope } = selection;
  const decisions = `/targets?${new URLSearchParams({ unit: unit.id, scope, indicator })}`;
  return (
    <section className="assign-cards" aria-label="Chỉ tiêu của tỉnh">
      <article>
        <h2>Chỉ tiêu được giao</h2>
        <p className="big">
          <b className="num">{amount(indicator, target?.value ?? null)}</b> {target && unitOf(indicator)}
        </p>
        <p className="sub">
          {target
            ? `${target.issuer}, ${target.decisionNumber} ngày ${formatDay(target.decidedOn)}`
            : "Chưa có chỉ tiêu cộng được của tỉnh"}
        </p>
        <p className="sub">
          <Link href={decisions} prefetch={false}>
            {canRecord ? "Quyết định và phân giao" : "Các quyết định"}
          </Link>
        </p>
      </article>
      <Card
        title="Đơn vị được giao"
        value={`${units.assigned}/${units.expected}`}
        unit="đơn vị"
        part={units.assigned}
        of={units.expected}
      >
        {`Tổng đã giao ${amount(indicator, handedDown)}`}
      </Card>
      {communes.expected > 0 && (
        <Card
          title="Xã, phường được giao"
          value={`${formatCount(BigInt(communes.assigned))}/${formatCount(BigInt(communes.expected))}`}
          unit="xã"
          part={communes.assigned}
          of={communes.expected}
        >
          Giao từ đơn vị đến cấp xã
        </Card>
      )}
      <Card
        title="Tỷ lệ đã giao xuống"
        value={share ? formatPercent(percent(share, 1)) : NO_VALUE}
        part={share ? Number(percent(share, 1).scaled) : 0}
        of={1000}
      >
        {differenceWords(indicator, difference)}
      </Card>
    </section>
  );
}
