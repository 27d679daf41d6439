import type { CSSProperties } from "react";

type Props = { approved: number; submitted: number; expected: number };

/** How far a period has come, beside the numbers that say so: approved, submitted and waiting, not there yet. */
export function ProgressBar({ approved, submitted, expected }: Props) {
  const waiting = Math.max(0, submitted - approved);
  const rest = Math.max(0, expected - approved - waiting);
  return (
    <span className="fill-bar" aria-hidden="true">
      {approved > 0 && <i className="done" style={{ flex: approved } as CSSProperties} />}
      {waiting > 0 && <i className="sent" style={{ flex: waiting } as CSSProperties} />}
      {rest > 0 && <i style={{ flex: rest } as CSSProperties} />}
    </span>
  );
}
