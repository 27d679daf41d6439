import { useSyncExternalStore } from "react";
import type { GridStatus } from "./grid-look";
import type { GridStore } from "./grid-store";

/** A part of the state: only what is itself another value draws again. */
export function useGrid<T extends string | number | boolean | object | null>(
  store: GridStore,
  pick: (status: GridStatus) => T,
): T {
  const read = () => pick(store.status());
  return useSyncExternalStore(store.subscribe, read, read);
}
