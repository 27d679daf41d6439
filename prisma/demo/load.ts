/** Loads the demo into an empty database, in the caller's transaction: accounts, months, figures, targets, rollups. */
import type { ClientBase } from "pg";
import { writeAudit } from "@/lib/data/audit";
import { pgTx } from "@/lib/data/raw";
import { recomputeAll } from "@/lib/data/rollups";
import { hashPassword } from "@/lib/auth/password";
import { dayInVietnam } from "@/lib/domain/day";
import { addMonths, asOfDay, monthOf, yearOf, type PeriodId } from "@/lib/domain/period";
import { copyRows } from "@/prisma/seed/copy";
import { buildDenominators } from "@/prisma/seed/denominators";
import { buildUnitTrees } from "@/prisma/seed/units";
import { demoDrives } from "./drives";
import { demoYear, type DemoYear } from "./figures";
import { growthOfYear } from "./growth";
import { hash } from "./hash";
import { readDemoModel } from "./model";
import { demoParts, writeParts } from "./partners";
import { byProvince, reportingUnits, type ReportingUnit } from "./reporting-units";
import { buildStaff, type Staff } from "./staff";
import { decision546, targetsOfYear, type DemoTargets } from "./targets";
import { submissionOf, type WorkflowContext } from "./workflow";
import { writeDrives } from "./write-drives";
import { writeHistory } from "./write-history";
import { writePeriods } from "./write-periods";
import { writeRecipients } from "./write-recipients";
import { writeFigures, writeSubmissions } from "./write-submissions";
import { writeTargets } from "./write-targets";

/** The first month of the demo: the first whose December before is published too. */
const FIRST_MONTH = "2021-01" as PeriodId;
/** Rises when the rule makes other figures. */
const DEMO_RULE = 1;

export type DemoOptions = { from?: PeriodId; now: Date; progress: (line: string) => void };
export type LoadedDemo = { from: PeriodId; through: PeriodId; rule: number };

/** Loads the months from `from` to the last full month before `now`. */
export async function loadDemo(
  client: ClientBase,
  { from = FIRST_MONTH, now, progress }: DemoOptions,
): Promise<LoadedDemo> {
  const { units, successions } = buildUnitTrees();
  const today = dayInVietnam(now);
  const last = addMonths(monthOf(today as PeriodId), -1);
  const successorOf = new Map(successions.map(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId]));
  const staff = buildStaff(units, successorOf);
  const context: WorkflowContext = { last, today, now, staff };
  const reporting = reportingUnits(units, successions);

  progress(`Loading the demo: accounts and months ${from} to ${last}`);
  await writePeople(client, staff, now);
  const submissions = new Map(
    monthsBetween(from, last).map((periodId) => [periodId, submissionsOf(reporting, periodId, context)]),
  );
  await writePeriods(client, submissions, context);

  await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL enable_mergejoin = off");
  const model = readDemoModel();
  const denominators = buildDenominators(units, successions);
  const targets = new Map<number, DemoTargets>();
  let newest: DemoYear = new Map();
  for (let year = yearOf(from); year <= yearOf(last); year++) {
    progress(`Loading the demo: figures of ${year}`);
    const values = demoYear(model, year);
    newest = values;
    const ofYear = [...submissions].filter(([periodId]) => yearOf(periodId) === year);
    await writeSubmissions(
      client,
      ofYear.flatMap(([, provinces]) => [...provinces.values()].flat()),
      values,
    );
    const told = ofYear.filter(([periodId]) => periodId >= addMonths(last, -1));
    await writeHistory(
      client,
      told.flatMap(([, provinces]) => [...provinces.values()].flat()),
      values,
    );
    const growth = growthOfYear(model, year);
    targets.set(year, targetsOfYear(values, year, { units, reporting, denominators, growth, today }));
  }
  await writeFigures(client);
  progress("Loading the demo: targets");
  await writeTargets(client, [decision546(), ...targets.values()], staff.central);
  await writeRecipients(client, targets, { units, staff, today, last });
  await writeDrives(client, demoDrives({ units, reporting, values: newest, last, today }), staff);
  await writeParts(client, demoParts(reporting, newest, from, last), staff);
  progress("Loading the demo: sums");
  await client.query("ANALYZE");
  await recomputeAll(pgTx(client), now);
  const loaded = { from, through: last, rule: DEMO_RULE };
  await writeAudit(pgTx(client), {
    provinceId: "VN",
    actorId: null,
    event: "demo.load",
    subject: `demo:${from}/${last}`,
    after: loaded,
    at: now,
  });
  return loaded;
}

function monthsBetween(from: PeriodId, last: PeriodId): PeriodId[] {
  const months: PeriodId[] = [];
  for (let month = from; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** By province. */
function submissionsOf(reporting: readonly ReportingUnit[], periodId: PeriodId, context: WorkflowContext) {
  return new Map(
    [...byProvince(reporting, asOfDay(periodId))].map(([provinceId, units]) => [
      provinceId,
      units.map((unit) => submissionOf(unit, periodId, context)),
    ]),
  );
}

/** No number of Vietnam begins so: nobody is ever called by the demo. */
function phoneOf(username: string): string {
  const digits = String(hash(username, "phone") % 1_000_000).padStart(6, "0");
  return `0000 ${digits.slice(0, 3)} ${digits.slice(3)}`;
}

async function writePeople(client: ClientBase, { people }: Staff, now: Date) {
  const rows = await Promise.all(
    people.map(async ({ id, username, displayName, role, unitId, password }) => [
      id,
      username,
      displayName,
      role,
      unitId,
      password === null ? null : await hashPassword(password),
      phoneOf(username),
      true,
      now.toISOString(),
    ]),
  );
  await copyRows(
    client,
    "users",
    ["id", "username", "display_name", "role", "unit_id", "password_hash", "phone", "is_demo", "created_at"],
    rows,
  );
}
