import type { CSSProperties } from "react";

type Props = { part: number; of: number; tone: "ok" | "risk" | "behind" | "over" };

/** How much of it is done, beside the number that says so. */
export function ShareBar({ part, of, tone }: Props) {
  const width = of === 0 ? 0 : Math.min(100, (100 * part) / of);
  return (
    <span
      className={`share-bar ${tone}`}
      style={{ "--w": `${width.toFixed(1)}%` } as CSSProperties}
      aria-hidden="true"
    >
      <i />
    </span>
  );
}

export const LEVEL_TONES = { none: "behind", part: "risk", all: "ok" } as const;
