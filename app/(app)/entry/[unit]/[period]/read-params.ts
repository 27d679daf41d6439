/** The unit and the period in the address of a form; what cannot be is not found. */
import { notFound } from "next/navigation";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

export type FormParams = { params: Promise<{ unit: string; period: string }> };

export async function readParams({ params }: FormParams): Promise<{ unit: string; period: PeriodId }> {
  const { unit, period } = await params;
  const unitId = unitIdSchema.safeParse(unit);
  const periodId = periodIdSchema.safeParse(period);
  if (!unitId.success || !periodId.success) notFound();
  return { unit: unitId.data, period: periodId.data };
}
