import Link from "next/link";
import { Segments } from "./segments";

type Props = {
  /** Where the form goes, with the anchor of the table. */
  action: string;
  id: string;
  /** "Lọc theo tên đơn vị" */
  label: string;
  text: string;
  /** The rest of the page's selection, which stays. */
  kept: Readonly<Record<string, string>>;
  only: Parameters<typeof Segments>[0]["options"];
  /** How many rows are left; null while nothing is filtered. */
  count: string | null;
  clearHref: string;
};

/** Narrows a table by name and by state: a plain form and links, so that it works without JavaScript and is in the address. */
export function TableFilter({ action, id, label, text, kept, only, count, clearHref }: Props) {
  return (
    <>
      <form className="filter" method="get" action={action} role="search">
        <label className="sr" htmlFor={id}>
          {label}
        </label>
        <input
          className="input"
          id={id}
          name="q"
          type="search"
          placeholder="Lọc theo tên"
          maxLength={60}
          defaultValue={text}
          key={text}
          autoComplete="off"
        />
        <button className="button" type="submit">
          Lọc
        </button>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
      <Segments label="Chỉ hiện" options={only} />
      <p className="filter-count" role="status">
        {count !== null && (
          <>
            {count}{" "}
            <Link href={clearHref} scroll={false} prefetch={false}>
              Bỏ lọc
            </Link>
          </>
        )}
      </p>
    </>
  );
}
