/** Why something was not done, in the words of a form, and what can be done about it. */
import type { BulkRefusal } from "@/lib/data/bulk-decisions";
import type { IssueProblem } from "@/lib/data/decision-held";
import type { PaperProblem } from "@/lib/data/decision-papers";
import type { ExchangeProblem } from "@/lib/data/exchange-import";
import type { PeriodRefusal } from "@/lib/data/period-result";
import type { RecipientProblem } from "@/lib/data/recipient-changes";
import type { DriveProblem } from "@/lib/data/drive-changes";
import type { NoticeProblem } from "@/lib/data/notices";
import type { SaveProblem } from "@/lib/data/target-drafts";
import { LOCK_WORDS } from "@/lib/domain/lock-words";
import type { IssueRefusal } from "@/lib/domain/report-issue";
import type { ReportMailRefusal } from "@/lib/domain/report-mail";
import type { DecisionRefusal, LockReason } from "@/lib/domain/submission";
import { STAND_IN_DAYS_MOST, type StandInRefusal } from "@/lib/domain/stand-in";

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
  "superseded-itself": "Quyết định không thay thế chính nó. Chọn quyết định khác.",
  unit: "Đơn vị của quyết định không có vào ngày hiệu lực này. Chọn ngày trong thời gian của đơn vị.",
  scope:
    "Đợt ra quân này không phải của đơn vị ra quyết định, đã đóng, hoặc đã hết trước ngày quyết định có hiệu lực. Chọn thời gian khác.",
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

/** Why nothing becomes of a drive, its goals or its days. */
export const DRIVE_REFUSALS: Record<DriveProblem, string> = {
  "not-found": "Không có đợt hoặc đơn vị này trong phạm vi của tài khoản.",
  forbidden: "Tài khoản này không làm được việc đó với đợt của đơn vị này.",
  closed: "Đợt đã tổng kết và đóng, không ghi thêm được.",
  "no-goal": "Ghi ít nhất một mục tiêu lớn hơn 0.",
  "no-unit": "Đợt phải có ít nhất một đơn vị tham gia.",
  "has-results": "Có đơn vị đã ghi kết quả nên không bỏ khỏi đợt được. Chưa lưu gì.",
  counted: "Đã có kết quả của chỉ tiêu bị bỏ mục tiêu cả đợt nên không bỏ được. Chưa lưu gì.",
  stale: "Đợt vừa được người khác sửa. Chưa lưu gì; tải lại trang để xem nội dung mới.",
  "too-large": "Có mục tiêu quá lớn. Chưa lưu gì.",
};

/** Why the parts of partners are not saved. */
export const PARTNER_REFUSALS: Record<"not-found" | "forbidden" | "beyond", string> = {
  "not-found": "Không có biểu này trong phạm vi của tài khoản.",
  forbidden: "Kỳ đã khóa, hoặc tài khoản này không nhập số liệu của đơn vị.",
  beyond: "Phần phối hợp vượt số của đơn vị. Chưa lưu gì.",
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

/** Why no schedule of mails was made. */
export const REPORT_MAIL_REFUSALS: Record<ReportMailRefusal, string> = {
  "unknown-unit": "Tài khoản này không đặt lịch gửi cho đơn vị này.",
  "unknown-reader": "Có người không xem được đơn vị này. Chưa đặt lịch; tải lại trang rồi chọn lại.",
  twice:
    "Đã có lịch gửi báo cáo này cho một người được chọn vào đúng ngày đó. Chưa đặt lịch; dừng lịch cũ hoặc bỏ chọn người đó.",
};

export const TEMPLATE_REFUSALS = {
  stale: "Đã có người lưu câu này trước. Tải lại trang để xem câu của họ, rồi sửa tiếp.",
  same: "Câu không khác câu đang dùng.",
} as const;

/** Why the figures of a program are not written, and what it can do. */
export const EXCHANGE_REFUSALS: Record<ExchangeProblem, string> = {
  overtaken: "Có ô vừa được người khác sửa. Chưa ghi gì: gửi lại.",
  refused:
    "Có biểu vừa khóa, vừa gửi duyệt, hoặc không nhận giá trị trong tệp. Chưa ghi gì: chạy thử (dryRun) để biết giá trị nào, rồi gửi lại.",
};

/** Why the targets of a program are not written into a draft, and what it can do. */
export const TARGET_EXCHANGE_REFUSALS: Record<SaveProblem["reason"], string> = {
  ...DECISION_PROBLEMS,
  stale: "Dự thảo vừa được người khác sửa. Chưa ghi gì: gửi lại để tính theo dự thảo mới.",
  receiver:
    "Có nơi nhận không còn nhận được chỉ tiêu của dự thảo này. Chưa ghi gì: chạy thử (dryRun) để biết nơi nào, rồi gửi lại.",
  kind: "Có chỉ tiêu không có loại đã ghi. Chưa ghi gì: chạy thử (dryRun) để biết giá trị nào, rồi gửi lại.",
};

/** Why the table of codes is not saved. */
export const CODES_REFUSALS: Record<"forbidden" | "stale", string> = {
  forbidden: "Tài khoản này không đặt bảng đổi mã.",
  stale: "Bảng đổi mã vừa được người khác sửa. Chưa lưu gì; tải lại trang để xem bảng mới.",
};
