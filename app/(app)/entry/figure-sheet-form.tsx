"use client";

import Link from "next/link";
import { useActionState, useState, type FormEvent, type ReactNode } from "react";
import { MAX_SHEET_FILE, SheetSourceFields, TOO_LARGE_FILE } from "@/components/sheet/sheet-source-fields";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FigurePreviewForm } from "./figure-preview-form";
import type { FigurePreview, FigureSheetState } from "./figure-preview-state";

type Props = {
  action: (state: FigureSheetState, form: FormData) => Promise<FigureSheetState>;
  /** Of the page: which unit, which period. */
  fields: Readonly<Record<string, string>>;
  backHref: string;
  backLabel: string;
  /** More ways to choose, and how the columns are read, where the page asks for that. */
  options?: ReactNode;
  reading?: (preview: FigurePreview, isPending: boolean) => ReactNode;
};

const ACCEPT =
  ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Two plain forms: one gives the sheet, the other shows what it would change and asks. */
export function FigureSheetForm({ action, fields, backHref, backLabel, options, reading }: Props) {
  const [state, formAction, isPending] = useActionState<FigureSheetState, FormData>(action, null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const preview = state && "preview" in state ? state.preview : undefined;
  const hidden = Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));

  const check = (event: FormEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get("file");
    const isTooLarge = file instanceof File && file.size > MAX_SHEET_FILE;
    setRefusal(isTooLarge ? TOO_LARGE_FILE : null);
    if (isTooLarge) event.preventDefault();
  };

  return (
    <>
      <form
        action={formAction}
        onSubmit={check}
        className="panel pad sheet-choose"
        aria-label="Chọn bảng"
        aria-busy={isPending}
      >
        <h2 className="h3">Tải lên hoặc dán bảng</h2>
        {hidden}
        <input type="hidden" name="intent" value="read" />
        <SheetSourceFields
          fileLabel="Tệp Excel hoặc CSV"
          fileHint="Tệp .xlsx hoặc .csv, lớn nhất 10 MB. Công thức không được tính; CSV chỉ nhận chữ số."
          accept={ACCEPT}
          sheets={sheetsOf(state)}
          sheet={preview?.sheet ?? ""}
          paste={(state && "values" in state ? state.values?.paste : undefined) ?? ""}
        />
        {options}
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
            {state.ok && !preview && <Link href={backHref}>{backLabel}</Link>}
          </Notice>
        )}
      </div>
      {preview && (
        <FigurePreviewForm
          key={keyOf(preview)}
          preview={preview}
          hidden={hidden}
          action={formAction}
          isPending={isPending}
          reading={reading?.(preview, isPending)}
        />
      )}
    </>
  );
}

function sheetsOf(state: FigureSheetState): readonly string[] {
  if (!state) return [];
  if ("preview" in state && state.preview) return state.preview.sheets;
  return ("sheets" in state && state.sheets) || [];
}

function kindOf(state: NonNullable<FigureSheetState>): "error" | "done" | "info" {
  if (!state.ok) return "error";
  return "preview" in state && state.preview ? "info" : "done";
}

/** A form is reset once its action has answered: drawn anew it shows what was posted and what was found. */
function keyOf(preview: FigurePreview): string {
  const columns = "columns" in preview ? JSON.stringify(preview.columns) : "";
  return [preview.carried.seal, preview.seen, columns].join(" ");
}
