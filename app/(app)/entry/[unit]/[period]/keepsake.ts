/** What the form keeps in this tab until the server has it: a reload, a lost session or the Back button loses no number. */
import { readKeptCells, writeKeptCells, type ByIndicator, type EntryCell } from "@/lib/domain/entry-cells";

export type Keepsake = {
  read: () => ByIndicator<EntryCell>;
  write: (cells: ByIndicator<EntryCell>) => void;
};

/** @param turn moves with every event of the submission: versions of cells begin anew after it */
export function keepsakeOf(id: string, turn: number): Keepsake {
  const key = `entry:${id}`;
  return {
    read: () => {
      try {
        return readKeptCells(sessionStorage.getItem(key), turn);
      } catch {
        return {};
      }
    },
    write: (cells) => {
      try {
        sessionStorage.setItem(key, writeKeptCells(cells, turn));
      } catch {
        // A browser that keeps nothing still saves to the server.
      }
    },
  };
}
