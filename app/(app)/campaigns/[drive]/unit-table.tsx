import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import { Status } from "@/components/ui/status";
import type { Amounts, DriveRow } from "@/lib/data/drives";
import { formatDay } from "@/lib/domain/day";
import { driveProgress, driveRanks, type DriveProgress } from "@/lib/domain/drive";
import { rankingWords, statusWords } from "@/lib/domain/drive-words";
import type { ProgressRule } from "@/lib/domain/dashboard-progress";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { percent, type Ratio } from "@/lib/domain/ratio";
import { driveHref, type DriveSelection } from "./selection";

type Props = {
  selection: DriveSelection;
  id: IndicatorId;
  rows: readonly DriveRow[];
  total: { name: string; goals: Amounts; values: Amounts };
  time: Ratio;
  rule: ProgressRule;
};

const of = (amounts: Amounts, id: IndicatorId) => amounts.get(id) ?? null;

/** Who takes part, the first place first; whoever has none stands below by code. */
export function UnitTable({ selection, id, rows, total, time, rule }: Props) {
  const places = driveRanks(
    rows.map((row) => ({ id: row.id, value: of(row.values, id), goal: of(row.goals, id) })),
  );
  const placeOf = (row: DriveRow) => places.get(row.id)?.place ?? rows.length + 1;
  const sorted = rows.toSorted((a, b) => placeOf(a) - placeOf(b));
  const told = rows.filter(({ lastDay }) => lastDay !== null).length;
  const isProvinces = rows.some(({ level }) => level === "province");
  const { unit } = INDICATORS[id];
  return (
    <TableBox
      as="h2"
      title={`${rows.length} ${isProvinces ? "tỉnh, thành phố" : "đơn vị"} tham gia`}
      note={`${told}/${rows.length} đã ghi kết quả. ${rankingWords(rows.map((row) => of(row.goals, id)))} Bằng nhau thì đồng hạng.`}
      label="Bảng kết quả theo đơn vị"
      canCopy
    >
      <table className="data units">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col" className="n">
              Hạng
            </th>
            <th scope="col" className="n">
              Kết quả<small>{unit}</small>
            </th>
            <th scope="col" className="n">
              Mục tiêu<small>{unit}</small>
            </th>
            <th scope="col" className="n">
              % mục tiêu
            </th>
            <th scope="col" className="n">
              Còn thiếu<small>{unit}</small>
            </th>
            <th scope="col">Ngày gần nhất</th>
            <th scope="col">Tiến độ</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const place = places.get(row.id);
            return (
              <tr key={row.id}>
                <th scope="row">
                  {isProvinces ? (
                    <Link
                      href={driveHref(selection, { province: row.id, unit: null, day: null })}
                      prefetch={false}
                    >
                      {row.shortName}
                    </Link>
                  ) : (
                    row.shortName
                  )}
                </th>
                <td className="n">{place ? `${place.place}${place.isTied ? "=" : ""}` : NO_VALUE}</td>
                <Cells
                  progress={driveProgress({ value: of(row.values, id), goal: of(row.goals, id) }, time, rule)}
                  lastDay={row.lastDay}
                />
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">{total.name}</th>
            <td />
            <Cells
              progress={driveProgress({ value: of(total.values, id), goal: of(total.goals, id) }, time, rule)}
              lastDay={null}
            />
          </tr>
        </tfoot>
      </table>
    </TableBox>
  );
}

function Cells({ progress, lastDay }: { progress: DriveProgress; lastDay: string | null }) {
  const { value, goal, share, remaining, status } = progress;
  return (
    <>
      <td className="n">{formatCount(value)}</td>
      <td className="n">{formatCount(goal)}</td>
      <td className="n">{formatFixed(percent(share))}</td>
      <td className="n">
        {remaining !== null && remaining < 0n ? `vượt ${formatCount(-remaining)}` : formatCount(remaining)}
      </td>
      <td>{lastDay === null ? NO_VALUE : formatDay(lastDay)}</td>
      <td>{status ? <Status tone={status}>{statusWords(progress)}</Status> : NO_VALUE}</td>
    </>
  );
}
