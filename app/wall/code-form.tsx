import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { WallEnd } from "@/lib/auth/wall";
import { CODE_DIGITS, CODE_MINUTES } from "@/lib/domain/wall";

/** What went wrong with the code that was just sent; every code that cannot be used is answered alike. */
type CodeError = "refused" | "slow-down";

const ERRORS: Record<CodeError, string> = {
  refused: "Mã không dùng được: sai, đã hết hạn hoặc đã dùng.",
  "slow-down": "Đã nhập sai nhiều lần. Thử lại sau ít phút.",
};

const ENDS: Record<WallEnd, string> = {
  revoked: "Màn hình này đã bị thu hồi.",
  expired: "Màn hình này đã hết hạn.",
  withdrawn: "Người tạo màn hình này không còn quyền trình chiếu đơn vị.",
};

type Props = { end: WallEnd | null; error: CodeError | null; theme: "dark" | "light" };

/** What a screen shows until a code opens it, and again when it was closed. */
export function CodeForm({ end, error, theme }: Props) {
  return (
    <main id="main" className="wall wall-code" data-wall-theme={theme}>
      <p className="wall-brand">
        <Icon name="mark" className="mark" />
        <b>Bao Phủ</b>
      </p>
      <h1>Màn hình phòng điều hành</h1>
      {end && error === null && <Notice kind="warning">{ENDS[end]} Nhập mã mới để mở lại.</Notice>}
      {error && <Notice kind="error">{ERRORS[error]}</Notice>}
      <form action="/wall/redeem" method="post">
        <input type="hidden" name="theme" value={theme} />
        <Field
          name="code"
          label={`Mã gồm ${CODE_DIGITS} chữ số`}
          hint={`Mã do người quản lý tạo trong mục “Màn hình phòng điều hành”, dùng một lần trong ${CODE_MINUTES} phút.`}
        >
          {(control) => (
            <input
              {...control}
              className="input num"
              inputMode="numeric"
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              required
              autoFocus
            />
          )}
        </Field>
        <Button primary>Mở màn hình</Button>
      </form>
      <p className="wall-keys">
        Khi đã mở: <kbd>F11</kbd> toàn màn hình, <kbd>dấu cách</kbd> tạm dừng, <kbd>←</kbd> <kbd>→</kbd>{" "}
        chuyển bảng.
      </p>
    </main>
  );
}
