/** What a province's workbook of 700 units costs, read, matched, checked and written, against reading it and COPYing its rows. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readXlsx } from "hucre/xlsx";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { listFigureForms } from "@/lib/data/figure-forms";
import { saveFigureChanges } from "@/lib/data/figure-upload";
import type { FigureForm } from "@/lib/domain/figure-form";
import { readFigureSheet, type FigureContext } from "@/lib/domain/figure-sheet";
import { provinceTemplate, type FigureTemplate } from "@/lib/domain/figure-template";
import { isIndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { readWorkbook } from "@/lib/excel/read-workbook";
import { writeFigureTemplate } from "@/lib/excel/write-figure-template";
import { atMost, median, milliseconds, type Part } from "./line";
import { openQuietMonth, quietValue } from "./quiet-month";
import { fillProvinces, INDICATORS, LAST_MONTH } from "./synthetic";

const UNITS = 700;
const BOUND = 3;
const RUNS = 5;
const TYPIST = "01900000-0000-7000-8000-000000000003";
const PROVINCE = { id: "01", path: "/vn/01/", provinceId: "01" };
const actor = {
  id: TYPIST,
  role: "manager",
  scope: { paths: [PROVINCE.path], provincePaths: [] },
} as unknown as Actor;

/** The newest month of the province is open and empty. */
async function prepare(owner: pg.Client): Promise<void> {
  await fillProvinces(owner, [UNITS]);
  await owner.query(
    `INSERT INTO users (id, username, display_name, role, unit_id, created_at) VALUES ($1, 'nhap', 'Người nhập', 'manager', '01', now())`,
    [TYPIST],
  );
  await openQuietMonth(owner);
  await owner.query("VACUUM ANALYZE");
}

const EMPTY = "TRUNCATE submission_drafts, submission_contributors";

const contextOf = (forms: readonly FigureForm[]): FigureContext => ({
  unitId: PROVINCE.id,
  unitName: "Tỉnh 01",
  periodId: LAST_MONTH,
  forms,
  isUnit: false,
});

function filled(template: FigureTemplate): FigureTemplate {
  const head = template.heads.at(-1) ?? [];
  const rows = template.rows.map((row, unit) => ({
    ...row,
    cells: row.cells.map((cell, at) => {
      const id = head[at] ?? "";
      return isIndicatorId(id) && INDICATORS.includes(id) ? quietValue(id, unit) : cell;
    }),
  }));
  return { ...template, rows };
}

async function bare(owner: pg.Client, workbook: Buffer, lines: string): Promise<void> {
  await readXlsx(workbook);
  const columns =
    "(province_id, unit_id, period_id, indicator_id, value, is_estimate, version, updated_by, updated_at)";
  await pipeline(
    Readable.from([lines]),
    owner.query(copyFrom(`COPY submission_drafts ${columns} FROM STDIN`)),
  );
}

async function upload(workbook: Buffer): Promise<number> {
  const now = new Date();
  const read = await readWorkbook(workbook);
  if (!read.ok) throw new Error(read.message);
  const context = contextOf(await listFigureForms(actor, PROVINCE, [LAST_MONTH], now));
  const answer = readFigureSheet(read.sheet, "workbook", context);
  if (!answer.ok || !answer.reading.canWrite) throw new Error("the workbook was refused");
  const file = { source: "Tệp 01.xlsx", origin: "workbook", sha256: "0".repeat(64), unchanged: 0 } as const;
  const result = await saveFigureChanges(answer.reading.changes, file, PROVINCE, actor, now);
  if (!result.ok) throw new Error(result.reason);
  return result.cells;
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

export const bench: Part = async (emit, { ownerUrl }) => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await prepare(owner);
  const forms = await listFigureForms(actor, PROVINCE, [LAST_MONTH], new Date());
  const workbook = await writeFigureTemplate(filled(provinceTemplate(contextOf(forms), forms)));
  const lines = forms
    .flatMap(({ provinceId, unitId, periodId }, unit) =>
      INDICATORS.map((id) =>
        [provinceId, unitId, periodId, id, quietValue(id, unit), "f", 1, TYPIST, "2024-12-31\n"].join("\t"),
      ),
    )
    .join("");
  const times: { bare: number; upload: number }[] = [];
  let cells = 0;
  for (let run = 0; run <= RUNS; run += 1) {
    const copied = await seconds(() => bare(owner, workbook, lines));
    await owner.query(EMPTY);
    const uploaded = await seconds(async () => (cells = await upload(workbook)));
    // The first run warms both up.
    if (run > 0) times.push({ bare: copied, upload: uploaded });
    await owner.query(EMPTY);
  }
  const [bareTime, uploadTime] = [
    median(times.map((one) => one.bare)),
    median(times.map((one) => one.upload)),
  ];
  const expected = UNITS * INDICATORS.length;
  const line = atMost(
    "700 units x 25 indicators from a workbook / reading it with hucre and COPYing its rows",
    uploadTime / bareTime,
    BOUND,
    { uploadSeconds: milliseconds(uploadTime), bareSeconds: milliseconds(bareTime), cells },
  );
  emit({ ...line, ok: line.ok && cells === expected });
  await owner.end();
};
