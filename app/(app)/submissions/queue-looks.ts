/** The shape that stands for each group of the queue. */
import type { IconName } from "@/components/ui/icon";
import type { QueueGroup } from "@/lib/domain/submission-queue";

export const GROUP_LOOKS = {
  late: { name: "late", icon: "behind" },
  waiting: { name: "wait", icon: "clock" },
  returned: { name: "back", icon: "back" },
  open: { name: "open", icon: "pen" },
  approved: { name: "done", icon: "check" },
} as const satisfies Record<QueueGroup, { name: string; icon: IconName }>;
