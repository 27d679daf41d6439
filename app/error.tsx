"use client";

import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** The digest is what the server's log knows the failure by; its text never leaves the server. */
export default function RootError({ error, retry }: Props) {
  return (
    <MessagePage
      title="Trang chưa mở được"
      action={
        <Button type="button" onClick={retry}>
          Mở lại
        </Button>
      }
    >
      Máy chủ chưa trả lời được. Số liệu đã lưu không mất.
      {error.digest && ` Báo quản trị mã sự cố ${error.digest} nếu lặp lại.`}
    </MessagePage>
  );
}
