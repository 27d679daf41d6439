"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavigationItem } from "./navigation";

/** A client leaf only because layouts do not run again on navigation and the current item moves. */
export function MainNav({ items }: { items: readonly NavigationItem[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Chính">
      {items.map(({ href, prefix, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          {...(path.startsWith(prefix) ? { "aria-current": "page" } : {})}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
