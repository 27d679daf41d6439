/** Why a month cannot be typed now, and who can change that. */
import type { LockReason } from "./submission";

export const LOCK_WORDS: Record<LockReason, string> = {
  "not-open": "Kỳ này chưa mở. Chỉ nhập được sau khi Trung ương mở kỳ.",
  "unit-not-valid": "Đơn vị không hoạt động tại ngày chốt số liệu nên không có biểu để sửa.",
  "period-locked": "Kỳ đã khóa. Cần sửa: đề nghị Trung ương mở khóa cho đơn vị, nêu lý do.",
  waiting: "Biểu đang chờ duyệt. Cần sửa: đề nghị quản lý tỉnh trả lại.",
  approved: "Biểu đã duyệt. Cần sửa: đề nghị quản lý tỉnh mở lại, nêu lý do.",
};
