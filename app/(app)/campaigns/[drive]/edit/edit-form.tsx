"use client";

import { DriveHeadFields, type DriveKindChoice } from "@/app/(app)/campaigns/drive-head-fields";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { refusal } from "@/lib/form-state";
import { saveDriveHeadAction } from "./actions";

type Props = {
  drive: string;
  name: string;
  kind: string;
  startsOn: string;
  endsOn: string;
  kinds: readonly DriveKindChoice[];
  /** What held when the form was made: the save is refused if somebody else was faster. */
  seen: string;
};

/** Name, kind and days; a plain form. */
export function DriveEditForm({ drive, name, kind, startsOn, endsOn, kinds, seen }: Props) {
  const [state, action, isPending] = useFormAction(saveDriveHeadAction);
  const { errors, kept } = refusal(state);
  return (
    <form className="panel pad drive-form" action={action} aria-busy={isPending} noValidate>
      <input type="hidden" name="drive" value={drive} />
      <input type="hidden" name="seen" value={kept?.seen ?? seen} />
      <DriveHeadFields kinds={kinds} values={{ name, kind, startsOn, endsOn }} errors={errors} kept={kept} />
      <p className="hint">Ngày đã có kết quả phải còn trong đợt. Mục tiêu và đơn vị tham gia giữ nguyên.</p>
      <FormMessage state={state} />
      <Button primary>Lưu đợt</Button>
    </form>
  );
}
