import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Look = { primary?: boolean; icon?: IconName; children: ReactNode };

const look = (primary: boolean) => (primary ? "button primary" : "button");

/** One primary button per screen, named by what it does: "Gửi duyệt". It is never disabled. */
export function Button({ primary = false, icon, children, ...rest }: Look & ComponentProps<"button">) {
  return (
    <button type="submit" {...rest} className={look(primary)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function ButtonLink({ primary = false, icon, children, ...rest }: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={look(primary)}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
