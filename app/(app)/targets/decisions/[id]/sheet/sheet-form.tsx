"use client";

import Link from "next/link";
import { useActionState, useState, type FormEvent } from "react";
import { MAX_SHEET_FILE, SheetSourceFields, TOO_LARGE_FILE } from "@/components/sheet/sheet-source-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sheetAction } from "./actions";
import { SheetPreviewForm } from "./sheet-preview-form";
import type { SheetState } from "./sheet-state";

type Props = { id: string; scope: string; to: "unit" | "recipient"; backHref: string };

/** Two plain forms: one gives the sheet, the other shows what it would change and asks. */
export function SheetForm({ id, scope, to, backHref }: Props) {
  const [state, action, isPending] = useActionState<SheetState, FormData>(sheetAction, null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const preview = state && "preview" in state ? state.preview : undefined;
  const isWritten = state?.ok === true && !preview;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="to" value={to} />
    </>
  );

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
        <SheetSourceFields
          fileLabel="Sổ tính Excel"
          fileHint="Tệp .xlsx, lớn nhất 10 MB. Công thức không được tính."
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          sheets={preview?.sheets ?? (state && "sheets" in state ? state.sheets : undefined) ?? []}
          sheet={preview?.sheet ?? ""}
          paste={(state && "values" in state ? state.values?.paste : undefined) ?? ""}
        />
        <div className="sheet-acts">
          <Button primary={!preview} aria-disabled={isPending}>
            Xem trước
          </Button>
          <span className="quiet" role="status">
            {isPending ? "Đang đọc bảng." : "Xem trước không ghi gì."}
          </span>
        </div>
      </form>
      <div aria-live="polite">
        {refusal !== null && <Notice kind="error">{refusal}</Notice>}
        {refusal === null && state && (
          <Notice kind={kindOf(state)}>
            <p>{state.message}</p>
            {isWritten && <Link href={backHref}>Về dự thảo</Link>}
          </Notice>
        )}
      </div>
      {preview && (
        <SheetPreviewForm
          key={`${preview.seen} ${preview.lockVersion} ${preview.table.length}`}
          preview={preview}
          hidden={hidden}
          action={action}
          isPending={isPending}
        />
      )}
    </>
  );
}

function kindOf(state: NonNullable<SheetState>): "error" | "done" | "info" {
  if (!state.ok) return "error";
  if (!("preview" in state) || !state.preview) return "done";
  return state.preview.errors.length > 0 || state.preview.mappingProblem !== null ? "error" : "info";
}
