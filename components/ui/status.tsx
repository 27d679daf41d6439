import type { ReactNode } from "react";
import { Icon } from "./icon";

/** Progress: a shape and a word, and only then a colour. */
export type Tone = "ok" | "risk" | "behind" | "over";

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <Icon name={tone} />
      {children}
    </span>
  );
}
