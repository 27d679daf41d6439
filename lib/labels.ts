/** Vietnamese words for what the code names in English: enums, kinds, levels. */
import type { BulkRefusal } from "@/lib/data/bulk-decisions";
import type { IssueProblem } from "@/lib/data/decision-changes";
import type { PaperProblem } from "@/lib/data/decision-papers";
import type { PeriodRefusal } from "@/lib/data/period-result";
import type { RecipientProblem } from "@/lib/data/recipient-changes";
import type { DriveProblem } from "@/lib/data/drive-changes";
import type { DenominatorKind } from "@/lib/domain/coverage";
import type { DriveState } from "@/lib/domain/drive";
import type { IndicatorGroup, ReportingKind } from "@/lib/domain/indicator";
import type { MailState, MailTiming } from "@/lib/domain/mail";
import type { NotificationKind } from "@/lib/domain/notification";
import type { NoticeProblem } from "@/lib/data/notices";
import type { EmployerKind, NoteKind, NoticeEvent, NoticeStatus } from "@/lib/domain/notice";
import { LOCK_WORDS } from "@/lib/domain/lock-words";
import type { Role } from "@/lib/domain/policy";
import type { ReportScope } from "@/lib/domain/report-facts";
import type { IssueRefusal } from "@/lib/domain/report-issue";
import type { RecipientKind } from "@/lib/domain/recipient";
import type { DecisionRefusal, LockReason } from "@/lib/domain/submission";
import { STAND_IN_DAYS_MOST, type StandInRefusal } from "@/lib/domain/stand-in";
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
export const SUBMISSION_REFUSALS: Record<
  LockReason | DecisionRefusal | "stale" | "day-in-past" | "not-found",
  string
