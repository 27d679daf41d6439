import "./account.css";
import type { Metadata } from "next";
import { SignOutForm } from "@/app/(app)/sign-out-form";
import { StandInBar } from "@/app/(app)/stand-in-bar";
import { StopStandInForm } from "@/app/(app)/stop-stand-in-form";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { requireSignedIn } from "@/lib/auth/session";
import { listTokens } from "@/lib/data/tokens";
import { getCredentials, getMailChoice, getPhone } from "@/lib/data/users";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { PASSWORD_MIN } from "@/lib/domain/sign-in";
import { ROLE_LABELS } from "@/lib/labels";
import { mailServer } from "@/lib/worker/mail-server";
import { stopStandInAction } from "./actions";
import { MailForm } from "./mail-form";
import { PasswordForm } from "./password-form";
import { PhoneForm } from "./phone-form";
import { SignOutEverywhere } from "./sign-out-everywhere";
import { TokenList } from "./token-list";

export const metadata: Metadata = { title: "Tài khoản" };

/** Outside the frame of the other pages: it is also open to people who may not see those yet. */
export default async function AccountPage() {
  const { actor, unitExists, standing, acting } = await requireSignedIn();
  const now = new Date();
  const tokens = (await listTokens(actor.username)).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now,
  );
  const hasPassword = (await getCredentials(actor.username))?.passwordHash !== null;
  const mailChoice = await getMailChoice(actor);
  const isSettled = unitExists && !actor.mustChangePassword;
  return (
    <>
      {acting?.onBehalfOf && <StandInBar onBehalfOf={acting.onBehalfOf} unitName={acting.unit.name} />}
      <main id="main" className="account">
        <p className="login-brand">
          <Icon name="mark" className="mark" />
          <b>Bao Phủ</b>
        </p>
        <div>
          <h1>{actor.displayName}</h1>
          <p className="quiet">
            {actor.username} · {ROLE_LABELS[actor.role]} · {actor.unit.name}
          </p>
        </div>
        {!unitExists && (
          <Notice kind="warning" title={`${actor.unit.name} không còn hoạt động`}>
            Tài khoản chưa xem và chưa nhập được số liệu. Đề nghị quản trị hệ thống chuyển tài khoản sang đơn
            vị mới.
          </Notice>
        )}
        {actor.mustChangePassword && (
          <Notice kind="warning" title="Đổi mật khẩu trước khi dùng hệ thống">
            Mật khẩu hiện tại do quản trị đặt.
          </Notice>
        )}
        {standing === "over" && (
          <Notice kind="warning" title="Việc làm thay đã kết thúc">
            Ủy quyền hết hạn hoặc đã thu hồi. Thao tác vừa rồi chưa ghi gì.
            <StopStandInForm action={stopStandInAction} label="Tiếp tục với tài khoản của mình" />
          </Notice>
        )}
        <div className="account-actions">
          {isSettled && standing !== "over" && <ButtonLink href="/">Về trang chính</ButtonLink>}
          <SignOutForm person={actor.id} />
        </div>
        {hasPassword && (
          <section className="panel pad" aria-labelledby="password">
            <h2 id="password">Đổi mật khẩu</h2>
            <PasswordForm
              username={actor.username}
              hint={`Ít nhất ${PASSWORD_MIN} ký tự, khác tên đăng nhập. Một câu dài dễ nhớ hơn một từ khó.`}
            />
          </section>
        )}
        <section className="panel pad" aria-labelledby="phone-title">
          <h2 id="phone-title">Liên hệ</h2>
          <PhoneForm phone={await getPhone(actor)} />
        </section>
        <section className="panel pad" aria-labelledby="mail">
          <h2 id="mail">Thư điện tử</h2>
          <MailForm
            choice={mailChoice}
            hint={
              mailServer()
                ? "Để trống nếu không nhận thư. Mọi tin vẫn có trong hộp tin."
                : "Hệ thống chưa đặt máy chủ thư nên chưa gửi thư nào. Mọi tin có trong hộp tin."
            }
          />
        </section>
        {tokens.length > 0 && (
          <section className="panel pad" aria-labelledby="tokens">
            <h2 id="tokens">Mã truy cập cho phần mềm</h2>
            <TokenList
              tokens={tokens.map(({ id, label, expiresAt }) => {
                return { id, label, expires: formatDay(dayInVietnam(expiresAt)) };
              })}
            />
          </section>
        )}
        <section className="panel pad" aria-labelledby="sessions">
          <h2 id="sessions">Phiên đăng nhập</h2>
          <p className="quiet">
            Mỗi phiên dài nhất 12 giờ. Đăng xuất mọi nơi nếu đã dùng máy của người khác.
          </p>
          <SignOutEverywhere person={actor.id} />
        </section>
      </main>
    </>
  );
}
