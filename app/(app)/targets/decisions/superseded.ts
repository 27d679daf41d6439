/** The decisions that a decision of a unit may name as the one that it replaces. */
import { listDecisions, type Decision } from "@/lib/data/decisions";
import { formatDay } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";

export const decisionTitle = ({ issuer, number, decidedOn }: Decision) =>
  `${issuer}, số ${number} ngày ${formatDay(decidedOn)}`;

/** That somebody replaced it already is said where it is chosen: another may still replace the rest of its numbers. */
export const replacedNote = ({ supersededByNumber }: Decision) =>
  supersededByNumber === null ? "" : ` (đã có ${supersededByNumber} thay)`;

export async function listSuperseded(actor: Actor, unit: Unit): Promise<{ id: string; label: string }[]> {
  const all = await listDecisions(actor, unit, null);
  return all
    .filter((one) => one.status === "issued" && one.unit.id === unit.id)
    .map((one) => ({ id: one.id, label: `${decisionTitle(one)}${replacedNote(one)}` }));
}
