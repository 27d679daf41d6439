/** Numbers that stand cell by cell in a table of their own: the last that entries say of each, against its row. */
import "server-only";
import { z } from "zod";
import type { ReplayEntry } from "@/lib/domain/audit-replay";
import type { RawTx } from "./raw";

type CellTable = {
  table: string;
  /** What makes a cell, in the words of `read`. */
  id: string;
  /** An entry of this event says `[id, value]` of each of its cells; `subject` is the part after its kind. */
  read: (subject: string, after: unknown) => (readonly [string, string | null])[];
};

const resultsSchema = z.array(z.object({ recipientId: z.string(), value: z.string().nullable() }));
const partsSchema = z.array(
  z.object({ indicator: z.string(), partner: z.string(), value: z.string().nullable() }),
);

/** Without what stands before the first point. */
const rest = (subject: string) => subject.split(".").slice(1).join(" ");

const TABLES: Record<string, CellTable> = {
  "recipient.results": {
    table: "recipient_results",
    id: "concat_ws(' ', recipient_id, period_id, indicator_id)",
    read: (subject, after) =>
      (resultsSchema.safeParse(after).data ?? []).map(
        ({ recipientId, value }) => [`${recipientId} ${rest(subject)}`, value] as const,
      ),
  },
  "partner.counts": {
    table: "partner_counts",
    id: "concat_ws(' ', unit_id, period_id, indicator_id, partner)",
    read: (subject, after) =>
      (partsSchema.safeParse(after).data ?? []).map(
        ({ indicator, partner, value }) => [`${rest(subject)} ${indicator} ${partner}`, value] as const,
      ),
  },
};

const rowsSchema = z.array(z.object({ id: z.string(), value: z.string(), at: z.string() }));

type CameWithDemo = (at: string) => boolean;

/** Those of one province at a time. */
export class AuditCells {
  private said = new Map<string, Map<string, string | null>>();

  constructor(
    private readonly tx: RawTx,
    private readonly cameWithDemo: CameWithDemo,
    private readonly find: (finding: string) => void,
  ) {}

  /** Whether it was an entry of such numbers. */
  add({ event, after }: ReplayEntry, subject: string): boolean {
    const cells = TABLES[event]?.read(subject, after);
    if (!cells) return false;
    const known = this.said.get(event) ?? new Map<string, string | null>();
    for (const [id, value] of cells) known.set(id, value);
    this.said.set(event, known);
    return true;
  }

  /** @returns how many rows were compared */
  async endProvince(provinceId: string): Promise<number> {
    let count = 0;
    for (const [event, one] of Object.entries(TABLES))
      count += await this.compare(provinceId, one, this.said.get(event) ?? new Map());
    this.said = new Map();
    return count;
  }

  private async compare(
    provinceId: string,
    { table, id: key }: CellTable,
    left: Map<string, string | null>,
  ): Promise<number> {
    const rows = rowsSchema.parse(
      await this.tx.$queryRawUnsafe(
        `SELECT ${key} AS id, value::text,
           to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
         FROM ${table} WHERE province_id = $1`,
        provinceId,
      ),
    );
    for (const { id, value, at } of rows) {
      const said = left.get(id);
      left.delete(id);
      if (said === undefined && this.cameWithDemo(at)) continue;
      if (said !== value)
        this.find(`${table} ${provinceId} ${id}: the entries say ${said ?? "nothing"}, the row ${value}`);
    }
    for (const [id, value] of left)
      if (value !== null)
        this.find(`${table} ${provinceId} ${id}: the entries say ${value}, there is no row`);
    return rows.length;
  }
}
