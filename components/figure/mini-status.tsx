import { Icon } from "@/components/ui/icon";

/** The same shape without its words, before a name in a narrow table. */
export function MiniStatus({ tone }: { tone: "ok" | "risk" | "behind" | "over" }) {
  return (
    <span className={`mini-status ${tone}`} aria-hidden="true">
      <Icon name={tone} />
    </span>
  );
}
