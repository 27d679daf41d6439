"use client";

import Link from "next/link";
import { useActionState } from "react";
import { SheetChooseForm } from "@/components/sheet/sheet-choose-form";
import { sheetAction } from "./actions";
import { SheetPreviewForm } from "./sheet-preview-form";
import type { SheetState } from "./sheet-state";

type Props = { id: string; scope: string; to: "unit" | "recipient"; backHref: string };

/** Two plain forms: one gives the sheet, the other shows what it would change and asks. */
export function SheetForm({ id, scope, to, backHref }: Props) {
  const [state, action, isPending] = useActionState<SheetState, FormData>(sheetAction, null);
  const preview = state && "preview" in state ? state.preview : undefined;
  const isWritten = state?.ok === true && !preview;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="to" value={to} />
    </>
  );

  const answer = state && {
    kind: kindOf(state),
    content: (
      <>
        <p>{state.message}</p>
        {isWritten && <Link href={backHref}>Về dự thảo</Link>}
      </>
    ),
  };

  return (
    <>
      <SheetChooseForm
        action={action}
        isPending={isPending}
        hidden={hidden}
        source={{
          fileLabel: "Sổ tính Excel",
          fileHint: "Tệp .xlsx, lớn nhất 10 MB. Công thức không được tính.",
          accept: ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          sheets: preview?.sheets ?? (state && "sheets" in state ? state.sheets : undefined) ?? [],
          sheet: preview?.sheet ?? "",
          paste: (state && "values" in state ? state.values?.paste : undefined) ?? "",
        }}
        hasPreview={preview !== undefined}
        answer={answer}
      />
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
