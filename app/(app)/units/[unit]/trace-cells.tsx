"use client";

import { useEffect } from "react";

/**
 * In a row every number leads to its explanation, by pointer: beside its one link the others say only their section. A
 * link each would double the page, and be a stop each for who goes by keyboard.
 */
export function TraceCells() {
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const { target } = event;
      if (!(target instanceof Element) || target.closest("a, button, input, label")) return;
      const cell = target.closest<HTMLElement>("td[data-trace]");
      const link = cell?.closest("tr")?.querySelector<HTMLAnchorElement>("a.trace-link.value");
      // Whoever marks numbers to copy them does not want to leave.
      if (!cell || !link || getSelection()?.isCollapsed === false) return;
      const url = new URL(link.href);
      url.hash = cell.dataset.trace ?? "";
      if (event.ctrlKey || event.metaKey) window.open(url, "_blank", "noopener");
      else window.location.assign(url);
    };
    document.addEventListener("click", open);
    return () => document.removeEventListener("click", open);
  }, []);
  return null;
}
