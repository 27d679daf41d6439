import Link from "next/link";
import type { ReactNode } from "react";
import { CopyTools } from "./copy-tools";
import { SwipeHint } from "./swipe-hint";

type BoxProps = {
  title: ReactNode;
  note?: ReactNode;
  label: string;
  /** h2 where the table stands right below the page's title. */
  as?: "h2" | "h3";
  /** Offers the table to a spreadsheet. */
  canCopy?: boolean;
  /** Forms and links that change what the table shows; they do not scroll with it. */
  tools?: ReactNode;
  children: ReactNode;
};

/** A panel around a data table that scrolls sideways by itself where it is too wide. */
export function TableBox({
  title,
  note,
  label,
  as: Heading = "h3",
  canCopy = false,
  tools,
  children,
}: BoxProps) {
  return (
    <div className="tablebox">
      <div className="table-head">
        <Heading className="h3">{title}</Heading>
        <p>
          {note} <SwipeHint />
        </p>
        {canCopy && <CopyTools />}
      </div>
      {tools}
      <div className="scroll" tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
    </div>
  );
}

type SortDirection = "ascending" | "descending";

type SortHeaderProps = {
  /** The page sorted by this column; the direction turns round when it already is. */
  href: string;
  direction: SortDirection | null;
  numeric?: boolean;
  unit?: ReactNode;
  children: ReactNode;
};

/** A column head that sorts by a link, so that sorting works without JavaScript and is in the URL. */
export function SortHeader({ href, direction, numeric = false, unit, children }: SortHeaderProps) {
  return (
    <th scope="col" className={numeric ? "n" : undefined} {...(direction ? { "aria-sort": direction } : {})}>
      <Link href={href} scroll={false} prefetch={false}>
        {children}
        <span className="arrow" aria-hidden="true" />
      </Link>
      {unit && <small>{unit}</small>}
    </th>
  );
}
