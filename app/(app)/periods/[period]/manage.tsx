import Link from "next/link";
import {
  AskUnitsForm,
  ChangeDueForm,
  LockPeriodForm,
  RelockForm,
  UnlockUnitForm,
} from "@/app/(app)/periods/period-forms";
import { listUnlocked, type Unlocked } from "@/lib/data/discipline";
import { listUnasked } from "@/lib/data/period-units";
import { countMissing, type Period } from "@/lib/data/periods";
import { addDays, dayInVietnam, formatDay, formatInstant } from "@/lib/domain/day";
import { signing, type DisciplineRow, type ProvinceDiscipline } from "@/lib/domain/discipline";
import { grouped } from "@/lib/domain/grouped";
import { periodName } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";

/** Days that a unit gets when it is unlocked, if nobody says otherwise. */
const UNLOCK_DAYS = 3;
const MOST_NAMES = 12;

type Props = {
  actor: Actor;
  period: Period;
  provinces: readonly ProvinceDiscipline[];
  rows: readonly DisciplineRow[];
  now: Date;
};

/** What central may do with the period: lock it or unlock a unit of it, move its due day, ask more units. */
export async function Manage({ actor, period, provinces, rows, now }: Props) {
  const today = dayInVietnam(now);
  const name = periodName(period.id);
  if (period.lockedAt !== null) {
    const unlocked = await listUnlocked(actor, period.id, now);
    return (
      <section id="quan-ly" className="manage" aria-label="Quản lý kỳ">
        <section className="panel pad" aria-labelledby="lock">
          <h2 id="lock" className="h3">
            Mở khóa cho một đơn vị
          </h2>
          <UnlockUnitForm groups={groupsOf(rows)} until={addDays(today, UNLOCK_DAYS)} />
        </section>
        {unlocked.length > 0 && <UnlockedList rows={unlocked} />}
      </section>
    );
  }
  const [missing, unasked] = await Promise.all([
    countMissing(actor, period.id),
    listUnasked(actor, period.id),
  ]);
  const unsigned = signing(provinces).filter(({ sign }) => sign === null);
  const incomplete = missing.submissions + missing.provinces > 0;
  return (
    <section id="quan-ly" className="manage" aria-label="Quản lý kỳ">
      <section className="panel pad" aria-labelledby="lock">
        <h2 id="lock" className="h3">
          Khóa {name}
        </h2>
        <p className="quiet">
          Sau khi khóa không thể nhập, nộp, duyệt; Trung ương mở khóa được cho từng đơn vị. Số sửa sau đó vẫn
          tính vào số chung và ghi “đã điều chỉnh”.
        </p>
        {incomplete && (
          <p>
            Còn <b className="num">{missing.submissions}</b> biểu chưa duyệt và{" "}
            <b className="num">{missing.provinces}</b> tỉnh chưa ký chốt
            {unsigned.length > 0 &&
              unsigned.length <= MOST_NAMES &&
              `: ${unsigned.map((one) => one.name).join(", ")}`}
            .
          </p>
        )}
        <LockPeriodForm period={period.id} name={name} isIncomplete={incomplete} />
      </section>
      <section className="panel pad" aria-labelledby="due">
        <h2 id="due" className="h3">
          Đổi hạn nộp
        </h2>
        <p className="quiet">Đang là {formatDay(period.dueOn)}. Đúng hạn, quá hạn tính lại theo ngày mới.</p>
        <ChangeDueForm period={period.id} dueOn={period.dueOn < today ? today : period.dueOn} />
      </section>
      {unasked.length > 0 && (
        <section className="panel pad" aria-labelledby="more">
          <h2 id="more" className="h3">
            Thêm đơn vị phải nộp
          </h2>
          <p className="quiet">
            {unasked.reduce((sum, { units }) => sum + units.length, 0)} đơn vị hoạt động ngày{" "}
            {formatDay(period.asOf)} chưa có biểu.
          </p>
          <AskUnitsForm period={period.id} provinces={unasked} />
        </section>
      )}
    </section>
  );
}

function groupsOf(rows: readonly DisciplineRow[]) {
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "vi");
  return [...grouped(rows, ({ provinceName }) => provinceName)]
    .map(([name, own]) => ({
      name,
      units: own.map(({ id, unitName }) => ({ id, name: unitName })).sort(byName),
    }))
    .sort(byName);
}

function UnlockedList({ rows }: { rows: readonly Unlocked[] }) {
  return (
    <section className="panel pad unlocked" aria-labelledby="unlocked">
      <h2 id="unlocked" className="h3">
        Đang được mở khóa
      </h2>
      <ul>
        {rows.map(({ id, unitName, provinceName, until, at, by, reason }) => (
          <li key={id}>
            <p>
              <Link href={`/submissions/${id}`} prefetch={false}>
                {unitName}, {provinceName}
              </Link>{" "}
              đến hết {formatDay(until)}
            </p>
            {at && (
              <p className="quiet">
                {by ?? "Hệ thống"} mở khóa {formatInstant(at)}
                {reason && `: “${reason}”`}
              </p>
            )}
            <details>
              <summary>
                Khóa lại<span className="sr"> {unitName}</span>
              </summary>
              <RelockForm submission={id} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
