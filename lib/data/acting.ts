/** Who does something, as records name them: the person, and the absent one for whom they act. */
import type { Actor } from "@/lib/domain/policy";

type Acting = Pick<Actor, "id" | "onBehalfOf">;

/** For audit entries: `writeAudit(tx, { ...by(actor), … })`. */
export function by({ id, onBehalfOf }: Acting): { actorId: string; onBehalfOf: string | null } {
  return { actorId: id, onBehalfOf: onBehalfOf?.id ?? null };
}
