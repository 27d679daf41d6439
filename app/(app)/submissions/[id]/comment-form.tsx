"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { COMMENT_MAX } from "@/lib/domain/figure-comment";
import { refusal } from "@/lib/form-state";
import { addCommentAction } from "./actions";

type Props = {
  id: string;
  figures: readonly { id: string; name: string }[];
  figure: string | null;
  /** Somebody came here to speak about this figure. */
  isAsked: boolean;
};

export function CommentForm({ id, figures, figure, isAsked }: Props) {
  const [state, action] = useFormAction(addCommentAction);
  const { errors, kept } = refusal(state);
  const chosen = kept?.indicator ?? figure ?? "";
  return (
    <form className="comment-form" action={action} noValidate aria-label="Ý kiến mới">
      <input type="hidden" name="id" value={id} />
      <Field form="comment" name="indicator" label="Chỉ tiêu" errors={errors?.indicator}>
        {(control) => (
          <select key={chosen} {...control} className="input" defaultValue={chosen}>
            {figures.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        form="comment"
        name="body"
        label="Ý kiến"
        hint="Đơn vị, quản lý tỉnh và Trung ương đọc được; không sửa, không xóa."
        errors={errors?.body}
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={COMMENT_MAX}
            defaultValue={kept?.body ?? ""}
            autoFocus={isAsked}
          />
        )}
      </Field>
      <Button>Gửi ý kiến</Button>
      <FormMessage state={state} />
    </form>
  );
}
