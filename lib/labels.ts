/** Vietnamese words for what the code names in English: enums, kinds, levels. */
import type { IssueProblem } from "@/lib/data/decision-changes";
import type { PaperProblem } from "@/lib/data/decision-papers";
import type { PeriodRefusal } from "@/lib/data/periods";
import type { RecipientProblem } from "@/lib/data/recipient-changes";
import type { DenominatorKind } from "@/lib/domain/coverage";
import type { IndicatorGroup, ReportingKind } from "@/lib/domain/indicator";
import type { Role } from "@/lib/domain/policy";
import type { RecipientKind } from "@/lib/domain/recipient";
import type { DecisionRefusal, LockReason } from "@/lib/domain/submission";
import type { TargetKind } from "@/lib/domain/target";

export const ROLE_LABELS: Record<Role, string> = {
  director: "Cán bộ nhập số liệu",
  manager: "Quản lý tỉnh",
  central: "Chuyên viên Trung ương",
  admin: "Quản trị hệ thống",
  viewer: "Lãnh đạo",
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

/** Why a month cannot be typed, sent or decided on now, and who can change that. */
export const SUBMISSION_REFUSALS: Record<LockReason | DecisionRefusal | "stale" | "day-in-past", string> = {
  "not-open": "Kỳ này chưa mở. Chỉ nhập được sau khi Trung ương mở kỳ.",
  "unit-not-valid": "Đơn vị không hoạt động tại ngày chốt số liệu nên không có biểu để sửa.",
  "period-locked": "Kỳ đã khóa. Cần sửa: đề nghị Trung ương mở khóa cho đơn vị, nêu lý do.",
  waiting: "Biểu đang chờ duyệt. Cần sửa: đề nghị quản lý tỉnh trả lại.",
  approved: "Biểu đã duyệt. Cần sửa: đề nghị quản lý tỉnh mở lại, nêu lý do.",
  forbidden: "Tài khoản này không có quyền làm việc đó ở đơn vị này.",
  contributor: "Người đã nhập số liệu không được duyệt.",
  "wrong-status": "Trạng thái của biểu đã khác, không làm việc đó được nữa.",
  stale: "Biểu vừa được người khác chuyển trạng thái. Chưa ghi thay đổi nào; tải lại trang để xem bản mới.",
  "day-in-past": "Hạn nộp mới phải từ hôm nay trở đi.",
};

/** Why a period is not opened, locked or signed. */
export const PERIOD_REFUSALS: Record<PeriodRefusal, string> = {
  forbidden: "Tài khoản này không quản lý kỳ số liệu.",
  "not-found": "Không có kỳ hoặc biểu này trong phạm vi của tài khoản.",
  "already-open": "Kỳ này đã mở.",
  "too-early":
    "Chưa mở được kỳ này: tháng mở sớm nhất từ đầu tháng trước đó, kỳ báo cáo nhanh trước 100 ngày.",
  "already-locked": "Kỳ này đã khóa.",
  "not-locked": "Kỳ chưa khóa nên không cần mở khóa cho đơn vị.",
  "already-signed": "Tháng này đã ký chốt.",
  "not-all-approved": "Còn biểu chưa duyệt. Chỉ ký chốt được sau khi duyệt đủ.",
  "day-in-past": "Ngày phải từ hôm nay trở đi.",
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

export const RECIPIENT_KIND_LABELS: Record<RecipientKind, string> = {
  commune: "Xã, phường, đặc khu",
  association: "Hội đoàn thể",
  collection_service: "Tổ chức dịch vụ thu",
};

/** Why a recipient or its results are not changed. */
export const RECIPIENT_REFUSALS: Record<RecipientProblem | "no-period", string> = {
  "not-found": "Không có bên nhận này trong phạm vi của tài khoản.",
  forbidden: "Tài khoản này chỉ xem, không ghi được ở đơn vị này.",
  duplicate: "Đơn vị đã có bên nhận tên này.",
  commune: "Xã, phường theo danh mục đơn vị hành chính, không sửa ở đây.",
  "before-start": "Ngày kết thúc không thể trước ngày bắt đầu.",
  "later-results": "Bên nhận có kết quả sau ngày này. Chọn ngày muộn hơn, hoặc xóa các kết quả đó.",
  stale: "Bên nhận vừa được người khác sửa. Chưa ghi thay đổi nào; tải lại trang để xem bản mới.",
  "no-period": "Tháng này chưa mở.",
};

/** What a target counts. */
export const TARGET_KIND_LABELS: Record<TargetKind, string> = {
  headcount: "số người",
  increase: "phát triển mới",
  rate: "tỷ lệ",
  amount: "số tiền",
};

/** Why nothing becomes of a decision, and what can be done. */
export const DECISION_PROBLEMS: Record<IssueProblem, string> = {
  forbidden: "Tài khoản này không lập quyết định cho đơn vị này.",
  issuer: "Nơi ban hành này không ra quyết định ở cấp của đơn vị.",
  issued: "Quyết định đã ban hành nên không sửa được nữa. Cần thay đổi: lập quyết định thay thế.",
  draft: "Quyết định còn là dự thảo. Ban hành trước đã.",
  "no-target": "Quyết định chưa có chỉ tiêu nào. Thêm chỉ tiêu trước khi ban hành.",
  "has-paper": "Quyết định đã ban hành và đã có bản quét, không thay được.",
  stale:
    "Quyết định vừa được người khác sửa. Chưa ghi thay đổi nào của lần này; tải lại trang để xem bản mới.",
  "not-found": "Không có quyết định này trong phạm vi của tài khoản.",
  duplicate: "Nơi ban hành này đã có quyết định mang số đó trong năm.",
  "superseded-other-issuer": "Chỉ thay thế được quyết định của cùng nơi ban hành, cho cùng đơn vị.",
  "superseded-not-issued": "Chỉ thay thế được quyết định đã ban hành.",
  "superseded-later": "Quyết định bị thay thế có hiệu lực sau ngày hiệu lực của quyết định này.",
  receiver: "Có chỉ tiêu giao cho nơi không nhận được theo quyết định này. Bỏ các số đó rồi ban hành.",
};

/** Why a file is not taken as the scan of a decision. */
export const PAPER_PROBLEMS: Record<PaperProblem | "interrupted" | "busy", string> = {
  empty: "Chưa chọn tệp, hoặc tệp rỗng.",
  "too-large": "Tệp lớn quá 20 MB. Quét lại với độ phân giải thấp hơn.",
  "not-pdf": "Tệp không phải PDF. Chọn bản quét dạng PDF.",
  "cut-off": "Tệp PDF bị cụt, thiếu phần cuối. Quét hoặc tải lại tệp rồi gửi lại.",
  interrupted: "Tệp đến không đủ, chưa lưu gì. Gửi lại.",
  busy: "Nhiều bản quét đang được gửi cùng lúc, chưa lưu gì. Đợi một phút rồi gửi lại.",
};
