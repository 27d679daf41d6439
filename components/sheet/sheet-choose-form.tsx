"use client";

import { useState, type ComponentProps, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { MAX_SHEET_FILE, SheetSourceFields, TOO_LARGE_FILE } from "./sheet-source-fields";

type Props = {
  action: (form: FormData) => void;
  isPending: boolean;
  /** Of the page: what the sheet is for. */
  hidden: ReactNode;
  source: ComponentProps<typeof SheetSourceFields>;
  /** More ways to choose. */
  options?: ReactNode;
  hasPreview: boolean;
  /** What the last reading or writing said. */
  answer: { kind: "error" | "done" | "info"; content: ReactNode } | null;
};

/** Gives a sheet, as a file or as a pasted table, and says what came of it. A file that is too large stays here. */
export function SheetChooseForm({ action, isPending, hidden, source, options, hasPreview, answer }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);

  const check = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get("file");
    const isTooLarge = file instanceof File && file.size > MAX_SHEET_FILE;
    setRefusal(isTooLarge ? TOO_LARGE_FILE : null);
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
        <SheetSourceFields {...source} />
        {options}
        <div className="sheet-acts">
          <Button primary={!hasPreview}>Xem trước</Button>
          <span className="quiet" role="status">
            {isPending ? "Đang đọc bảng." : "Xem trước không ghi gì."}
          </span>
        </div>
      </form>
      <div aria-live="polite">
        {refusal !== null && <Notice kind="error">{refusal}</Notice>}
        {refusal === null && answer && <Notice kind={answer.kind}>{answer.content}</Notice>}
      </div>
    </>
  );
}
