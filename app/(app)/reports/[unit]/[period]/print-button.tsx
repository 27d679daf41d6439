"use client";

import { Button } from "@/components/ui/button";

/** The browser's own print, which also saves a PDF. */
export function PrintButton() {
  return (
    <Button type="button" onClick={() => window.print()}>
      In, PDF
    </Button>
  );
}
