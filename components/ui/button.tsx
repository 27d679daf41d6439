"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Icon, type IconName } from "./icon";

type Look = { primary?: boolean; icon?: IconName; children: ReactNode };

const look = (primary: boolean) => (primary ? "button primary" : "button");

/**
 * One primary button per screen, named by what it does: "Gửi duyệt". It is never disabled; while its form is on its way
 * a second press, by mouse or by the Enter key, does nothing.
 */
export function Button({
  primary = false,
  icon,
  children,
  onClick,
  ...rest
}: Look & ComponentProps<"button">) {
  const { pending } = useFormStatus();
  const isSent = pending && rest.type !== "button";
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isSent) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="submit"
      {...rest}
      {...(isSent ? { "aria-disabled": true } : {})}
      className={look(primary)}
      onClick={press}
    >
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
