import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { TableBox } from "@/components/ui/table";
import type { ListedDrive } from "@/lib/data/drives";
import type { Day } from "@/lib/domain/day";
import { formatDay } from "@/lib/domain/day";
import { driveProgress, driveState, standingDay, timeGone } from "@/lib/domain/drive";
import { DRIVE_KIND_WORDS, statusWords, timeWords } from "@/lib/domain/drive-words";
import type { ProgressRule } from "@/lib/domain/dashboard-progress";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { DRIVE_STATE_LABELS } from "@/lib/labels";

type Props = { drives: readonly ListedDrive[]; today: Day; rule: ProgressRule; mayCreate: boolean };

/** Drives that this person may see, each goal in a row of its own. */
export function DriveTable({ drives, today, rule, mayCreate }: Props) {
  return (
    <TableBox
      as="h2"
      title="Các đợt vận động, ra quân"
      note={
        drives.length === 0 ? "Chưa có đợt nào." : "Kết quả nhanh từng ngày, không cộng vào số liệu tháng."
      }
      label="Bảng các đợt vận động, ra quân"
      {...(mayCreate
        ? {
            tools: (
              <p className="drive-new">
                <ButtonLink href="/campaigns/new">Lập đợt mới</ButtonLink>
              </p>
            ),
          }
        : {})}
    >
      <table className="data units drives">
        <thead>
          <tr>
            <th scope="col">Đợt</th>
            <th scope="col">Thời gian</th>
            <th scope="col">Mục tiêu về</th>
            <th scope="col" className="n">
              Kết quả
            </th>
            <th scope="col" className="n">
              Mục tiêu
            </th>
            <th scope="col" className="n">
              % mục tiêu
            </th>
            <th scope="col">Đã qua</th>
            <th scope="col">Tiến độ</th>
          </tr>
        </thead>
        {drives.map((drive) => (
          <DriveRows key={drive.id} drive={drive} today={today} rule={rule} />
        ))}
      </table>
    </TableBox>
  );
}

function DriveRows({ drive, today, rule }: { drive: ListedDrive } & Pick<Props, "today" | "rule">) {
  const { goals, values, isClosed } = drive;
  const time = timeGone(drive, standingDay(drive, today, drive.lastDay));
  return (
    <tbody>
      {[...goals].map(([id, goal], index) => {
        const progress = driveProgress({ value: values.get(id) ?? null, goal }, time, rule);
        return (
          <tr key={id}>
            {index === 0 && (
              <>
                <th scope="rowgroup" rowSpan={goals.size}>
                  <Link href={`/campaigns/${drive.id}`} prefetch={false}>
                    {drive.name}
                  </Link>
                  <small className="drive-of">
                    {DRIVE_KIND_WORDS[drive.kind]} ·{" "}
                    {drive.unit.level === "nation" ? "Toàn quốc" : drive.unit.name}
                  </small>
                </th>
                <td rowSpan={goals.size}>
                  {formatDay(drive.startsOn)}
                  {drive.endsOn !== drive.startsOn && <> – {formatDay(drive.endsOn)}</>}
                  <small className="drive-of">
                    {isClosed ? (
                      <Badge kind="locked">đã tổng kết</Badge>
                    ) : (
                      DRIVE_STATE_LABELS[driveState(drive, today)]
                    )}
                  </small>
                </td>
              </>
            )}
            <td>{INDICATORS[id].name}</td>
            <td className="n">{formatCount(progress.value)}</td>
            <td className="n">{formatCount(goal)}</td>
            <td className="n strong">{formatFixed(percent(progress.share))}</td>
            <td>{timeWords(progress)}</td>
            <td>
              {progress.status ? <Status tone={progress.status}>{statusWords(progress)}</Status> : NO_VALUE}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
