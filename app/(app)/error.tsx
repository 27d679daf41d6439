"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/state";

/** The digest is what the server's log knows the failure by; its text never leaves the server. */
export default function AppError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <ErrorState
      title="Không đọc được số liệu"
      action={
        <Button type="button" onClick={retry}>
          Thử lại
        </Button>
      }
    >
      Máy chủ chưa trả lời được. Số đã lưu không mất.
      {error.digest && ` Mã sự cố ${error.digest}.`}
    </ErrorState>
  );
}
