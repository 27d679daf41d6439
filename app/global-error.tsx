"use client";

import "./globals.css";
import { ButtonLink } from "@/components/ui/button";
import { IconSprite } from "@/components/ui/icon";
import { MessagePage } from "./message-page";

/** The last net: the root layout itself failed, so this page brings its own. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="vi">
      <body>
        <title>Trang chưa mở được · Bao Phủ</title>
        <IconSprite />
        <MessagePage title="Trang chưa mở được" action={<ButtonLink href="/">Mở lại trang chính</ButtonLink>}>
          Máy chủ chưa trả lời được. Số liệu đã lưu không mất.
          {error.digest && ` Báo quản trị mã sự cố ${error.digest} nếu lặp lại.`}
        </MessagePage>
      </body>
    </html>
  );
}
