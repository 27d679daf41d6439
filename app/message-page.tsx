import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** A page that says one thing, outside the frame: what happened, what to do, one way on. */
export function MessagePage({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action: ReactNode;
}) {
  return (
    <main id="main" className="login">
      <div className="login-box">
        <p className="login-brand">
          <Icon name="mark" className="mark" />
          <b>Bao Phủ</b>
        </p>
        <h1>{title}</h1>
        <p className="message">{children}</p>
        {action}
      </div>
    </main>
  );
}
