/**
 * Streams a figures file into temporary tables of the load's own connection: rows are judged on the way, and a million
 * of them never lie in this process at once.
 */
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { PAYER_GROUPS } from "@/lib/domain/indicator";
import type { FigureReader, FigureSet } from "@/lib/domain/load-figure";
import type { Header } from "@/lib/domain/load-form";
import type { FileLog } from "@/lib/domain/load-issue";
import { readSource, type SourceFacts } from "./load-source";

const TABLES = `
  CREATE TEMPORARY TABLE load_figures (
    set_number int, sort bigint, indicator_id text, value bigint, is_estimate boolean) ON COMMIT DROP;
  CREATE TEMPORARY TABLE load_sets (
    set_number int, province_id text, unit_id text, period_id text, is_stated boolean, payers int) ON COMMIT DROP`;

/** Fills load_figures and load_sets, and tells what is wrong with each row. */
export async function stageFigures(
  client: ClientBase,
  path: string,
  log: FileLog,
  reader: FigureReader,
): Promise<SourceFacts> {
  await client.query(TABLES);
  let lines = "";
  const rows = readSource("figures", path, log, (fields, header, line) => {
    lines += stagedLine(fields, header, line, reader, log);
  });
  let facts: SourceFacts | undefined;
  async function* figures() {
    for (;;) {
      const piece = await rows.next();
      if (lines !== "") yield lines;
      lines = "";
      if (!piece.done) continue;
      facts = piece.value;
      return;
    }
  }
  await pipeline(figures, client.query(copyFrom("COPY load_figures FROM STDIN")));
  await pipeline(setLines(reader.sets), client.query(copyFrom("COPY load_sets FROM STDIN")));
  await client.query("ANALYZE load_figures; ANALYZE load_sets");
  if (!facts) throw new Error("The file ended without its facts");
  return facts;
}

/** A row of load_figures in COPY's text form; "" for a row with errors. Ids and digits need no escapes. */
function stagedLine(
  fields: readonly string[],
  { at }: Header,
  line: number,
  reader: FigureReader,
  log: FileLog,
): string {
  const field = (column: string) => fields[at[column] ?? -1] ?? "";
  const value = field("value");
  const read = reader.read(
    line,
    field("unit_code"),
    field("period"),
    field("indicator"),
    value,
    field("is_estimate"),
  );
  if (!Array.isArray(read)) {
    return `${read.set.number}\t${read.order}\t${read.indicator}\t${value}\t${read.isEstimate}\n`;
  }
  log.errors(line, read);
  return "";
}

function* setLines(sets: readonly FigureSet[]) {
  for (const { number, unit, periodId, allowed } of sets) {
    const payers = PAYER_GROUPS.filter((id) => allowed.has(id)).length;
    const isStated = unit.reportingKind === null;
    yield `${number}\t${unit.provinceId}\t${unit.id}\t${periodId}\t${isStated}\t${isStated ? 0 : payers}\n`;
  }
}
