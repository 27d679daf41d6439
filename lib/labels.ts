/** Vietnamese words for what the code names in English: enums, kinds, levels. */
import type { DenominatorKind } from "@/lib/domain/coverage";
import type { IndicatorGroup, ReportingKind } from "@/lib/domain/indicator";
import type { Role } from "@/lib/domain/policy";
import type { TargetKind } from "@/lib/domain/target";
import type { UnitLevel } from "@/lib/domain/unit";

export const ROLE_LABELS: Record<Role, string> = {
  director: "Cán bộ nhập số liệu",
  manager: "Quản lý tỉnh",
  central: "Chuyên viên Trung ương",
  admin: "Quản trị hệ thống",
  viewer: "Lãnh đạo",
};

export const LEVEL_LABELS: Record<UnitLevel, string> = {
  nation: "Toàn quốc",
  province: "Tỉnh, thành phố",
  district: "Đơn vị báo cáo",
  office: "Văn phòng",
  commune: "Xã, phường",
};

export const REPORTING_KIND_LABELS: Record<ReportingKind, string> = {
  district: "Huyện, BHXH cơ sở",
  province_office: "Văn phòng BHXH tỉnh",
  national_office: "Đơn vị trực thuộc Trung ương",
};

export const GROUP_LABELS: Record<IndicatorGroup, string> = {
  people: "Người tham gia",
  payers: "BHYT theo nhóm đóng",
  new: "Phát triển mới",
  money: "Thu và chậm đóng",
  employers: "Đơn vị sử dụng lao động",
  digital: "Giao dịch điện tử",
  communication: "Truyền thông",
};

export const STATUS_LABELS = {
  draft: "Đang nhập",
  submitted: "Chờ duyệt",
  returned: "Bị trả lại",
  approved: "Đã duyệt",
  reopened: "Đang mở lại",
} as const;

export const TARGET_KIND_LABELS: Record<TargetKind, string> = {
  headcount: "Số người",
  increase: "Phát triển mới",
  rate: "Tỷ lệ",
  amount: "Số tiền",
};

export const DENOMINATOR_LABELS: Record<DenominatorKind, string> = {
  population: "dân số",
  labour_force: "lực lượng lao động",
};

/** Where a denominator comes from, by the code of its basis. */
export const BASIS_LABELS: Readonly<Record<string, string>> = {
  nso: "Cục Thống kê",
  stated: "số nêu trong văn bản",
  working_age: "trong độ tuổi lao động",
  census: "Tổng điều tra dân số",
};
