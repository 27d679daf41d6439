/** Vietnamese words for what the code names in English: enums, kinds, levels. */
import type { DriveState } from "@/lib/domain/drive";
import type { IndicatorGroup, ReportingKind } from "@/lib/domain/indicator";
import type { MailState, MailTiming } from "@/lib/domain/mail";
import type { NotificationKind } from "@/lib/domain/notification";
import type { EmployerKind, NoteKind, NoticeEvent, NoticeStatus } from "@/lib/domain/notice";
import type { Role } from "@/lib/domain/policy";
import type { ReportScope } from "@/lib/domain/report-facts";
import type { RecipientKind } from "@/lib/domain/recipient";
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

/** What a target counts. */
export const TARGET_KIND_LABELS: Record<TargetKind, string> = {
  headcount: "số người",
  increase: "phát triển mới",
  rate: "tỷ lệ",
  amount: "số tiền",
};

/** What kind of news a line of the inbox is. */
export const NOTIFICATION_KIND_LABELS: Record<NotificationKind, string> = {
  submitted: "Gửi duyệt",
  approved: "Đã duyệt",
  returned: "Trả lại",
  reopened: "Mở lại",
  commented: "Ý kiến",
  unlocked: "Mở khóa",
  opened: "Mở kỳ",
  "due-changed": "Đổi hạn nộp",
  locked: "Khóa kỳ",
  signed: "Ký chốt",
  issued: "Giao chỉ tiêu",
  "stood-in": "Ủy quyền",
  reminder: "Nhắc hạn",
  "notice-written": "Chờ duyệt đăng",
  "notice-decided": "Duyệt đăng",
};

export const MAIL_TIMING_LABELS: Record<MailTiming, string> = {
  now: "Gửi ngay từng thư",
  digest: "Gộp một thư mỗi sáng",
  none: "Không gửi thư",
};

export const MAIL_STATE_LABELS: Record<MailState, string> = {
  pending: "Đang chờ",
  sending: "Đang gửi",
  sent: "Đã gửi",
  failed: "Lỗi",
  unknown: "Không rõ đã gửi",
};

/** What the worker does, by the name of the job. */
export const JOB_LABELS: Readonly<Record<string, string>> = {
  "report-mails": "Báo cáo theo lịch",
  reminders: "Nhắc hạn",
  digest: "Gộp thư buổi sáng",
  mail: "Gửi thư",
  cleaning: "Dọn tin đã đọc",
};

/** Where a drive stands in time. */
export const DRIVE_STATE_LABELS: Record<DriveState, string> = {
  ahead: "Chưa bắt đầu",
  running: "Đang diễn ra",
  ended: "Hết thời gian, chưa tổng kết",
  closed: "Đã tổng kết",
};

export const NOTE_KIND_LABELS: Record<NoteKind, string> = {
  model: "Mô hình hay",
  praise: "Biểu dương",
  reminder: "Nhắc nhở",
};

export const EMPLOYER_KIND_LABELS: Record<EmployerKind, string> = {
  late: "Chậm đóng",
  breach: "Vi phạm",
};

export const NOTICE_STATUS_LABELS: Record<NoticeStatus, string> = {
  pending: "Chờ duyệt",
  published: "Đã đăng",
  refused: "Không đăng",
  withdrawn: "Đã gỡ",
};

export const NOTICE_DONE: Record<NoticeEvent, string> = {
  publish: "Đã duyệt đăng.",
  refuse: "Đã ghi: không đăng.",
  withdraw: "Đã gỡ xuống.",
};

export const REPORT_SCOPE_LABELS: Record<ReportScope, string> = {
  nation: "Toàn quốc",
  province: "Tỉnh, thành phố",
  unit: "Đơn vị báo cáo",
};
