import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { countAsked, getBoundSettings, type Asked } from "@/lib/data/check-settings";
import { percentText } from "@/lib/domain/check-bound-form";
import { defaultBound, type JumpBound } from "@/lib/domain/check-bounds";
import { indicator, INDICATOR_IDS, isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { isDerivedId } from "@/lib/domain/rollup";
import { BoundForm } from "./bound-form";

export const metadata: Metadata = { title: "Mức kiểm tra" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What is typed can jump; what is computed follows. */
const TYPED: readonly IndicatorId[] = INDICATOR_IDS.filter((id) => !isDerivedId(id));

/** How far a figure may move before the unit has to explain it; set by the central office, one indicator at a time. */
export default async function ChecksPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "check.manage", { path: "/vn/" })) notFound();
  const { setting, bounds } = await getBoundSettings();
  const asked = await countAsked(actor, bounds);
  const wanted = (await searchParams).indicator;
  const chosen =
    typeof wanted === "string" && isIndicatorId(wanted) && TYPED.includes(wanted) ? wanted : TYPED[0];
  const own = TYPED.filter((id) => setting[id] !== undefined).length;
  return (
    <>
      <PageHeader
        title="Mức kiểm tra"
        asOf={`Số tăng hoặc giảm quá mức thì đơn vị phải giải thích trước khi nộp. ${own}/${TYPED.length} chỉ tiêu có mức riêng, còn lại dùng mặc định. Có hiệu lực ngay.`}
      />
      <div className="split checks">
        <div className="panel">
          <div className="scroll" tabIndex={0} role="region" aria-label="Mức của từng chỉ tiêu">
            <table className="data flat checks-table">
              <thead>
                <tr>
                  <th scope="col">Chỉ tiêu</th>
                  <th scope="col" className="n">
                    Tháng trước<small>%</small>
                  </th>
                  <th scope="col" className="n">
                    Cùng kỳ<small>%</small>
                  </th>
                  <th scope="col" className="n">
                    Ngưỡng bỏ qua
                  </th>
                  <th scope="col" className="n">
                    Ô bị hỏi
                    <small>{asked.periodId ? periodName(asked.periodId) : "chưa có tháng duyệt"}</small>
                  </th>
                </tr>
              </thead>
              <tbody>
                {TYPED.map((id) => (
                  <BoundRow
                    key={id}
                    id={id}
                    bound={bounds[id]}
                    isOwn={setting[id] !== undefined}
                    isChosen={id === chosen}
                    count={asked.counts[id]}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </div>
        {chosen && <Edit id={chosen} bound={bounds[chosen]} isOwn={setting[chosen] !== undefined} />}
      </div>
    </>
  );
}

const shown = (percent: number | null) => (percent === null ? "không hỏi" : percentText(percent));

type RowProps = {
  id: IndicatorId;
  bound: JumpBound;
  isOwn: boolean;
  isChosen: boolean;
  count: Asked["counts"][IndicatorId];
};

function BoundRow({ id, bound, isOwn, isChosen, count }: RowProps) {
  return (
    <tr {...(isChosen ? { className: "changed" } : {})}>
      <th scope="row">
        <Link
          href={`/admin/checks?indicator=${id}#bound`}
          scroll={false}
          {...(isChosen ? { "aria-current": "true" } : {})}
        >
          {indicator(id).name}
        </Link>{" "}
        {isOwn && <Badge kind="corrected">mức riêng</Badge>}
      </th>
      <td className="n">{shown(bound.month)}</td>
      <td className="n">{shown(bound.year)}</td>
      <td className="n">{formatCount(BigInt(bound.floor))}</td>
      <td className="n">
        {count ? `${formatCount(BigInt(count.asked))}/${formatCount(BigInt(count.cells))}` : NO_VALUE}
      </td>
    </tr>
  );
}

function Edit({ id, bound, isOwn }: Pick<RowProps, "id" | "bound" | "isOwn">) {
  const { month, year, floor } = defaultBound(id);
  return (
    <section className="panel pad" id="bound" aria-labelledby="bound-title">
      <h2 id="bound-title" className="h3">
        {indicator(id).name}
      </h2>
      <p className="quiet">
        Mặc định: tháng trước {shown(month)}, cùng kỳ {shown(year)}, ngưỡng {formatCount(BigInt(floor))}.
      </p>
      <BoundForm
        key={id}
        indicator={id}
        unit={indicator(id).unit}
        month={percentText(bound.month)}
        year={percentText(bound.year)}
        floor={formatCount(BigInt(bound.floor))}
        seen={JSON.stringify(bound)}
        isOwn={isOwn}
      />
    </section>
  );
}
