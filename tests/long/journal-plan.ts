/** What the workers of the journal and their parent agree on. */
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Figures } from "@/tests/support/workflow-moves";

export const PERIODS = { moving: "2025-06", typing: "2025-05", loading: "2025-04" } as const;
/** Reporting units of the small country before the reform. */
export const MOVED_UNITS = ["a", "b", "c"] as const;
export const LOADED_UNITS = ["A", "B", "C"] as const;
export const BLANK: Figures = { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null };

export type Task = {
  /** The ids under which this run's people are in the database, by name. */
  ids: Record<string, string>;
  /** The cell that this worker alone types into, in a form that others type into too. */
  cell: IndicatorId;
  typingUnit: string;
  typedFrom: number;
  loads: boolean;
  /** For the files that it loads. */
  folder: string;
};

/** What the program said was done; `trying` is what it was about to do. */
export type Acknowledged =
  | { kind: "trying" | "typed"; cell: IndicatorId; value: string }
  | { kind: "submitted"; unit: string; version: number; value: string | null }
  | { kind: "approved"; unit: string; version: number }
  | { kind: "loaded"; value: string };
