import { FIELDS } from "@/lib/domain/period-form";

export type TickProvince = { id: string; name: string; units: readonly { id: string; name: string }[] };

type Props = {
  provinces: readonly TickProvince[];
  /** What a refused form brings back. */
  kept?: Readonly<Record<string, string>> | undefined;
};

/** Provinces to tick whole, each opened to its units; works without JavaScript. */
export function UnitTicks({ provinces, kept }: Props) {
  return (
    <ul className="unit-ticks">
      {provinces.map(({ id, name, units }) => {
        const isOpen = units.some((unit) => kept?.[FIELDS.unit(unit.id)] === "on");
        return (
          <li key={id}>
            <Tick id={id} label={name} kept={kept} />
            <details open={isOpen}>
              <summary>
                {units.length} đơn vị<span className="sr"> của {name}</span>
              </summary>
              {units.map((unit) => (
                <Tick key={unit.id} id={unit.id} label={unit.name} kept={kept} />
              ))}
            </details>
          </li>
        );
      })}
    </ul>
  );
}

type TickProps = { id: string; label: string; kept: Props["kept"] };

function Tick({ id, label, kept }: TickProps) {
  const name = FIELDS.unit(id);
  return (
    <label className="tick">
      <input type="checkbox" name={name} defaultChecked={kept?.[name] === "on"} />
      {label}
    </label>
  );
}
