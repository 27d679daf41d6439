"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import {
  fieldOf,
  SEEN,
  seenDigits,
  takenNote,
  VALUE,
  type CellNote,
  type ResultsState,
} from "@/app/(app)/cell-notes";
import { formAction, keepingValues } from "@/lib/action";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { saveDriveGoals, type UnitGoals } from "@/lib/data/drive-goals";
import { saveDriveResults, type DriveCellAnswer, type DriveInput } from "@/lib/data/drive-results";
import {
  driveIdSchema,
  driveSummarySchema,
  isDriveIndicator,
  MAX_DRIVE_VALUE,
  newDriveSchema,
} from "@/lib/domain/drive";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { resultError } from "@/lib/domain/recipient";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused, saved, type FormState } from "@/lib/form-state";
import { DRIVE_REFUSALS } from "@/lib/refusals";
import { cellName, goalName, PART, parseCell } from "./fields";

type Fields = Readonly<Record<string, string>>;

const TOO_LARGE = `Số quá lớn, tối đa ${formatCount(MAX_DRIVE_VALUE)}`;

/** The goals of one unit, or of the whole, and the fields in which something else stands. 0 and nothing are no goal. */
function readGoals(fields: Fields, unit: string) {
  const goals = new Map<IndicatorId, bigint>();
  const errors: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(fields)) {
    const indicator = name.startsWith(goalName(unit, "")) ? name.slice(goalName(unit, "").length) : "";
    if (!isDriveIndicator(indicator)) continue;
    const parsed = parseNumber(text);
    if (parsed.kind === "error") errors[name] = [parsed.message];
    if (parsed.kind !== "value" || parsed.value === 0n) continue;
    if (parsed.value > MAX_DRIVE_VALUE) errors[name] = [TOO_LARGE];
    goals.set(indicator, parsed.value);
  }
  return { goals, errors };
}

const openFields = z.string().max(5_000);

/** A new drive of the nation or a province, with what it is to reach; everybody below takes part until told otherwise. */
export const createDriveAction = keepingValues(
  formAction(
    z.object({ unit: unitIdSchema }).catchall(openFields),
    async ({ unit, ...rest }, actor): Promise<FormState> => {
      const fields = rest as Fields;
      const drive = newDriveSchema.safeParse(fields);
      const { goals, errors } = readGoals(fields, "");
      if (!drive.success || Object.keys(errors).length > 0)
        return {
          ok: false,
          message: "Dữ liệu chưa hợp lệ",
          fieldErrors: {
            ...(drive.success ? {} : z.flattenError(drive.error).fieldErrors),
            ...errors,
          },
        };
      const answer = await createDrive(unit, drive.data, goals, actor, new Date());
      if (!answer.ok) return refused(DRIVE_REFUSALS[answer.reason]);
      revalidatePath("/campaigns");
      redirect(`/campaigns/${answer.id}`);
    },
  ),
);

/** The goal of the whole and of each unit that is on the page; a unit whose box is empty does not take part. */
export const saveDriveGoalsAction = keepingValues(
  formAction(
    z
      .object({
        drive: driveIdSchema,
        units: z.string().max(20_000),
        seen: z.string().max(200_000),
        from: z.literal("decision").optional(),
      })
      .catchall(openFields),
    async ({ drive, units, seen, from, ...rest }, actor): Promise<FormState> => {
      const fields = rest as Fields;
      const ids = z.array(unitIdSchema).safeParse(units.split(" ").filter((id) => id !== ""));
      if (!ids.success) return refused(DRIVE_REFUSALS["not-found"]);
      const whole = readGoals(fields, "");
      const read = ids.data.map((unitId) => ({ unitId, ...readGoals(fields, unitId) }));
      const fieldErrors = Object.assign({}, whole.errors, ...read.map(({ errors }) => errors)) as Record<
        string,
        string[]
      >;
      if (Object.keys(fieldErrors).length > 0)
        return { ok: false, message: "Có ô chưa đúng: xem lời nhắc ngay tại ô. Chưa lưu gì.", fieldErrors };
      const goals = read.map(({ unitId, goals: own }): UnitGoals => ({
        unitId,
        takesPart: fields[`${PART}${unitId}`] !== undefined,
        goals: own,
      }));
      const given = { whole: whole.goals, units: goals, seen };
      const answer = await saveDriveGoals(drive, given, actor, new Date());
      // Nothing is drawn anew: what was typed goes on standing against the goals that it was typed over.
      if (!answer.ok) return refused(DRIVE_REFUSALS[answer.reason]);
      revalidatePath(`/campaigns/${drive}`, "layout");
      // At the address that fills the decision's numbers in they would stand again over what is saved now.
      if (from) redirect(`/campaigns/${drive}`);
      return saved("Đã lưu mục tiêu.");
    },
  ),
);

const SAID = {
  outside: "Ngày này không thuộc đợt, hoặc đơn vị không có trong ngày này",
  future: "Ngày này chưa đến",
  indicator: "Đợt này không theo dõi chỉ tiêu này",
  "too-large": TOO_LARGE,
} as const;

function noteOf(cell: DriveCellAnswer): CellNote | null {
  if (cell.saved) return null;
  return cell.reason === "stale" ? takenNote(cell) : { error: SAID[cell.reason] };
}

/** Saves what changed; what is no number, and what somebody else changed meanwhile, comes back as it was typed. */
export const saveDriveResultsAction = keepingValues(
  formAction(
    z.object({ drive: driveIdSchema, unit: unitIdSchema }).catchall(z.string().max(100)),
    async ({ drive, unit, ...rest }, actor): Promise<ResultsState> => {
      const fields = rest as Fields;
      const notes: Record<string, CellNote> = {};
      const inputs = Object.keys(fields).flatMap((name): DriveInput[] => {
        const key = fieldOf(name, VALUE);
        const cell = key === null ? null : parseCell(key);
        if (key === null || cell === null) return [];
        const error = resultError(fields[name] ?? "");
        if (error !== null) notes[key] = { error };
        const parsed = parseNumber(fields[name] ?? "");
        const seen = seenDigits(fields[`${SEEN}${key}`]);
        const value = parsed.kind === "value" ? parsed.value : null;
        return parsed.kind === "error" || value === seen ? [] : [{ ...cell, value, seen }];
      });
      const result = await saveDriveResults(drive, unit, inputs, actor, new Date());
      if (!result.ok) return refused(DRIVE_REFUSALS[result.reason]);
      for (const cell of result.cells) {
        const note = noteOf(cell);
        if (note) notes[cellName(cell)] = note;
      }
      revalidatePath(`/campaigns/${drive}`);
      const open = Object.keys(notes).length;
      if (open > 0)
        return {
          ok: false,
          message: `Đã lưu ${result.changed} ô, còn ${open} ô chưa lưu: xem lời nhắc ngay tại ô.`,
          notes,
        };
      return saved(result.changed === 0 ? "Không có ô nào thay đổi." : `Đã lưu ${result.changed} ô.`);
    },
  ),
);

/** With its summary, for good. */
export const closeDriveAction = keepingValues(
  formAction(
    z.object({ drive: driveIdSchema, summary: driveSummarySchema }),
    async ({ drive, summary }, actor): Promise<FormState> => {
      const answer = await closeDrive(drive, summary, actor, new Date());
      revalidatePath(`/campaigns/${drive}`);
      return answer.ok ? saved("Đã tổng kết và đóng đợt.") : refused(DRIVE_REFUSALS[answer.reason]);
    },
  ),
);
