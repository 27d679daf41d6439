/** What a load of a million figures costs against a bare COPY of the same rows, and how much memory it takes. */
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { pgTx } from "@/lib/data/raw";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { enteredIndicators, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { addMonths, asOfDay, type PeriodId } from "@/lib/domain/period";
import { seed } from "@/prisma/seed";
import { startModule } from "./child";
import { atMost, type Part } from "./line";

const FIGURES = 1_000_000;
const FIRST = "2021-01" as PeriodId;
const BOUND = 8;
const GIGABYTE = 1e9;

type Leaf = { provinceId: string; id: string; code: string; kind: ReportingKind };

/** What one unit has of one indicator in one month: of the right size, without contradictions, another each month. */
const SIZES: Partial<Record<IndicatorId, number>> = { BHYT: 700_000, BHXH_BB: 90_000, BHTN: 80_000 };
const valueOf = (id: IndicatorId, unit: number, month: number) =>
  (SIZES[id] ?? 10_000) + ((unit * 7919 + month * 104_729) % 9000);

/** Month by month, as such files are put together. `line` makes what one file holds of a figure. */
function* lines(
  leaves: readonly Leaf[],
  line: (leaf: Leaf, month: PeriodId, id: IndicatorId, value: number) => string,
) {
  let left = FIGURES;
  for (let month = 0; left > 0; month += 1) {
    const period = addMonths(FIRST, month);
    const required = new Map(leaves.map(({ kind }) => [kind, enteredIndicators(kind, asOfDay(period))]));
    for (const [unit, leaf] of leaves.entries()) {
      const ids = (required.get(leaf.kind) ?? []).slice(0, left);
      left -= ids.length;
      yield ids.map((id) => line(leaf, period, id, valueOf(id, unit, month))).join("");
    }
  }
}

async function write(file: string, head: string, pieces: Iterable<string>): Promise<void> {
  const all = function* () {
    yield head;
    yield* pieces;
  };
  await pipeline(Readable.from(all()), createWriteStream(file));
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

/** As PostgreSQL takes rows when it checks nothing but the primary key. */
async function bareCopy(owner: pg.Client, file: string): Promise<number> {
  await owner.query("CREATE TABLE bare_figures (LIKE figures INCLUDING INDEXES)");
  const columns = "(province_id, unit_id, period_id, indicator_id, version, value, is_estimate)";
  const taken = await seconds(() =>
    pipeline(createReadStream(file), owner.query(copyFrom(`COPY bare_figures ${columns} FROM STDIN`))),
  );
  await owner.query("DROP TABLE bare_figures");
  return taken;
}

type Said = { kind: string; peakBytes: number };

async function load(file: string): Promise<{ said: Said; taken: number }> {
  let said: Said = { kind: "nothing", peakBytes: Infinity };
  const taken = await seconds(async () => {
    const child = startModule([path.join(import.meta.dirname, "load-process.ts"), file], {
      env: process.env,
    });
    child.process.on("message", (message) => (said = message as Said));
    await once(child.process, "exit");
  });
  return { said, taken };
}

export const bench: Part = async (emit, { ownerUrl, appUrl }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-bench-load-"));
  try {
    await seed({ ownerUrl, appUrl, demo: false, now: new Date(), progress: () => undefined });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const { rows: leaves } = await owner.query<Leaf>(
      `SELECT province_id AS "provinceId", id, code, reporting_kind::text AS kind FROM units
       WHERE reporting_kind IS NOT NULL AND valid_from < '2021-01-01' ORDER BY code`,
    );
    const [figures, rows] = [path.join(folder, "figures.csv"), path.join(folder, "rows.tsv")];
    await write(
      figures,
      "unit_code,period,indicator,value,is_estimate\n",
      lines(leaves, ({ code }, period, id, value) => `${code},${period},${id},${value},0\n`),
    );
    await write(
      rows,
      "",
      lines(leaves, ({ provinceId, id: unit }, period, id, value) =>
        [provinceId, unit, period, id, 1, value, "f\n"].join("\t"),
      ),
    );
    const before = await bareCopy(owner, rows);
    const { said, taken } = await load(figures);
    const bare = (before + (await bareCopy(owner, rows))) / 2;
    const { figures: loaded, differences } = await verifyRollups(pgTx(owner));
    await owner.end();
    const isWhole = said.kind === "done" && loaded === FIGURES && differences.length === 0;
    const cost = atMost("load of 1,000,000 figures / bare COPY of the same rows", taken / bare, BOUND, {
      loadSeconds: Math.round(taken * 10) / 10,
      copySeconds: Math.round(bare * 10) / 10,
      figures: loaded,
      differences: differences.length,
    });
    emit({ ...cost, ok: cost.ok && isWhole });
    emit(atMost("peak memory of the load / 1 GB", said.peakBytes / GIGABYTE, 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
