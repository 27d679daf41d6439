/** Reads one file of a load as it streams by: its hash, its header, its rows; never the whole of it at once. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { CsvReader } from "@/lib/domain/load-csv";
import { readHeader, type Header, type LoadKind } from "@/lib/domain/load-form";
import type { FileLog } from "@/lib/domain/load-issue";

export type SourceFacts = { sha256: string; rows: number };

const CHUNK = 1 << 20;

/** Calls `onRow` for each row with as many fields as the header; tells everything else to the log. */
export async function readSource(
  kind: LoadKind,
  path: string,
  log: FileLog,
  onRow: (fields: readonly string[], header: Header, line: number) => void,
): Promise<SourceFacts> {
  const hash = createHash("sha256");
  let header: Header | "refused" | undefined;
  let rows = 0;
  const reader = new CsvReader({
    record: (fields, line) => {
      if (header === undefined) {
        const read = readHeader(kind, fields);
        header = Array.isArray(read) ? "refused" : read;
        if (Array.isArray(read)) log.errors(line, read);
      } else if (header !== "refused") {
        rows += 1;
        if (fields.length === header.width) return onRow(fields, header, line);
        const expected = `${header.width} fields, as the header has; this line has ${fields.length}`;
        log.error(line, { column: null, found: null, expected });
      }
    },
    fault: ({ line, expected }) => {
      header ??= "refused";
      log.error(line, { column: null, found: null, expected });
    },
  });
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    const bytes = chunk as Uint8Array;
    hash.update(bytes);
    reader.push(bytes);
  }
  reader.end();
  if (header === undefined)
    log.error(1, { column: null, found: null, expected: "a header line; the file is empty" });
  return { sha256: hash.digest("hex"), rows };
}
