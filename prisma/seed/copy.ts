/** COPY: many rows into one table on a connection of `pg`, inside whatever transaction it is in. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | bigint | boolean | null;

const BUFFER = 1 << 16;

const escaped = (text: string) =>
  text.replace(
    /[\\\t\n\r]/g,
    (character) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[character] ?? "",
  );

const cell = (value: Cell) =>
  value === null ? "\\N" : typeof value === "string" ? escaped(value) : String(value);

function* buffers(rows: Iterable<readonly Cell[]>): Generator<string> {
  let text = "";
  for (const row of rows) {
    text += `${row.map(cell).join("\t")}\n`;
    if (text.length >= BUFFER) {
      yield text;
      text = "";
    }
  }
  if (text) yield text;
}

/** `table` and `columns` are constants of the caller, never input. Rows are read as they are sent. */
export async function copyRows(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const target = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(buffers(rows)), target);
}
