/** Reads all files of a load against the database, in the order in which they build on one another; writes nothing. */
import { dayInVietnam } from "@/lib/domain/day";
import type { LoadedDenominator } from "@/lib/domain/load-denominator";
import { FigureReader } from "@/lib/domain/load-figure";
import type { LoadKind } from "@/lib/domain/load-form";
import { FileLog, type IssueLog } from "@/lib/domain/load-issue";
import type { UnitPlan } from "@/lib/domain/load-unit";
import { UnitIndex } from "@/lib/domain/unit-index";
import { readDenominatorFile } from "./load-denominators";
import { readReference, type LoadReference } from "./load-reference";
import { readSource, type SourceFacts } from "./load-source";
import { matchDecisions, readTargetFile, type KnownDecisions, type TargetLine } from "./load-targets";
import { planUnitFile } from "./load-units";
import type { RawTx } from "./raw";

type Files = Partial<Record<LoadKind, string>>;

export type ReadFiles = {
  reference: LoadReference;
  facts: Partial<Record<LoadKind, SourceFacts>>;
  units?: UnitPlan;
  denominators?: LoadedDenominator[];
  targets?: { rows: TargetLine[]; known: KnownDecisions };
  figures?: { reader: FigureReader; log: FileLog };
};

export async function readFiles(tx: RawTx, files: Files, issues: IssueLog, now: Date): Promise<ReadFiles> {
  const today = dayInVietnam(now);
  const reference = await readReference(tx, today);
  const read: ReadFiles = { reference, facts: {} };
  if (files.units !== undefined) {
    const { plan, facts } = await planUnitFile(tx, files.units, new FileLog(issues, files.units), reference);
    read.units = plan;
    read.facts.units = facts;
  }
  const known = read.units?.all ?? reference.units;
  const units = new UnitIndex(known, reference.successions, read.units?.refused);
  if (files.denominators !== undefined) {
    const { rows, facts } = await readDenominatorFile(
      files.denominators,
      new FileLog(issues, files.denominators),
      units,
    );
    read.denominators = rows;
    read.facts.denominators = facts;
  }
  if (files.targets !== undefined) {
    const log = new FileLog(issues, files.targets);
    const { rows, facts } = await readTargetFile(files.targets, log, units);
    read.targets = { rows, known: await matchDecisions(tx, rows, log) };
    read.facts.targets = facts;
  }
  if (files.figures !== undefined) {
    const log = new FileLog(issues, files.figures);
    const lockedPeriods = new Set(reference.periods.flatMap(({ id, isLocked }) => (isLocked ? [id] : [])));
    const reader = new FigureReader({ units, lockedPeriods, unlocked: reference.unlocked, today });
    read.facts.figures = await readFigureFile(files.figures, log, reader);
    read.figures = { reader, log };
  }
  return read;
}

/** Each row goes into the reader's sets; what is wrong with it, to the log. */
async function readFigureFile(path: string, log: FileLog, reader: FigureReader): Promise<SourceFacts> {
  return readSource("figures", path, log, (fields, { at }, line) => {
    const field = (column: string) => fields[at[column] ?? -1] ?? "";
    const issues = reader.read(
      line,
      field("unit_code"),
      field("period"),
      field("indicator"),
      field("value"),
      field("is_estimate"),
    );
    if (issues) log.errors(line, issues);
  });
}
