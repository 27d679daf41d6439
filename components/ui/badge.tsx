import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** How far a number can be trusted. Broken border: not final. Dotted: an estimate. Hatch: not real data. */
const KINDS = {
  provisional: null,
  estimate: null,
  carried: "carry",
  corrected: "pen",
  locked: "lock",
  reopened: "back",
  late: "clock",
  stated: null,
  sample: null,
} as const satisfies Record<string, IconName | null>;

export type BadgeKind = keyof typeof KINDS;

export function Badge({ kind, title, children }: { kind: BadgeKind; title?: string; children: ReactNode }) {
  const icon = KINDS[kind];
  return (
    <span className={`badge ${kind}`} title={title}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
