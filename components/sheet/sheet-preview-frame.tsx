import type { ReactNode } from "react";
import { keepFields } from "@/components/ui/keep-fields";

type Props = { action: (form: FormData) => void; isPending: boolean; children: ReactNode };

/** The form below a chosen sheet, which shows what it would change and asks. What was chosen in it stays until it is drawn anew. */
export function SheetPreviewFrame({ action, isPending, children }: Props) {
  return (
    <form
      ref={keepFields}
      action={action}
      className="sheet-preview"
      aria-label="Xem trước"
      aria-busy={isPending}
      noValidate
    >
      {children}
    </form>
  );
}
