import Link from "next/link";
import type { Unit } from "@/lib/domain/unit";
import { assignmentHref, recipientsHref, type TargetSelection } from "./selection";

type Props = { unit: Unit; selection: TargetSelection };

/** What else there is about the targets of this unit. */
export function TargetLinks({ unit, selection: { scope, indicator } }: Props) {
  const isUpper = unit.level === "nation" || unit.level === "province";
  return (
    <ul className="target-links">
      {isUpper && (
        <li>
          <Link href={assignmentHref({ scope, indicator: indicator ?? "BHYT" })} prefetch={false}>
            Tình hình giao chỉ tiêu các tỉnh
          </Link>
        </li>
      )}
      {unit.reportingKind === "district" && (
        <li>
          <Link href={recipientsHref(unit.id)} prefetch={false}>
            Xã, phường, tổ chức nhận chỉ tiêu
          </Link>
        </li>
      )}
      <li>
        <Link href={`/units/${unit.id}`} prefetch={false}>
          Kết quả thực hiện
        </Link>
      </li>
    </ul>
  );
}
