import { TableBox } from "@/components/ui/table";
import { formatDay } from "@/lib/domain/day";
import {
  DERIVED,
  INDICATOR_IDS,
  indicator,
  REPORTING_KINDS,
  type Indicator,
  type IndicatorNature,
} from "@/lib/domain/indicator";
import { GROUP_LABELS, REPORTING_KIND_LABELS } from "@/lib/labels";
import styles from "./sources.module.css";

const NATURES: Record<IndicatorNature, string> = {
  stock: "Tại ngày chốt; qua thời gian lấy số cuối",
  flow: "Trong kỳ; qua thời gian cộng lại",
  cumulative: "Lũy kế từ đầu năm",
  derived: "Hệ thống tự tính",
};

const isDerived = (id: string): id is keyof typeof DERIVED => Object.hasOwn(DERIVED, id);

/** "BHXH_BB + BHXH_TN" */
function formula(id: keyof typeof DERIVED): string {
  return DERIVED[id]
    .map(([part, sign], index) => `${sign < 0n ? "− " : index > 0 ? "+ " : ""}${part}`)
    .join(" ");
}

function reporters({ id, reportedBy }: Indicator): string {
  if (isDerived(id)) return `= ${formula(id)}`;
  return reportedBy && reportedBy.length < REPORTING_KINDS.length
    ? reportedBy.map((kind) => REPORTING_KIND_LABELS[kind]).join("; ")
    : "Mọi đơn vị báo cáo";
}

export function IndicatorDefinitions() {
  return (
    <TableBox
      title={`Định nghĩa ${INDICATOR_IDS.length} chỉ tiêu`}
      label="Bảng định nghĩa chỉ tiêu"
      note="Ô trống là thiếu số, không phải 0."
    >
      <table className={`data ${styles.prose}`}>
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col">Mã</th>
            <th scope="col">Định nghĩa</th>
            <th scope="col">Đơn vị tính</th>
            <th scope="col">Tính chất</th>
            <th scope="col">Ai nhập</th>
          </tr>
        </thead>
        <tbody>
          {INDICATOR_IDS.map(indicator).map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name}
                <small className={styles.group}>{GROUP_LABELS[one.group]}</small>
              </th>
              <td className={styles.code}>{one.id}</td>
              <td>
                {one.definition}
                {one.direction === "lower" && "; thấp hơn là tốt hơn"}
                {one.validTo && !one.definition.includes("đến hết") && `; đến hết ${formatDay(one.validTo)}`}
              </td>
              <td>{one.unit}</td>
              <td>{NATURES[one.nature]}</td>
              <td>{reporters(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
