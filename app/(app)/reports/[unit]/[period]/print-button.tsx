"use client";

import { Button } from "@/components/ui/button";

/** The browser's own print, which also saves a PDF: said where the server prints none. */
export function PrintButton({ savesPdf }: { savesPdf: boolean }) {
  return (
    <Button type="button" onClick={() => window.print()}>
      {savesPdf ? "In, PDF" : "In"}
    </Button>
  );
}
