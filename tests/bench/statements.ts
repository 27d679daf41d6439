/** What a read asks the database for, taken down on its way out, and which tables the planner would touch for it. */
import pg from "pg";

export type Statement = { text: string; values: unknown[] };

type Plan = { "Relation Name"?: string; Plans?: Plan[] };

/** Takes down what other connections than `except` of this process send. */
export function recordStatements(except: pg.Client) {
  let heard: Statement[] | null = null;
  const original = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
  function query(this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args as [string | Partial<Statement>, unknown];
    if (this !== except) {
      const { text, values } = typeof first === "string" ? { text: first, values: second } : first;
      heard?.push({ text: text ?? "", values: Array.isArray(values) ? values : [] });
    }
    return original.apply(this, args);
  }
  Object.assign(pg.Client.prototype, { query });
  return {
    async during(run: () => Promise<unknown>): Promise<Statement[]> {
      heard = [];
      await run();
      const all = heard;
      heard = null;
      return all;
    },
  };
}

/** The tables in a plan and in everything below it. */
export function relationsIn(plan: Plan): string[] {
  const own = plan["Relation Name"];
  return [...(own === undefined ? [] : [own]), ...(plan.Plans ?? []).flatMap(relationsIn)];
}

/** The tables that these statements touch with these values, by name. */
export async function relationsOf(client: pg.Client, statements: readonly Statement[]): Promise<string[]> {
  const names = new Set<string>();
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    );
    for (const { Plan } of rows[0]?.["QUERY PLAN"] ?? [])
      for (const name of relationsIn(Plan)) names.add(name);
  }
  return [...names].sort();
}
