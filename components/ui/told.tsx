"use client";

import { useEffect, useRef, type ReactNode } from "react";

type Props = { answer: { ok: boolean } | null; children: ReactNode };

/** Around what a form is answered. After a success the reader is brought there: the pressed button may be gone. */
export function Told({ answer, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer?.ok) box.current?.focus();
  }, [answer]);
  return (
    <div ref={box} className="told" tabIndex={-1}>
      {children}
    </div>
  );
}
