import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** `h1` where it is all that the page says. */
  as?: "h1" | "h2";
};

/** Nothing to show: what is missing, since when, and one way on. */
export function EmptyState({ title, children, action, as: Heading = "h2" }: Props) {
  return (
    <section className="panel state">
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </section>
  );
}

/** Something failed: what, how old the screen is, what happens next, one button. */
export function ErrorState({ title, children, action }: Props) {
  return (
    <section className="panel state failed" role="alert">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </section>
  );
}
