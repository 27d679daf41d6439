import type { Actor, Role } from "@/lib/domain/policy";

export type NavigationItem = {
  href: string;
  label: string;
  /** Every address that begins so belongs to this item. */
  prefix: string;
};

const EVERYBODY: readonly Role[] = ["director", "manager", "central", "admin", "viewer"];

const ITEMS: readonly (NavigationItem & { roles: readonly Role[] })[] = [
  { href: "/", prefix: "/units", label: "Tổng quan", roles: EVERYBODY },
  { href: "/entry", prefix: "/entry", label: "Nhập số liệu", roles: ["director", "manager"] },
  { href: "/submissions", prefix: "/submissions", label: "Duyệt", roles: ["manager", "central"] },
  {
    href: "/targets",
    prefix: "/targets",
    label: "Chỉ tiêu",
    roles: ["director", "manager", "central", "viewer"],
  },
  { href: "/periods", prefix: "/periods", label: "Kỳ số liệu", roles: ["central"] },
  { href: "/admin/mail", prefix: "/admin/mail", label: "Thư gửi", roles: ["admin"] },
  {
    href: "/periods/current",
    prefix: "/periods",
    label: "Tình hình nộp",
    roles: ["director", "manager", "viewer"],
  },
  { href: "/admin/audit", prefix: "/admin/audit", label: "Nhật ký", roles: ["manager", "central", "admin"] },
  { href: "/admin/checks", prefix: "/admin/checks", label: "Mức kiểm tra", roles: ["central"] },
  { href: "/reports", prefix: "/reports", label: "Báo cáo", roles: EVERYBODY },
  { href: "/sources", prefix: "/sources", label: "Nguồn dữ liệu", roles: EVERYBODY },
];

/** What this person finds in the top bar: nothing that would answer 404. */
export function navigation({ role }: Pick<Actor, "role">): NavigationItem[] {
  return ITEMS.filter(({ roles }) => roles.includes(role)).map(({ href, prefix, label }) => ({
    href,
    prefix,
    label,
  }));
}
