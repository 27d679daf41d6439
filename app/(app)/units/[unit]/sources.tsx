import Link from "next/link";
import { COMPARATORS } from "@/lib/domain/comparison";
import { DENOMINATOR_KINDS, type ChosenDenominator } from "@/lib/domain/coverage";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { formatCount } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";
import { BASIS_LABELS } from "@/lib/labels";
import { denominatorWords } from "./card-facts";

/** Where every rate of the page comes from, and by which rule progress is told. */
export function Sources({ view }: { view: DashboardView }) {
  const { okPercent, riskPercent } = view.context.rule;
  return (
    <footer className="foot">
      {denominators(view).map((one) => (
        <p key={one.kind}>
          Mẫu số {one.kind === "population" ? "BHYT" : "BHXH, BHTN"}:{" "}
          {denominatorWords({ denominator: one, ratio: { numerator: 0n, denominator: 1n } })},{" "}
          {formatCount(one.value)} người. Nguồn: {one.source} ({BASIS_LABELS[one.basis] ?? one.basis}).
        </p>
      ))}
      <p>
        So với{" "}
        {COMPARATORS.map((comparator) => {
          const { label, periodId } = view.context.bases[comparator];
          return `${label.replace("so với ", "")}: ${periodName(periodId)}`;
        }).join("; ")}
        .
      </p>
      <p>
        “Cần có”: mức phải đạt đến ngày chốt số liệu nếu phần phải tăng thêm trong năm chia đều theo thời
        gian. Đúng tiến độ từ {okPercent}% mức ấy, có nguy cơ chậm từ {riskPercent}%.
      </p>
      <p>
        Tổng của đơn vị trên bằng tổng các đơn vị báo cáo tại ngày chốt số liệu; chỗ trống không tính là 0.
        Định nghĩa từng chỉ tiêu và nguồn dữ liệu:{" "}
        <Link href="/sources" prefetch={false}>
          Nguồn dữ liệu
        </Link>
        .
      </p>
    </footer>
  );
}

/** One of each kind that a rate of the page uses. */
function denominators(view: DashboardView): ChosenDenominator[] {
  const used = view.groups.flatMap(({ views }) =>
    views.flatMap(({ coverage }) => coverage?.denominator ?? []),
  );
  return DENOMINATOR_KINDS.flatMap((kind) => used.find((one) => one.kind === kind) ?? []);
}