> = {
  "not-found": "Không có biểu này trong phạm vi của tài khoản.",
  ...LOCK_WORDS,
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
  incomplete: "Còn biểu chưa duyệt hoặc tỉnh chưa ký chốt. Đánh dấu xác nhận nếu vẫn khóa.",
  "day-in-past": "Ngày phải từ hôm nay trở đi.",
  "due-before-as-of": "Hạn nộp không thể trước ngày chốt số liệu.",
  "due-unchanged": "Hạn nộp đang là ngày này.",
  "no-unit": "Chọn ít nhất một đơn vị phải nộp.",
  "no-indicator": "Chọn ít nhất một chỉ tiêu.",
  "not-entered": "Có chỉ tiêu mà loại đơn vị này không nhập.",
  "unit-not-valid": "Có đơn vị không hoạt động tại ngày chốt số liệu. Chưa ghi thay đổi nào.",
  "nothing-to-add": "Các đơn vị đã chọn đều đã có biểu trong kỳ này.",
  "not-unlocked": "Đơn vị không còn được mở khóa.",
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
  unit: "Đơn vị của quyết định không có vào ngày hiệu lực này. Chọn ngày trong thời gian của đơn vị.",
  receiver:
    "Có chỉ tiêu giao cho nơi không nhận được theo nơi ban hành và ngày hiệu lực của quyết định này. Bỏ các số đó hoặc sửa ngày hiệu lực.",
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

/** What kind of news a line of the inbox is. */
export const NOTIFICATION_KIND_LABELS: Record<NotificationKind, string> = {
  submitted: "Gửi duyệt",
  approved: "Đã duyệt",
  returned: "Trả lại",
  reopened: "Mở lại",
  commented: "Ý kiến",
  unlocked: "Mở khóa",
  opened: "Mở kỳ",
  locked: "Khóa kỳ",
  signed: "Ký chốt",
  issued: "Giao chỉ tiêu",
  "stood-in": "Ủy quyền",
  reminder: "Nhắc hạn",
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

/** What an audit entry says was done. */
export const AUDIT_EVENTS: Readonly<Record<string, string>> = {
  "report.create": "Ban hành báo cáo",
  "template.save": "Sửa mẫu câu báo cáo",
  "template.reset": "Đưa mẫu câu báo cáo về câu chuẩn",
  "submission.submit": "Nộp số liệu",
  "submission.approve": "Duyệt",
  "submission.return": "Trả lại",
  "submission.reopen": "Mở lại",
  "submission.unlock": "Mở khóa cho đơn vị",
  "submission.relock": "Khóa lại đơn vị",
  "period.open": "Mở kỳ",
  "period.lock": "Khóa kỳ",
  "period.due": "Đổi hạn nộp",
  "period.ask": "Thêm đơn vị phải nộp",
  "month.sign": "Ký chốt tháng",
  "decision.create": "Lập dự thảo quyết định",
  "decision.edit": "Sửa dự thảo quyết định",
  "decision.rename": "Đổi số quyết định bị trùng",
  "decision.targets": "Ghi chỉ tiêu dự thảo",
  "decision.attach": "Gắn bản quét",
  "decision.discard": "Bỏ dự thảo",
  "decision.issue": "Ban hành quyết định",
  "target.headline": "Chọn chỉ tiêu chính",
  "recipient.add": "Thêm bên nhận",
  "recipient.rename": "Đổi tên bên nhận",
  "recipient.end": "Kết thúc bên nhận",
  "recipient.results": "Ghi kết quả của bên nhận",
  "drive.create": "Lập đợt ra quân, vận động",
  "drive.goals": "Giao mục tiêu của đợt",
  "drive.results": "Ghi kết quả ngày của đợt",
  "drive.close": "Tổng kết, đóng đợt",
  "partner.counts": "Ghi phần phối hợp truyền thông",
  "note.write": "Viết ghi chú về đơn vị",
  "note.publish": "Duyệt đăng ghi chú",
  "note.refuse": "Không đăng ghi chú",
  "note.withdraw": "Gỡ ghi chú",
  "employer.write": "Lập dòng đơn vị chậm đóng, vi phạm",
  "employer.publish": "Duyệt đăng đơn vị chậm đóng, vi phạm",
  "employer.refuse": "Không đăng đơn vị chậm đóng, vi phạm",
  "employer.withdraw": "Gỡ đơn vị chậm đóng, vi phạm",
  "user.create": "Tạo người dùng",
  "user.enable": "Mở tài khoản",
  "user.disable": "Ngừng tài khoản",
  "user.password": "Đổi mật khẩu",
  "user.move": "Chuyển đơn vị, vai trò",
  "user.mail": "Đổi cách nhận thư",
  "user.phone": "Đổi số điện thoại",
  "user.identity": "Đổi đăng nhập một lần",
  "user.sign_out": "Đăng xuất mọi nơi",
  "stand_in.create": "Ủy quyền",
  "stand_in.revoke": "Thu hồi ủy quyền",
  "token.create": "Tạo mã truy cập",
  "token.revoke": "Thu hồi mã truy cập",
  "wall.create": "Tạo màn hình",
  "wall.redeem": "Mở màn hình",
  "wall.revoke": "Thu hồi màn hình",
  "sheet_mapping.save": "Ghi cách đọc cột của tệp",
  "figures.upload": "Nhập số liệu từ tệp",
  "setting.checks": "Đặt mức kiểm tra",
  "setting.exchange": "Đặt bảng đổi mã",
  "report.schedule": "Đặt lịch gửi báo cáo",
  "report.unschedule": "Dừng lịch gửi báo cáo",
  "report.mail": "Gửi báo cáo theo lịch",
  "mail.retry": "Gửi lại thư",
  "load.units": "Nạp tệp đơn vị",
  "load.denominators": "Nạp tệp dân số, lao động",
  "load.targets": "Nạp tệp chỉ tiêu",
  "load.figures": "Nạp tệp số liệu",
  "reference.load": "Nạp danh mục",
  "demo.load": "Nạp bản trình diễn",
  "audit.seal": "Niêm phong các mục có trước chuỗi",
};

/** What stands in an audit entry, by its name there. */
export const AUDIT_FIELDS: Readonly<Record<string, string>> = {
  status: "Trạng thái",
  version: "Bản số",
  approvedVersion: "Bản đã duyệt",
  dueOn: "Hạn nộp",
  lockedAt: "Khóa lúc",
  unlockedUntil: "Mở khóa đến hết",
  signedAt: "Ký lúc",
  units: "Số biểu",
  displayName: "Họ tên",
  phone: "Số điện thoại",
  role: "Vai trò",
  unitId: "Đơn vị",
  unit: "Đơn vị",
  isActive: "Đang hoạt động",
  mustChangePassword: "Phải đổi mật khẩu",
  hasPassword: "Có mật khẩu",
  issuer: "Nơi ban hành",
  subject: "Trích yếu",
  number: "Số",
  decidedOn: "Ngày ký",
  effectiveOn: "Hiệu lực từ",
  supersedesId: "Thay quyết định",
  targets: "Chỉ tiêu",
  decisionId: "Quyết định",
  scope: "Chỉ tiêu của",
  indicator: "Chỉ tiêu",
  kind: "Loại",
  isHeadline: "Là chỉ tiêu chính",
  name: "Tên",
  label: "Tên",
  validFrom: "Từ ngày",
  validTo: "Đến ngày",
  expiresAt: "Hết hạn",
  username: "Tên đăng nhập",
  paper: "Bản quét",
  bytes: "Cỡ tệp (byte)",
  sha256: "Mã SHA-256",
  hash: "Mã SHA-256",
  file: "Tệp",
  rows: "Số dòng",
  counts: "Đã ghi",
  revisions: "Bản số liệu",
  replaced: "Đã thay",
  entries: "Số mục",
  text: "Câu",
  rounding: "Làm tròn, chữ số",
  over: "Từ cho số lớn hơn",
  hasAbout: "Dùng từ khoảng",
  year: "Năm",
  from: "Từ",
  through: "Đến",
  startsOn: "Từ ngày",
  endsOn: "Đến ngày",
  isClosed: "Đã đóng",
  summary: "Tổng kết",
  goals: "Mục tiêu",
  byUnit: "Mục tiêu của đơn vị",
  body: "Nội dung",
  period: "Tháng",
  employer: "Đơn vị sử dụng lao động",
  employerCode: "Mã đơn vị",
  legalGround: "Căn cứ pháp lý",
  asOf: "Đến ngày",
  amount: "Số tiền",
  months: "Số tháng",
};

/** Why nobody stands in. */
export const STAND_IN_REFUSALS: Record<StandInRefusal, string> = {
  "not-found": "Không có người này, hoặc tài khoản này không lập ủy quyền cho người đó được.",
  "not-allowed":
    "Người làm thay phải là người khác, đang có tài khoản hoạt động, cùng tỉnh (với Trung ương: thuộc Trung ương), không phải quản trị.",
  overlap:
    "Người vắng đã có người làm thay trong những ngày này. Thu hồi ủy quyền đó trước, hoặc chọn ngày khác.",
  chain:
    "Trong những ngày này một trong hai người cũng vắng hoặc đang làm thay người khác. Không ủy quyền lại được.",
  "day-in-past": "Ngày bắt đầu phải từ hôm nay trở đi.",
  "days-reversed": "Ngày cuối phải từ ngày bắt đầu trở đi.",
  "too-long": `Mỗi lần ủy quyền dài nhất ${STAND_IN_DAYS_MOST} ngày.`,
};

/** Why one of several submissions was not decided. */
export const BULK_REFUSALS: Record<BulkRefusal, string> = {
  forbidden: SUBMISSION_REFUSALS.forbidden,
  contributor: SUBMISSION_REFUSALS.contributor,
  "wrong-status": SUBMISSION_REFUSALS["wrong-status"],
  "unit-not-valid": SUBMISSION_REFUSALS["unit-not-valid"],
  "period-locked": SUBMISSION_REFUSALS["period-locked"],
  stale: "Vừa được người khác chuyển trạng thái, không đổi gì.",
  "day-in-past": SUBMISSION_REFUSALS["day-in-past"],
  "not-found": SUBMISSION_REFUSALS["not-found"],
  failed: "Chưa ghi được do lỗi hệ thống. Làm lại biểu này.",
};

/** Why a bound of the checks is not set. */
export const BOUND_REFUSALS: Record<"forbidden" | "stale", string> = {
  forbidden: "Tài khoản này không đặt mức kiểm tra.",
  stale: "Mức này vừa được người khác đổi. Chưa lưu gì; tải lại trang để xem mức mới.",
};

/** Where a drive stands in time. */
export const DRIVE_STATE_LABELS: Record<DriveState, string> = {
  ahead: "Chưa bắt đầu",
  running: "Đang diễn ra",
  ended: "Hết thời gian, chưa tổng kết",
  closed: "Đã tổng kết",
};

/** Why nothing becomes of a drive, its goals or its days. */
export const DRIVE_REFUSALS: Record<DriveProblem, string> = {
  "not-found": "Không có đợt hoặc đơn vị này trong phạm vi của tài khoản.",
  forbidden: "Tài khoản này không làm được việc đó với đợt của đơn vị này.",
  closed: "Đợt đã tổng kết và đóng, không ghi thêm được.",
  "no-goal": "Ghi ít nhất một mục tiêu lớn hơn 0.",
  "no-unit": "Đợt phải có ít nhất một đơn vị tham gia.",
  "has-results": "Có đơn vị đã ghi kết quả nên không bỏ khỏi đợt được. Chưa lưu gì.",
  counted: "Đã có kết quả của chỉ tiêu bị bỏ mục tiêu cả đợt nên không bỏ được. Chưa lưu gì.",
  stale: "Mục tiêu vừa được người khác sửa. Chưa lưu gì; tải lại trang để xem mục tiêu mới.",
  "too-large": "Có mục tiêu quá lớn. Chưa lưu gì.",
};

/** Why the parts of partners are not saved. */
export const PARTNER_REFUSALS: Record<"not-found" | "forbidden" | "stale" | "beyond", string> = {
  "not-found": "Không có biểu này trong phạm vi của tài khoản.",
  forbidden: "Kỳ đã khóa, hoặc tài khoản này không nhập số liệu của đơn vị.",
  stale: "Đã có người sửa trước. Chưa lưu gì; tải lại trang để xem số mới.",
  beyond: "Phần phối hợp vượt số của đơn vị. Chưa lưu gì.",
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

/** Why a note or an employer is not written, published or taken back. */
export const NOTICE_REFUSALS: Record<NoticeProblem, string> = {
  "not-found": "Không có mục này trong phạm vi của tài khoản.",
  forbidden: "Tài khoản này không làm được việc đó ở đơn vị này.",
  author: "Người viết không tự duyệt. Cần một người khác duyệt đăng.",
  "wrong-status": "Mục này vừa được người khác xử lý. Tải lại trang để xem.",
  "no-period": "Tháng này chưa mở.",
};

/** Why a report was not issued; for what one may not know of there is no page. */
export const ISSUE_REFUSALS: Record<Exclude<IssueRefusal, "not-found" | "forbidden">, string> = {
  empty: "Chưa có số liệu nào được duyệt để ban hành.",
  stale: "Đã có người ban hành báo cáo này trước. Tải lại trang để xem bản đó.",
  changed: "Bản nháp đã đổi so với bản vừa xem. Chưa ban hành; mở lại bản nháp để xem số mới.",
  busy: "Nhiều báo cáo đang được ban hành cùng lúc, chưa lấy được số. Thử lại sau ít phút.",
};

export const REPORT_SCOPE_LABELS: Record<ReportScope, string> = {
  nation: "Toàn quốc",
  province: "Tỉnh, thành phố",
  unit: "Đơn vị báo cáo",
};

export const TEMPLATE_REFUSALS = {
  stale: "Đã có người lưu câu này trước. Tải lại trang để xem câu của họ, rồi sửa tiếp.",
  same: "Câu không khác câu đang dùng.",
} as const;

/** Why the table of codes is not saved. */
export const CODES_REFUSALS: Record<"forbidden" | "stale", string> = {
  forbidden: "Tài khoản này không đặt bảng đổi mã.",
  stale: "Bảng đổi mã vừa được người khác sửa. Chưa lưu gì; tải lại trang để xem bảng mới.",
};
