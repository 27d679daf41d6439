"use client";

import { SheetChooseForm } from "@/components/sheet/sheet-choose-form";
import { sheetsOf } from "@/components/sheet/sheet-answer";
import { useSheetAction } from "@/components/sheet/use-sheet-action";
import { sheetAction } from "./actions";
import { SheetPreviewForm } from "./sheet-preview-form";
import type { SheetPreview } from "./sheet-state";

type Props = { id: string; scope: string; to: "unit" | "recipient"; backHref: string };

/** Two plain forms: one gives the sheet, the other shows what it would change and asks. */
export function SheetForm({ id, scope, to, backHref }: Props) {
  const [state, action, isPending] = useSheetAction<SheetPreview>(sheetAction);
  const preview = state?.preview;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="to" value={to} />
    </>
  );
  return (
    <>
      <SheetChooseForm
        state={state}
        action={action}
        isPending={isPending}
        hidden={hidden}
        source={{
          fileLabel: "Sổ tính Excel",
          fileHint: "Tệp .xlsx, lớn nhất 10 MB. Công thức không được tính.",
          accept: ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          sheets: sheetsOf(state),
          sheet: preview?.sheet ?? "",
        }}
        back={{ href: backHref, label: "Về dự thảo" }}
      />
      {preview && (
        <SheetPreviewForm
          key={keyOf(preview)}
          preview={preview}
          hidden={hidden}
          action={action}
          isPending={isPending}
        />
      )}
    </>
  );
}

/** Drawn anew it shows what was posted and what was found; as long as nothing is, what was chosen stays. */
const keyOf = ({ seen, lockVersion, table, columns }: SheetPreview) =>
  [seen, lockVersion, table.length, JSON.stringify(columns)].join(" ");
