"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Icon } from "@/components/ui/icon";
import type { Neighbours } from "./neighbours";

const APPROVE = "form.decide button[value='approve']";

const hrefOf = (place: { id: string }) => `/submissions/${place.id}`;

/** From one waiting submission to the next, by link or key. All keys are held with Alt, so that no word that is typed is one. */
export function QueueKeys({ previous, next, waiting, at }: Neighbours) {
  const router = useRouter();
  const [nextHref, previousHref] = [next && hrefOf(next), previous && hrefOf(previous)];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const go = { KeyJ: nextHref, KeyK: previousHref }[event.code];
      if (go) router.push(go);
      else if (event.code === "Enter") document.querySelector<HTMLButtonElement>(APPROVE)?.click();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, nextHref, previousHref]);
  return (
    <nav className="queue-keys" aria-label="Biểu chờ duyệt">
      {previous && (
        <Link href={hrefOf(previous)} aria-keyshortcuts="Alt+K" title="Alt + K">
          <Icon name="left" />
          {previous.name}
        </Link>
      )}
      <span className="quiet">
        {at === null ? `${waiting} biểu chờ duyệt` : `${at}/${waiting} biểu chờ duyệt`}
      </span>
      {next && (
        <Link href={hrefOf(next)} aria-keyshortcuts="Alt+J" title="Alt + J">
          {next.name}
          <Icon name="right" />
        </Link>
      )}
      <span className="quiet needs-script keys">
        <kbd>Alt J</kbd> sau, <kbd>Alt K</kbd> trước, <kbd>Alt Enter</kbd> duyệt
      </span>
    </nav>
  );
}
