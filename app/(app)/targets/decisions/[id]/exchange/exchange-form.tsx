"use client";

import type { ReactNode } from "react";
import { SheetChooseForm } from "@/components/sheet/sheet-choose-form";
import { SheetIssues } from "@/components/sheet/sheet-issues";
import { SheetPreviewFrame } from "@/components/sheet/sheet-preview-frame";
import { useSheetAction } from "@/components/sheet/use-sheet-action";
import { Button } from "@/components/ui/button";
import { SheetChanges } from "@/app/(app)/targets/decisions/[id]/sheet/sheet-preview-form";
import { formatCount } from "@/lib/domain/number";
import { targetsExchangeAction } from "./actions";
import type { TargetsPreview } from "./exchange-state";

type Props = { id: string; scope: string; backHref: string };

/** Two plain forms: one gives the set, the other shows what it would change and asks. */
export function TargetsExchangeForm({ id, scope, backHref }: Props) {
  const [state, action, isPending] = useSheetAction<TargetsPreview>(targetsExchangeAction);
  const preview = state?.preview;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="scope" value={scope} />
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
          fileLabel: "Tệp dataValueSet",
          fileHint: "Tệp .json hoặc .csv của DHIS2, lớn nhất 10 MB, không quá 20.000 giá trị.",
          accept: ".json,.csv,application/json,text/csv",
          sheets: [],
          sheet: "",
        }}
        back={{ href: backHref, label: "Về dự thảo" }}
      />
      {preview && (
        <PreviewForm
          key={`${preview.carried.seal} ${preview.seen}`}
          preview={preview}
          hidden={hidden}
          action={action}
          isPending={isPending}
        />
      )}
    </>
  );
}

type PreviewProps = {
  preview: TargetsPreview;
  hidden: ReactNode;
  action: (form: FormData) => void;
  isPending: boolean;
};

function PreviewForm({ preview, hidden, action, isPending }: PreviewProps) {
  const { carried, seen, errors, warnings, changes, unchanged, units, canWrite } = preview;
  return (
    <SheetPreviewFrame action={action} isPending={isPending}>
      {hidden}
      {Object.entries(carried).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="seen" value={seen} />
      <SheetIssues kind="error" title="Sửa trong tệp rồi tải lên hoặc dán lại" issues={errors} />
      <SheetIssues
        kind="warning"
        title={`${formatCount(BigInt(preview.warningCount))} điều cần xem lại, vẫn ghi được`}
        issues={warnings}
      />
      {changes.length > 0 && <SheetChanges preview={{ changes, unchanged }} />}
      {canWrite && (
        <div className="submit-bar sheet-write">
          <p>
            <span>
              <b>{changes.length}</b> số sẽ ghi vào dự thảo của <b>{units}</b> nơi nhận.
            </span>
          </p>
          <Button primary name="intent" value="write">
            Ghi vào dự thảo
          </Button>
        </div>
      )}
    </SheetPreviewFrame>
  );
}
