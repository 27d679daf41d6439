import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { SortHeader, TableBox } from "@/components/ui/table";
import { ProgressBar } from "@/app/(app)/periods/progress-bar";
import { formatInstant } from "@/lib/domain/day";
import {
  countRows,
  type DisciplineRow,
  type DisciplineSort,
  type ProvinceDiscipline,
} from "@/lib/domain/discipline";
import type { PeriodId } from "@/lib/domain/period";
import { DisciplineFilter } from "./discipline-filter";
import { hrefOf, sortingOf, TABLE_ANCHOR, type Selection } from "./selection";

type Props = {
  period: PeriodId;
  selection: Selection;
  provinces: readonly ProvinceDiscipline[];
  /** What they are counted from. */
  rows: readonly DisciplineRow[];
  all: number;
};

const COLUMNS: readonly (readonly [DisciplineSort["key"], string])[] = [
  ["expected", "Phải nộp"],
  ["submitted", "Đã nộp"],
  ["approved", "Đã duyệt"],
  ["onTime", "Đúng hạn"],
  ["late", "Muộn"],
  ["missing", "Chưa nộp"],
  ["returned", "Trả lại"],
  ["reopened", "Mở lại"],
];

const ONLY = [
  [null, "Tất cả"],
  ["unsigned", "Chưa ký chốt"],
  ["late", "Có muộn, thiếu"],
  ["todo", "Chưa duyệt đủ"],
] as const;

/** Every province that owes the period; each leads to its units. */
export function ProvinceTable({ period, selection, provinces, rows, all }: Props) {
  const shown = new Set(provinces.map(({ id }) => id));
  const total = countRows(rows.filter(({ provinceId }) => shown.has(provinceId)));
  const sorting = (key: DisciplineSort["key"]) => sortingOf(period, selection, key);
  return (
    <section id={TABLE_ANCHOR} className="discipline">
      <DisciplineFilter
        period={period}
        selection={selection}
        id="loc-tinh"
        label="Lọc theo tên tỉnh"
        choices={ONLY}
        count={`${provinces.length}/${all} dòng.`}
      />
      <TableBox
        as="h2"
        title="Theo tỉnh, thành phố"
        note="Số biểu. Bấm tên để xem từng đơn vị."
        label="Kỷ luật nộp số liệu theo tỉnh"
        canCopy
      >
        <table className="data flat">
          <thead>
            <tr>
              <SortHeader {...sorting("name")}>Tỉnh, thành phố</SortHeader>
              <th scope="col">Tiến độ</th>
              {COLUMNS.map(([key, label]) => (
                <SortHeader key={key} {...sorting(key)} numeric>
                  {label}
                </SortHeader>
              ))}
              <SortHeader {...sorting("signed")}>Ký chốt</SortHeader>
            </tr>
          </thead>
          <tbody>
            {provinces.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link
                    href={hrefOf(period, { ...selection, only: null, text: "" }, { province: one.id })}
                    prefetch={false}
                  >
                    {one.name}
                  </Link>
                </th>
                <td>
                  <ProgressBar {...one} />
                </td>
                {COLUMNS.map(([key]) => (
                  <td key={key} className={`n${isBad(key, one) ? " bad" : ""}`}>
                    {numberOf(one, key)}
                  </td>
                ))}
                <td>
                  <Signed province={one} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="total">
              <th scope="row">{provinces.length < all ? "Các dòng đang hiện" : "Cộng"}</th>
              <td>
                <ProgressBar {...total} />
              </td>
              <td className="n">{total.expected}</td>
              <td className="n">{total.submitted}</td>
              <td className="n">{total.approved}</td>
              <td className="n">{total.onTime}</td>
              <td className="n">{total.late}</td>
              <td className="n">{total.missing}</td>
              <td className="n">{total.returned}</td>
              <td className="n">{total.reopened}</td>
              <td>
                {provinces.filter(({ sign }) => sign !== null).length}/
                {provinces.filter(({ id }) => id !== "VN").length}
              </td>
            </tr>
          </tfoot>
        </table>
      </TableBox>
    </section>
  );
}

const numberOf = (one: ProvinceDiscipline, key: DisciplineSort["key"]): number =>
  key === "name" || key === "signed" ? 0 : one[key];

const isBad = (key: DisciplineSort["key"], one: ProvinceDiscipline) =>
  (key === "late" || key === "missing") && one[key] > 0;

function Signed({ province: { id, sign, adjustedAt } }: { province: ProvinceDiscipline }) {
  if (id === "VN") return <span className="quiet">không ký chốt</span>;
  return (
    <span className="remarks">
      {sign ? (
        <span className="num">{formatInstant(sign.at)}</span>
      ) : (
        <span className="quiet">chưa ký chốt</span>
      )}
      {sign && !sign.isOnTime && <Badge kind="late">sau hạn</Badge>}
      {adjustedAt && <Badge kind="corrected">đã điều chỉnh</Badge>}
    </span>
  );
}
