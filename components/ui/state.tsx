import type { ReactNode } from "react";

type Props = { title: ReactNode; children?: ReactNode; action?: ReactNode };

/** Nothing to show: what is missing, since when, and one way on. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <section className="panel state">
      <h2>{title}</h2>
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

/** Bones in the final size, so that nothing moves when the content comes. */
export function LoadingState({ lines = 4 }: { lines?: number }) {
  return (
    <section className="panel pad" aria-busy="true" aria-label="Đang tải">
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={index === 1 ? "bone big" : "bone"} />
      ))}
    </section>
  );
}
