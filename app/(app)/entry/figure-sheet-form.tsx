"use client";

import type { ReactNode } from "react";
import { SheetChooseForm } from "@/components/sheet/sheet-choose-form";
import { sheetsOf } from "@/components/sheet/sheet-answer";
import { useSheetAction } from "@/components/sheet/use-sheet-action";
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
  reading?: (preview: FigurePreview) => ReactNode;
  /** Where something else than a workbook is taken. */
  file?: { fileLabel: string; fileHint: string; accept: string };
};

const WORKBOOK = {
  fileLabel: "Tệp Excel hoặc CSV",
  fileHint: "Tệp .xlsx hoặc .csv, lớn nhất 10 MB. Công thức không được tính; CSV chỉ nhận chữ số.",
  accept: ".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Two plain forms: one gives the sheet, the other shows what it would change and asks. */
export function FigureSheetForm(props: Props) {
  const { action, fields, backHref, backLabel, options, reading, file = WORKBOOK } = props;
  const [state, formAction, isPending] = useSheetAction<FigurePreview>(action);
  const preview = state?.preview;
  const hidden = Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <>
      <SheetChooseForm
        state={state}
        action={formAction}
        isPending={isPending}
        hidden={hidden}
        source={{ ...file, sheets: sheetsOf(state), sheet: preview?.sheet ?? "" }}
        options={options}
        back={{ href: backHref, label: backLabel }}
      />
      {preview && (
        <FigurePreviewForm
          key={keyOf(preview)}
          preview={preview}
          hidden={hidden}
          action={formAction}
          isPending={isPending}
          reading={reading?.(preview)}
        />
      )}
    </>
  );
}

/** Drawn anew it shows what was posted and what was found; as long as nothing is, what was chosen stays. */
function keyOf(preview: FigurePreview): string {
  const columns = "columns" in preview ? JSON.stringify(preview.columns) : "";
  return [preview.carried.seal, preview.seen, columns].join(" ");
}
