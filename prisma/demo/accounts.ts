/** The accounts with which everybody may try the demo. Their passwords are public: they exist in demo databases alone. */
import type { Role } from "@/lib/domain/policy";

export type DemoAccount = {
  username: string;
  password: string;
  displayName: string;
  role: Role;
  unitId: string;
  /** What the person does, for the sign-in page. */
  job: string;
};

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: "giamdoc.phanthiet",
    password: "demo-phan-thiet",
    displayName: "Nguyễn Thị Hương",
    role: "director",
    unitId: "593-2025",
    job: "Giám đốc BHXH cơ sở Phan Thiết",
  },
  {
    username: "giamdoc.vplamdong",
    password: "demo-vp-lam-dong",
    displayName: "Trần Quốc Bảo",
    role: "director",
    unitId: "68-VP-2025",
    job: "Phụ trách Văn phòng BHXH tỉnh Lâm Đồng",
  },
  {
    username: "giamdoc.quocphong",
    password: "demo-quoc-phong",
    displayName: "Lê Minh Tuấn",
    role: "director",
    unitId: "BQP",
    job: "Phụ trách BHXH Bộ Quốc phòng",
  },
  {
    username: "quanly.lamdong",
    password: "demo-lam-dong",
    displayName: "Phạm Văn Hải",
    role: "manager",
    unitId: "68-2025",
    job: "Quản lý BHXH tỉnh Lâm Đồng",
  },
  {
    username: "quanly.hue",
    password: "demo-thanh-pho-hue",
    displayName: "Tôn Nữ Thanh Mai",
    role: "manager",
    unitId: "46-2025",
    job: "Quản lý BHXH thành phố Huế",
  },
  {
    username: "trunguong",
    password: "demo-trung-uong",
    displayName: "Vũ Hoàng Long",
    role: "central",
    unitId: "VN",
    job: "BHXH Việt Nam, kiểm soát toàn quốc",
  },
  {
    username: "quantri",
    password: "demo-quan-tri",
    displayName: "Đỗ Thu Trang",
    role: "admin",
    unitId: "VN",
    job: "Quản trị hệ thống",
  },
  {
    username: "lanhdao",
    password: "demo-lanh-dao",
    displayName: "Hoàng Đức Thắng",
    role: "viewer",
    unitId: "VN",
    job: "Lãnh đạo, xem số liệu đã duyệt",
  },
];
