import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import { listDriveCells, type Drive } from "@/lib/data/drives";
import { addDays, formatDay, WEEKDAY_NAMES, weekdayOf, type Day } from "@/lib/domain/day";
import { entryProblem, entryWeek } from "@/lib/domain/drive";
import { INDICATORS } from "@/lib/domain/indicator";
import type { Unit } from "@/lib/domain/unit";
import { capital } from "@/lib/domain/wording";
import { DriveEntryForm, type DayView } from "./entry-form";
import { driveHref, ENTRY_ANCHOR, type DriveSelection } from "./selection";

const dayName = (day: Day) => `${capital(WEEKDAY_NAMES[weekdayOf(day)])}, ${formatDay(day)}`;

type Props = {
  selection: DriveSelection;
  drive: Drive;
  units: readonly Unit[];
  unit: Unit;
  today: Day;
};

/** The days of one unit, a week at a time. */
export async function EntrySection({ selection, drive, units, unit, today }: Props) {
  const week = entryWeek(drive, selection.day ?? today);
  const [first = drive.startsOn, last = drive.endsOn] = [week[0], week.at(-1)];
  const cells = await listDriveCells(drive.id, unit, week);
  const ids = [...drive.goals.keys()];
  const days = week.map((day): DayView => ({
    day,
    name: dayName(day),
    isOpen: entryProblem(drive, unit, day, today) === null,
    values: Object.fromEntries(
      cells.filter((cell) => cell.day === day).map(({ indicator, value }) => [indicator, String(value)]),
    ),
  }));
  const to = (day: Day) => driveHref(selection, { unit: unit.id, day }, ENTRY_ANCHOR);
  return (
    <section id={ENTRY_ANCHOR} className="drive-entry">
      <TableBox
        as="h2"
        title={`Nhập kết quả: ${unit.shortName}`}
        note={first === last ? formatDay(first) : `${formatDay(first)} đến ${formatDay(last)}.`}
        label="Bảng nhập kết quả ngày"
        tools={
          <div className="drive-week">
            <UnitPicker selection={selection} units={units} unit={unit} day={first} />
            <p>
              {first > drive.startsOn && <Link href={to(addDays(first, -1))}>Tuần trước</Link>}
              {last < drive.endsOn && last < today && <Link href={to(addDays(last, 1))}>Tuần sau</Link>}
            </p>
          </div>
        }
      >
        <DriveEntryForm
          key={`${unit.id} ${first}`}
          drive={drive.id}
          unit={unit.id}
          days={days}
          columns={ids.map((id) => ({ id, name: INDICATORS[id].name, unit: INDICATORS[id].unit }))}
        />
      </TableBox>
    </section>
  );
}

type PickerProps = Pick<Props, "selection" | "units" | "unit"> & { day: Day };

/** By a plain GET form; of one unit there is nothing to pick. */
function UnitPicker({ selection, units, unit, day }: PickerProps) {
  if (units.length <= 1) return null;
  const { drive, province, indicator } = selection;
  return (
    <form className="assign-pick" method="get" action={`/campaigns/${drive}#${ENTRY_ANCHOR}`}>
      {province && <input type="hidden" name="province" value={province} />}
      {indicator && <input type="hidden" name="indicator" value={indicator} />}
      <input type="hidden" name="day" value={day} />
      <p>
        <label className="label" htmlFor="entry-unit">
          Đơn vị
        </label>
        <select id="entry-unit" name="unit" defaultValue={unit.id} key={unit.id}>
          {units.map((one) => (
            <option key={one.id} value={one.id}>
              {one.shortName}
            </option>
          ))}
        </select>
      </p>
      <button className="button" type="submit">
        Xem
      </button>
    </form>
  );
}
