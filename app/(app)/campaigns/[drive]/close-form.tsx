"use client";

import { closeDriveAction } from "@/app/(app)/campaigns/actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useSaidAction } from "@/components/ui/said-here";
import { refusal } from "@/lib/form-state";

/** The summary begins with what the results say; whoever closes writes on. */
export function CloseForm({ drive, summary }: { drive: string; summary: string }) {
  const [state, action] = useSaidAction(closeDriveAction);
  const { errors, kept } = refusal(state);
  return (
    <details className="panel drive-close" open={state !== null}>
      <summary className="button">Tổng kết và đóng đợt</summary>
      <form className="stacked" action={action}>
        <input type="hidden" name="drive" value={drive} />
        <Field
          name="summary"
          label="Tổng kết"
          hint="Các câu đầu lấy từ kết quả đã ghi; sửa và viết thêm được. Sau khi đóng không ghi thêm kết quả."
          errors={errors?.summary}
        >
          {(control) => (
            <textarea {...control} rows={6} maxLength={4000} defaultValue={kept?.summary ?? summary} />
          )}
        </Field>
        <FormMessage state={state} />
        <Button>Đóng đợt</Button>
      </form>
    </details>
  );
}
