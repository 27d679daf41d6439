/** Streams the figures of a load into tables with COPY, in the order of the tables' keys. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { byKey, type FigureSet } from "@/lib/domain/load-figure-set";

/** The new version of a set. */
export type VersionedSet = { set: FigureSet; version: number };

/** Ids and digits need no escapes in COPY's text form. */
async function copy(client: ClientBase, target: string, lines: () => Generator<string>): Promise<void> {
  await pipeline(Readable.from(lines()), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

/** Pieces of some hundred lines, so that each is worth a write. */
function* pieces(sets: readonly FigureSet[], lines: (set: FigureSet) => string): Generator<string> {
  let piece = "";
  for (const set of sets) {
    piece += lines(set);
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

export async function createStaging(client: ClientBase): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE load_sets (
      set_number int, province_id text, unit_id text, period_id text, is_stated boolean) ON COMMIT DROP;
    CREATE TEMPORARY TABLE load_figures (
      set_number int, indicator_id text, value bigint, is_estimate boolean) ON COMMIT DROP`);
}

/** One row of load_sets for each set. */
export async function copySets(client: ClientBase, sets: readonly FigureSet[]): Promise<void> {
  await copy(client, "load_sets", () =>
    pieces(sets, ({ number, unit: { id, provinceId, reportingKind }, periodId }) =>
      [number, provinceId, id, periodId, reportingKind === null].join("\t").concat("\n"),
    ),
  );
  await client.query("ANALYZE load_sets");
}

/** The figures of these sets into load_figures, where they can be compared with what is known. */
export async function stageFigures(client: ClientBase, sets: readonly FigureSet[]): Promise<void> {
  await copy(client, "load_figures", () =>
    pieces(sets, (set) => {
      let lines = "";
      for (const { indicator, value, isEstimate } of set.figures())
        lines += `${set.number}\t${indicator}\t${value}\t${isEstimate}\n`;
      return lines;
    }),
  );
  await client.query("ANALYZE load_figures");
}

/** The figures of sets without an approved version, straight to where they belong: revisions first. */
export async function copyFigures(client: ClientBase, versions: readonly VersionedSet[]): Promise<void> {
  const sets = versions.map(({ set }) => set).sort(byKey);
  const versionOf = new Map(versions.map(({ set, version }) => [set, version]));
  const lines = (set: FigureSet) => {
    const { unit, periodId } = set;
    const key = `${unit.provinceId}\t${unit.id}\t${periodId}\t${versionOf.get(set)}\t`;
    let text = "";
    for (const { indicator, value, isEstimate } of set.figures())
      text += `${key}${indicator}\t${value}\t${isEstimate}\n`;
    return text;
  };
  const columns = "(province_id, unit_id, period_id, version, indicator_id, value, is_estimate)";
  await copy(client, `figure_revisions ${columns}`, () => pieces(sets, lines));
  await copy(client, `figures ${columns}`, () => pieces(sets, lines));
}
