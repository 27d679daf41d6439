/** What deserves attention among the units below, in words: who is behind, what is missing, who moved, what is not final. */
import type { Note, NoteWork } from "./dashboard-note-parts";
import { finished, laggards, movers, remaining, season } from "./dashboard-plan-notes";
import { isYearOver } from "./dashboard-progress";
import { territories } from "./dashboard-rows";
import { adjusted, missing, reopened } from "./dashboard-state-notes";
import type { DashboardView } from "./dashboard-view";

/** Empty for a unit without units below. */
export function notesOf(view: DashboardView, work: NoteWork): Note[] {
  const rows = territories(view);
  if (rows.length === 0) return [];
  const noun = view.unit.level === "nation" ? "tỉnh" : "đơn vị";
  return [
    laggards(rows, noun, isYearOver(view.context.asOf)),
    finished(rows, noun, isYearOver(view.context.asOf)),
    season(view),
    remaining(view, rows, noun),
    movers(view, rows),
    missing(view.children),
    adjusted(view.unit, view.children, work),
    reopened(view.children, work),
  ].filter((note) => note !== null);
}
