"use client";

import { useEffect } from "react";

const SHOWN = ".plan-tip:hover, .plan-tip:focus-within";

/** Escape puts away the words beside a percentage of plan that stand over other numbers, until they are asked for anew. */
export function CloseTips() {
  useEffect(() => {
    const close = ({ key }: KeyboardEvent) => {
      if (key !== "Escape") return;
      for (const tip of document.querySelectorAll<HTMLElement>(SHOWN)) {
        tip.dataset.closed = "";
        const reopen = () => delete tip.dataset.closed;
        tip.addEventListener("pointerleave", reopen, { once: true });
        tip.addEventListener("focusout", reopen, { once: true });
      }
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, []);
  return null;
}
