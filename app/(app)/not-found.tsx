import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/state";

export default function NotFound() {
  return (
    <EmptyState
      as="h1"
      title="Không có trang này"
      action={<ButtonLink href="/">Về trang của đơn vị</ButtonLink>}
    >
      Địa chỉ không đúng, hoặc trang nằm ngoài phạm vi của tài khoản.
    </EmptyState>
  );
}
