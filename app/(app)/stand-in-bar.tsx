import { stopStandInAction } from "@/app/account/actions";
import { Icon } from "@/components/ui/icon";
import { formatDay } from "@/lib/domain/day";
import type { OnBehalfOf } from "@/lib/domain/policy";
import { StopStandInForm } from "./stop-stand-in-form";

type Props = { onBehalfOf: OnBehalfOf; unitName: string };

/** On every page while somebody acts for somebody else. */
export function StandInBar({ onBehalfOf: { displayName, toDay }, unitName }: Props) {
  return (
    <aside className="stand-in-bar" aria-label="Làm thay">
      <p>
        <Icon name="person" />
        Bạn đang làm thay <b>{displayName}</b>, {unitName}, đến hết ngày {formatDay(toDay)}.
      </p>
      <StopStandInForm action={stopStandInAction} label="Dừng làm thay" />
    </aside>
  );
}
