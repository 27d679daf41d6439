/** Somebody who did something, as a screen names them. */
import { z } from "zod";

export const personSchema = z.object({ id: z.string(), displayName: z.string() });
export type Person = z.infer<typeof personSchema>;

/** SQL of the person with this id, an expression in the statement around it; null if there is none. */
export const personSql = (id: string) => `
  (SELECT jsonb_build_object('id', us.id, 'displayName', us.display_name) FROM users us WHERE us.id = ${id})`;
