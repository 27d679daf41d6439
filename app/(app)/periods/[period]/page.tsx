import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { TableBox } from "@/components/ui/table";
import { LockPeriodForm, UnlockUnitForm } from "@/app/(app)/periods/period-forms";
import { requireActor } from "@/lib/auth/session";
import { listProvincePeriods, type ProvincePeriod } from "@/lib/data/period-progress";
import { getPeriod } from "@/lib/data/periods";
import { listSubmissions, type QueueRow } from "@/lib/data/submissions";
import { addDays, dayInVietnam, formatDay, formatInstant } from "@/lib/domain/day";
import { periodIdSchema, periodName, type PeriodId } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";

type Props = { params: Promise<{ period: string }> };

async function readPeriod({ params }: Props): Promise<PeriodId> {
  const parsed = periodIdSchema.safeParse((await params).period);
  if (!parsed.success) notFound();
  return parsed.data;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Kỳ số liệu ${periodName(await readPeriod(props))}` };
}

/** Days that a unit gets when it is unlocked, if nobody says otherwise. */
const UNLOCK_DAYS = 3;

export default async function PeriodPage(props: Props) {
  const actor = await requireActor();
  const id = await readPeriod(props);
  const period = can(actor, "period.manage", { path: "/vn/" }) ? await getPeriod(id) : null;
  if (!period) notFound();
  const now = new Date();
  const today = dayInVietnam(now);
  const [provinces, submissions] = await Promise.all([
    listProvincePeriods(actor, id),
    listSubmissions(actor, id, now),
  ]);
  const unlocked = submissions.filter(
    ({ unlockedUntil }) => unlockedUntil !== null && unlockedUntil >= today,
  );
  const name = periodName(id);
  return (
    <>
      <PageHeader
        title={`Kỳ số liệu ${name}`}
        crumbs={[{ label: "Kỳ số liệu", href: "/periods" }]}
        asOf={
          <>
            Hạn nộp {formatDay(period.dueOn)}, mở {formatInstant(period.openedAt)}{" "}
            {period.lockedAt && <Badge kind="locked">khóa {formatInstant(period.lockedAt)}</Badge>}
          </>
        }
      />
      <div className="split periods">
        <Provinces period={id} provinces={provinces} />
        <div className="side-forms">
          <section className="panel pad" aria-labelledby="lock">
            <h2 id="lock" className="h3">
              {period.lockedAt ? "Mở khóa cho một đơn vị" : `Khóa ${name}`}
            </h2>
            {period.lockedAt ? (
              <UnlockUnitForm groups={byProvince(submissions)} until={addDays(today, UNLOCK_DAYS)} />
            ) : (
              <>
                <p className="quiet">
                  Sau khi khóa không thể nhập, nộp, duyệt; Trung ương mở khóa được cho từng đơn vị. Số sửa sau
                  đó vẫn tính vào số chung và ghi “đã điều chỉnh”.
                </p>
                <LockPeriodForm period={id} name={name} />
              </>
            )}
          </section>
          {unlocked.length > 0 && <Unlocked rows={unlocked} />}
        </div>
      </div>
    </>
  );
}

function byProvince(rows: readonly QueueRow[]) {
  const groups = new Map<string, { id: string; name: string }[]>();
  for (const { id, provinceName, unit } of rows) {
    const units = groups.get(provinceName) ?? [];
    groups.set(provinceName, units);
    units.push({ id, name: unit.shortName });
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "vi");
  return [...groups].map(([name, units]) => ({ name, units: units.sort(byName) })).sort(byName);
}

function Provinces({ period, provinces }: { period: PeriodId; provinces: readonly ProvincePeriod[] }) {
  return (
    <TableBox
      as="h2"
      title="Tỉnh, thành phố"
      note="Bấm tên để xem danh sách chờ duyệt."
      label="Tình hình các tỉnh, thành phố"
    >
      <table className="data flat">
        <thead>
          <tr>
            <th scope="col">Tỉnh, thành phố</th>
            <th scope="col" className="n">
              Phải nộp
            </th>
            <th scope="col" className="n">
              Đã duyệt
            </th>
            <th scope="col">Ký chốt</th>
          </tr>
        </thead>
        <tbody>
          {provinces.map(({ provinceId, provinceName, submissions, approved, signedAt, adjustedAt }) => (
            <tr key={provinceId}>
              <th scope="row">
                <Link href={`/submissions?period=${period}&province=${provinceId}&show=all`}>
                  {provinceId === "VN" ? "Đơn vị trực thuộc Trung ương" : provinceName}
                </Link>
              </th>
              <td className="n">{submissions}</td>
              <td className="n">{approved}</td>
              <td className="num">
                {signedAt && formatInstant(signedAt)}{" "}
                {adjustedAt && <Badge kind="corrected">đã điều chỉnh</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Unlocked({ rows }: { rows: readonly QueueRow[] }) {
  return (
    <section className="panel pad" aria-labelledby="unlocked">
      <h2 id="unlocked" className="h3">
        Đang được mở khóa
      </h2>
      <ul className="checks">
        {rows.map(({ id, unit, provinceName, unlockedUntil }) => (
          <li key={id}>
            <span aria-hidden="true">·</span>
            <span>
              <Link href={`/submissions/${id}`}>
                {unit.shortName}, {provinceName}
              </Link>{" "}
              đến hết {unlockedUntil && formatDay(unlockedUntil)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
