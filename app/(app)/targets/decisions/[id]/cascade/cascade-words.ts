/** What the cascade says: how numbers are spread, what was done, what was refused and what to do about it. */
import type { CascadeRefusal, Proposal, RateProposal } from "@/lib/domain/cascade";
import type { SaveProblem } from "@/lib/data/target-drafts";
import type { TargetKind } from "@/lib/domain/target";
import { DECISION_PROBLEMS } from "@/lib/refusals";
import type { SheetAnswer } from "./cascade-sheet";

export const SPREAD_WORDS: Record<Proposal | RateProposal, { name: string; rule: string }> = {
  growth: { name: "tăng đều", rule: "Mọi nơi tăng cùng một tỷ lệ so với số đang có." },
  plan: { name: "chỉ tiêu năm trước", rule: "Theo tỷ trọng chỉ tiêu được giao năm trước." },
  population: { name: "dân số", rule: "Theo tỷ trọng dân số; nơi không có dân số tăng đều." },
  labour_force: {
    name: "lực lượng lao động",
    rule: "Theo tỷ trọng lao động; nơi không có số này tăng đều.",
  },
  headroom: { name: "dư địa", rule: "Giữ số đang có, phần tăng chia theo số người chưa tham gia." },
  equal: { name: "chia đều", rule: "Mọi nơi cùng một số; số lẻ chia cho các dòng đầu." },
  same: { name: "cùng tỷ lệ", rule: "Mọi nơi cùng tỷ lệ của cấp trên." },
  points: { name: "cùng số điểm %", rule: "Mọi nơi thêm cùng số điểm %, vừa đủ số người của cấp trên." },
  gap: { name: "khoảng còn thiếu", rule: "Mọi nơi bù cùng một phần của khoảng còn thiếu đến 100%." },
};

const REFUSED: Record<CascadeRefusal | "no-total", string> = {
  "no-total": "Chưa có tổng cần giao. Chọn chỉ tiêu của cấp trên hoặc nhập số.",
  "nothing-to-spread": "Các ô đã khóa nhiều hơn tổng cần giao. Mở khóa bớt hoặc tăng tổng.",
  "all-locked": "Không còn ô nào để chia. Mở khóa ít nhất một ô.",
  "no-basis": "Chưa có số liệu làm căn cứ cho cách chia này. Chọn cách khác.",
};

export function spreadWords(answer: SheetAnswer): string {
  if (!answer.ok)
    return answer.reason === "unreadable" ? unreadableWords(answer.names) : REFUSED[answer.reason];
  return answer.touched.length === 0
    ? "Số đã đúng theo cách chia này, không ô nào đổi."
    : `Đã đổi ${answer.touched.length} ô; số cũ hiện dưới mỗi ô đến khi lưu. Hoàn tác được bằng Ctrl+Z.`;
}

function unreadableWords(names: readonly string[]): string {
  const more = names.length > 3 ? ` và ${names.length - 3} ô khác` : "";
  return `Ô của ${names.slice(0, 3).join(", ")}${more} chưa phải là số nên chưa chia. Sửa hoặc xóa ô đó rồi chia lại.`;
}

/** @param beyond what was pasted and found no cell */
export function pasteWords(count: number, wrong: number, beyond: readonly string[]) {
  const parts = [`Đã dán ${count} ô`];
  if (wrong > 0) parts.push(`${wrong} ô chưa phải là số, bấm F8 để đến từng ô`);
  if (beyond.length > 0) {
    const shown = beyond.slice(0, 3).join("; ");
    parts.push(`${beyond.length} dòng cuối không còn ô để dán: ${shown}${beyond.length > 3 ? "; …" : ""}`);
  }
  return { isDone: wrong === 0 && beyond.length === 0, text: `${parts.join(". ")}.` };
}

export const PASTE_MANY_COLUMNS =
  "Vùng dán có nhiều cột. Chỉ dán một cột số; dán cả bảng thì dùng mục Nhập từ Excel. Chưa ô nào đổi.";

/** Why nothing was saved; null where somebody else was faster, which is told apart. */
export function saveWords(problem: SaveProblem, nameOf: (id: string) => string): string {
  switch (problem.reason) {
    case "receiver":
      return `${nameOf(problem.id)} không nhận chỉ tiêu của quyết định này vào ngày có hiệu lực. Chưa lưu ô nào; tải lại trang.`;
    case "issued":
      return "Quyết định đã ban hành, không sửa được nữa. Cần đổi số: ban hành quyết định thay thế.";
    case "not-found":
      return "Không có quyết định này trong phạm vi của tài khoản.";
    case "scope":
      return DECISION_PROBLEMS.scope;
    case "kind":
      return "Chỉ tiêu này không giao theo loại đã chọn.";
    default:
      return "Tài khoản này không có quyền ghi chỉ tiêu của quyết định.";
  }
}

export const KIND_WORDS: Record<TargetKind, string> = {
  headcount: "Số người",
  increase: "Phát triển mới",
  rate: "Tỷ lệ bao phủ",
  amount: "Số tiền",
};
