import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";
import { asOfDay, periodName } from "@/lib/domain/period";
import { formatDay } from "@/lib/domain/day";
import type { NoDashboard } from "@/lib/data/dashboard";

/** A unit that has ended names who continues it; one that had not begun names what it came from. */
export function Refused({ reason }: { reason: NoDashboard | null }) {
  const home = <ButtonLink href="/">Về trang của đơn vị</ButtonLink>;
  if (reason?.kind === "no-period")
    return (
      <EmptyState
        as="h1"
        title="Chưa có kỳ số liệu nào"
        action={<ButtonLink href="/sources">Xem nguồn dữ liệu</ButtonLink>}
      >
        Trung ương chưa mở kỳ nào trong thời gian đơn vị này tồn tại.
      </EmptyState>
    );
  if (reason?.kind !== "not-valid")
    return (
      <EmptyState as="h1" title="Không có đơn vị hoặc kỳ số liệu này" action={home}>
        Địa chỉ không đúng, hoặc đơn vị nằm ngoài phạm vi của tài khoản.
      </EmptyState>
    );
  const { unit, period, direction, relatives } = reason;
  const ended = direction === "after" && unit.validTo !== null;
  return (
    <section className="panel state">
      <h1>
        {unit.name} không có trong kỳ {periodName(period)}
      </h1>
      <p>
        {ended && unit.validTo
          ? `Đơn vị kết thúc ngày ${formatDay(unit.validTo)}, trước ngày chốt số liệu ${formatDay(asOfDay(period))}.`
          : `Đơn vị bắt đầu ngày ${formatDay(unit.validFrom)}, sau ngày chốt số liệu ${formatDay(asOfDay(period))}.`}
      </p>
      {relatives.length > 0 && (
        <>
          <p>{ended ? "Số liệu kỳ này nằm ở đơn vị tiếp nhận:" : "Số liệu kỳ này nằm ở đơn vị trước đó:"}</p>
          <ul>
            {relatives.map(({ id, name }) => (
              <li key={id}>
                <Link href={`/units/${id}?period=${period}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {!ended && relatives.some(({ isWhole }) => isWhole) && (
        <p>
          <Link href={`/units/${unit.id}?period=${period}&boundaries=now`}>
            Xem số liệu các đơn vị đó cộng lại theo địa giới hiện nay
          </Link>
        </p>
      )}
      {home}
    </section>
  );
}
