import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { MessagePage } from "./message-page";

export const metadata: Metadata = { title: "Không có trang này" };

export default function NotFound() {
  return (
    <MessagePage title="Không có trang này" action={<ButtonLink href="/">Về trang chính</ButtonLink>}>
      Kiểm tra lại địa chỉ, hoặc mở từ trang chính.
    </MessagePage>
  );
}
