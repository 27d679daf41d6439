import { periodTitle, type PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import type { RecipientSelection } from "./selection";

type Props = { selection: RecipientSelection; units: readonly Unit[]; periods: readonly PeriodId[] };

/** Unit and month by a plain GET form. */
export function RecipientControls({ selection, units, periods }: Props) {
  const { unit, period, indicator } = selection;
  return (
    <form className="assign-pick" method="get" action="/targets/recipients">
      {units.length > 1 && (
        <p>
          <label className="label" htmlFor="unit">
            Đơn vị
          </label>
          <select id="unit" name="unit" defaultValue={unit} key={unit}>
            {units.map((one) => (
              <option key={one.id} value={one.id}>
                {one.shortName}
              </option>
            ))}
          </select>
        </p>
      )}
      {units.length <= 1 && <input type="hidden" name="unit" value={unit} />}
      <p>
        <label className="label" htmlFor="period">
          Tháng
        </label>
        <select id="period" name="period" defaultValue={period} key={period}>
          {periods.map((id) => (
            <option key={id} value={id}>
              {periodTitle(id)}
            </option>
          ))}
        </select>
      </p>
      <input type="hidden" name="indicator" value={indicator} />
      <button className="button" type="submit">
        Xem
      </button>
    </form>
  );
}
