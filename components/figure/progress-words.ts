import type { Progress } from "@/lib/domain/dashboard-progress";
import type { Indicator } from "@/lib/domain/indicator";

/** "Đúng tiến độ" on a card; tables take the short form "Chậm". */
export function progressWords(
  { status, isExact, isFinal }: Pick<Progress, "status" | "isExact" | "isFinal">,
  direction: Indicator["direction"],
  short = false,
): string {
  if (direction === "lower") return LIMITS[status];
  if (status === "over") return isExact ? "Hoàn thành" : short ? "Vượt" : "Vượt kế hoạch";
  if (isFinal) return "Không đạt";
  return (short ? SHORT : LONG)[status];
}

const LONG = { ok: "Đúng tiến độ", risk: "Có nguy cơ chậm", behind: "Chậm tiến độ" } as const;
const SHORT = { ok: "Đúng tiến độ", risk: "Nguy cơ", behind: "Chậm" } as const;
/** Where lower is better the target is a limit. */
const LIMITS = {
  ok: "Trong mức giao",
  risk: "Sát mức giao",
  behind: "Cao hơn mức giao",
  over: "Trong mức giao",
} as const;
