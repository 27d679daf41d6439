"use client";

import Link from "next/link";
import { useState, type ComponentProps, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { refusal } from "@/lib/form-state";
import type { SheetAnswer } from "./sheet-answer";
import { MAX_SHEET_FILE, SheetSourceFields, TOO_LARGE_FILE } from "./sheet-source-fields";

type Props = {
  /** What the last reading or writing said. */
  state: SheetAnswer;
  action: (form: FormData) => void;
  isPending: boolean;
  /** Of the page: what the sheet is for. */
  hidden: ReactNode;
  source: Omit<ComponentProps<typeof SheetSourceFields>, "paste">;
  /** More ways to choose. */
  options?: ReactNode;
  /** Where to go once it is written. */
  back: { href: string; label: string };
};

function kindOf({ ok, preview }: NonNullable<SheetAnswer>): "error" | "done" | "info" {
  if (!ok) return "error";
  return preview ? "info" : "done";
}

/** Gives a sheet, as a file or as a pasted table, and says what came of it. A file that is too large stays here. */
export function SheetChooseForm({ state, action, isPending, hidden, source, options, back }: Props) {
  const [tooLarge, setTooLarge] = useState<string | null>(null);

  const check = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get("file");
    const isTooLarge = file instanceof File && file.size > MAX_SHEET_FILE;
    setTooLarge(isTooLarge ? TOO_LARGE_FILE : null);
    if (isTooLarge) event.preventDefault();
  };

  return (
    <>
      <form
        action={action}
        onSubmit={check}
        className="panel pad sheet-choose"
        aria-label="Chọn bảng"
        aria-busy={isPending}
      >
        <h2 className="h3">Tải lên hoặc dán bảng</h2>
        {hidden}
        <input type="hidden" name="intent" value="read" />
        <SheetSourceFields {...source} paste={refusal(state).kept?.paste ?? ""} />
        {options}
        <div className="sheet-acts">
          <Button primary={!state?.preview}>Xem trước</Button>
          <span className="quiet" role="status">
            {isPending ? "Đang đọc bảng." : "Xem trước không ghi gì."}
          </span>
        </div>
      </form>
      <div aria-live="polite">
        {tooLarge !== null && <Notice kind="error">{tooLarge}</Notice>}
        {tooLarge === null && state && (
          <Notice kind={kindOf(state)}>
            <p>{state.message}</p>
            {state.ok && !state.preview && <Link href={back.href}>{back.label}</Link>}
          </Notice>
        )}
      </div>
    </>
  );
}
