/** Somebody who did something, as a screen names them. */
import { z } from "zod";

export const personSchema = z.object({ id: z.string(), displayName: z.string() });
export type Person = z.infer<typeof personSchema>;

/** SQL of the person with this id, an expression in the statement around it; null if there is none. */
export const personSql = (id: string) => `
  (SELECT jsonb_build_object('id', us.id, 'displayName', us.display_name) FROM users us WHERE us.id = ${id})`;

/** SQL of a name with the absent person for whom it was done: "Nguyễn Văn A (thay Trần Thị B)". */
export const actingNameSql = (id: string, onBehalfOf: string) => `
  (SELECT us.display_name || coalesce((SELECT ' (thay ' || absent.display_name || ')' FROM users absent
    WHERE absent.id = ${onBehalfOf}), '') FROM users us WHERE us.id = ${id})`;

/** The same of what was read already. */
export const actingName = (
  { displayName }: Pick<Person, "displayName">,
  absent: Pick<Person, "displayName"> | null,
): string => (absent ? `${displayName} (thay ${absent.displayName})` : displayName);

/** The same as a person; null if there is none. */
export const actingSql = (id: string, onBehalfOf: string) => `
  CASE WHEN ${id} IS NOT NULL
    THEN jsonb_build_object('id', ${id}, 'displayName', ${actingNameSql(id, onBehalfOf)}) END`;
