import { useSyncExternalStore } from "react";
import type { CascadeStatus, CascadeStore } from "./cascade-store";

export function useStatus(store: CascadeStore): CascadeStatus {
  return useSyncExternalStore(store.subscribe, store.status, store.status);
}
