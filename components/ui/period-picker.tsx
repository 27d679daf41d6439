import Link from "next/link";
import { Icon } from "./icon";

type Props = {
  /** Where the form goes: the page itself. */
  action: string;
  current: string;
  /** Newest first. */
  periods: readonly { id: string; label: string }[];
  previousHref: string | null;
  nextHref: string | null;
  /** What else is in the page's URL and must stay. */
  keep: Readonly<Record<string, string>>;
};

/** Picks the period by a plain GET form. The button stays: a change of a select must not navigate by itself. */
export function PeriodPicker({ action, current, periods, previousHref, nextHref, keep }: Props) {
  return (
    <form className="period" action={action} method="get">
      <label className="label" htmlFor="period">
        Kỳ số liệu
      </label>
      <div>
        <Step href={previousHref} icon="left" label="Kỳ trước" />
        <select id="period" name="period" defaultValue={current} key={current}>
          {periods.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <Step href={nextHref} icon="right" label="Kỳ sau" />
        <button className="button" type="submit">
          Xem
        </button>
      </div>
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </form>
  );
}

function Step({ href, icon, label }: { href: string | null; icon: "left" | "right"; label: string }) {
  if (href === null)
    return (
      <span className="square" aria-hidden="true">
        <Icon name={icon} />
      </span>
    );
  return (
    <Link className="square" href={href} aria-label={label} scroll={false} prefetch={false}>
      <Icon name={icon} />
    </Link>
  );
}
