import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: string;
  /** From the root to the parent; the page itself is added. */
  crumbs?: readonly { label: string; href: string }[];
  crumbsLabel?: string;
  /** In place of crumbs where there is nothing above. */
  eyebrow?: string;
  /** How old the page's numbers are, with its badges. */
  asOf?: ReactNode;
  /** Period, views and actions. */
  controls?: ReactNode;
};

export function PageHeader({ title, crumbs = [], crumbsLabel = "Vị trí", eyebrow, asOf, controls }: Props) {
  return (
    <div className="scope">
      <div className="scope-title">
        {crumbs.length > 0 && (
          <nav className="crumbs" aria-label={crumbsLabel}>
            <ol>
              {crumbs.map(({ label, href }) => (
                <li key={href}>
                  <Link href={href} prefetch={false}>
                    {label}
                  </Link>
                </li>
              ))}
              <li aria-current="page">{title}</li>
            </ol>
          </nav>
        )}
        {eyebrow && <p className="crumbs eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {asOf && <p className="asof">{asOf}</p>}
      </div>
      {controls && <div className="controls">{controls}</div>}
    </div>
  );
}
