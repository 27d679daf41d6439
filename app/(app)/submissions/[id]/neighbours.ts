/** The waiting submissions before and after one, in the order of the queue, and round at its end. */
import type { QueueRow } from "@/lib/data/submissions";

type Place = { id: string; name: string };
export type Neighbours = { previous: Place | null; next: Place | null; waiting: number; at: number | null };

type Row = Pick<QueueRow, "id" | "group" | "unit">;

/** @param current what is looked at; it waits no more once it is decided, and its neighbours are found by its code then */
export function neighboursOf(queue: readonly Row[], current: Pick<Row, "id" | "unit">): Neighbours {
  const waiting = queue.filter(({ group }) => group === "waiting");
  const index = waiting.findIndex(({ id }) => id === current.id);
  const others = waiting.filter(({ id }) => id !== current.id);
  const after = others.find(({ unit }) => unit.code > current.unit.code) ?? others[0];
  const before = others.findLast(({ unit }) => unit.code < current.unit.code) ?? others.at(-1);
  return {
    previous: before ? place(before) : null,
    next: after ? place(after) : null,
    waiting: waiting.length,
    at: index < 0 ? null : index + 1,
  };
}

const place = ({ id, unit }: Row): Place => ({ id, name: unit.shortName });
