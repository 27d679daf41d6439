"use client";

import { useActionState } from "react";
import { Icon } from "@/components/ui/icon";
import { favouriteAction } from "./actions";

type Props = { unitId: string; unitName: string; isMarked: boolean };

/** A star that works without JavaScript. What is marked stands first where one searches. */
export function FavouriteForm({ unitId, unitName, isMarked }: Props) {
  const [state, action, isPending] = useActionState(favouriteAction, null);
  const refusal = state && !state.ok ? state.message : null;
  return (
    <form action={action} className="favourite">
      <input type="hidden" name="unit" value={unitId} />
      <input type="hidden" name="marked" value={isMarked ? "0" : "1"} />
      <button
        type="submit"
        className="square"
        aria-pressed={isMarked}
        aria-label={`Theo dõi ${unitName}`}
        title={refusal ?? (isMarked ? "Bỏ theo dõi" : "Theo dõi: đặt lên đầu ô tìm")}
        aria-busy={isPending}
      >
        <Icon name={isMarked ? "starred" : "star"} />
      </button>
      {refusal && (
        <span className="sr" role="alert">
          {refusal}
        </span>
      )}
    </form>
  );
}
