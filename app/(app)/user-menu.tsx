import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { Role } from "@/lib/domain/policy";
import { ROLE_LABELS } from "@/lib/labels";
import { SignOutForm } from "./sign-out-form";
import { StartStandInForm } from "./start-stand-in-form";

type Props = {
  person: string;
  displayName: string;
  role: Role;
  unitName: string;
  mayMakeWalls: boolean;
  /** For whom this person may act today. */
  standIns: readonly { id: string; name: string }[];
};

/** A `details` element: it opens, and signs out, without JavaScript. */
export function UserMenu({ person, displayName, role, unitName, mayMakeWalls, standIns }: Props) {
  return (
    <details className="user">
      <summary aria-label={`Tài khoản: ${displayName}, ${unitName}`}>
        <Icon name="person" className="i person" />
        <span className="who">
          <b>{displayName}</b>
          <span>{unitName}</span>
        </span>
      </summary>
      <div className="menu">
        <p>
          <b>{displayName}</b>
          <span>{ROLE_LABELS[role]}</span>
          <span>{unitName}</span>
        </p>
        <Link href="/account" prefetch={false}>
          Tài khoản và mật khẩu
        </Link>
        {mayMakeWalls && (
          <Link href="/walls" prefetch={false}>
            Màn hình phòng điều hành
          </Link>
        )}
        <Link href="/stand-ins" prefetch={false}>
          Ủy quyền
        </Link>
        {standIns.map(({ id, name }) => (
          <StartStandInForm key={id} id={id} name={name} />
        ))}
        <SignOutForm person={person} />
      </div>
    </details>
  );
}
