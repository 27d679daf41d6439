import { useSyncExternalStore } from "react";
import type { CascadeStatus } from "./cascade-status";
import type { CascadeStore } from "./cascade-store";

export function useStatus(store: CascadeStore): CascadeStatus {
  return useSyncExternalStore(store.subscribe, store.status, store.status);
}
