import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";

export default function NotFound() {
  return (
    <main>
      <EmptyState title="Không có trang này" action={<ButtonLink href="/">Về trang chính</ButtonLink>}>
        Kiểm tra lại địa chỉ.
      </EmptyState>
    </main>
  );
}
