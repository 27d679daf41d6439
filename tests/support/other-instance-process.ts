/** The inner end of other-instance.ts: answers what its pages show. */
import { z } from "zod";
import { getUnitDashboard } from "@/lib/data/dashboard";
import { periodIdSchema } from "@/lib/domain/period";
import { ACTORS } from "./workflow-world";

const questionSchema = z.object({ unitId: z.string(), period: periodIdSchema });

async function answer(question: unknown): Promise<{ value: string | null }> {
  const query = { ...questionSchema.parse(question), indicator: "BHYT", comparator: "yoy" } as const;
  const page = await getUnitDashboard(ACTORS.viewer, query);
  if (page.kind !== "dashboard") throw new Error(page.kind);
  return { value: page.view.chosen.measure.value?.toString() ?? null };
}

process.on("message", (question) => {
  answer(question).then(
    (told) => process.send?.(told),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
process.send?.("ready");
