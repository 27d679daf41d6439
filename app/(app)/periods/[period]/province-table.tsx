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

/** What is counted, of a province and over all rows. */
const COLUMNS: readonly (readonly [Exclude<DisciplineSort["key"], "name" | "signed">, string])[] = [
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
        label="Tình hình nộp số liệu theo tỉnh"
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
                    {one[key]}
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
              {COLUMNS.map(([key]) => (
                <td key={key} className="n">
                  {total[key]}
                </td>
              ))}
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
