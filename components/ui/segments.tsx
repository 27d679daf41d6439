import Link from "next/link";
import type { ReactNode } from "react";

export type Segment = { href: string; label: ReactNode; isCurrent: boolean; note?: ReactNode };

/** A choice among a few views of the same page, as links: the choice is in the URL. */
export function Segments({ label, options }: { label: string; options: readonly Segment[] }) {
  return (
    <div className="seg" role="group" aria-label={label}>
      <span className="label" aria-hidden="true">
        {label}
      </span>
      <div>
        {options.map(({ href, label: text, isCurrent, note }) => (
          <Link
            key={href}
            href={href}
            scroll={false}
            prefetch={false}
            {...(isCurrent ? { "aria-current": "true" } : {})}
          >
            {text}
            {note !== undefined && <small>{note}</small>}
          </Link>
        ))}
      </div>
    </div>
  );
}
