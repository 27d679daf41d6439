import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const KINDS = {
  info: { icon: "clock", role: undefined },
  done: { icon: "check", role: "status" },
  warning: { icon: "warning", role: undefined },
  error: { icon: "error", role: "alert" },
} as const satisfies Record<string, { icon: IconName; role: string | undefined }>;

type Props = { kind: keyof typeof KINDS; title?: ReactNode; children?: ReactNode };

/** Say the number, then the reason, then what to do. */
export function Notice({ kind, title, children }: Props) {
  const { icon, role } = KINDS[kind];
  return (
    <div className={`notice ${kind}`} role={role}>
      <Icon name={icon} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
