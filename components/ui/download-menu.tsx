import { Icon } from "./icon";

type Props = {
  tables: readonly {
    label: string;
    /** The address of the table in a format. */ href: (format: string) => string;
  }[];
};

/** Plain links to the tables of a page as files; a `details` element opens without JavaScript. */
export function DownloadMenu({ tables }: Props) {
  return (
    <details className="download">
      <summary className="button">
        <Icon name="download" />
        Tải về
      </summary>
      <div className="menu">
        {tables.map(({ label, href }) => (
          <p key={label}>
            <b>{label}</b>
            <a href={href("xlsx")}>
              Excel<span className="sr"> {label}</span>
            </a>
            <a href={href("csv")}>
              CSV<span className="sr"> {label}</span>
            </a>
          </p>
        ))}
      </div>
    </details>
  );
}
