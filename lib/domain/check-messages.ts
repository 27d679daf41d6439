/** What the form says about an issue: the number, then what is wrong, then what to do. */
import type { Issue } from "./checks";
import { indicator, type IndicatorId } from "./indicator";
import { formatCount, formatPercent, formatSignedCount } from "./number";
import { percent, ratio } from "./ratio";

const short = (id: IndicatorId) => indicator(id).short;

function jump({ params: { value = 0n, other = 0n, bound = 0 } }: Issue, base: string): string {
  const verb = value > other ? "Tăng" : "Giảm";
  const move = value > other ? value - other : other - value;
  const share = percent(ratio(move, other), 1);
  const size = share ? formatPercent(share) : `từ 0 lên ${formatCount(value)}`;
  return `${verb} ${size} so với ${base}, quá mức ±${String(bound).replace(".", ",")}%.`;
}

/** The issue in one or two sentences. */
export function issueMessage(issue: Issue): string {
  const { value = 0n, other = 0n, otherIndicator } = issue.params;
  const [a, b] = [formatCount(value), formatCount(other)];
  switch (issue.code) {
    case "empty-form":
      return "Chưa nhập số nào.";
    case "not-reported":
      return "Đơn vị không nhập chỉ tiêu này trong kỳ: để trống.";
    case "too-large":
      return `Số quá lớn, tối đa ${b}.`;
    case "part-exceeds-whole":
      return `${short(issue.indicator)} (${a}) lớn hơn ${short(otherIndicator ?? issue.indicator)} (${b}): sửa một trong hai ô.`;
    case "payers-do-not-sum":
      return `Các nhóm đóng cộng lại được ${a}, BHYT là ${b} (lệch ${formatSignedCount(value - other)}): sửa nhóm đóng hoặc BHYT.`;
    case "payers-exceed":
      return `Các nhóm đóng đã nhập cộng lại được ${a}, vượt BHYT ${b}: sửa nhóm đóng hoặc BHYT.`;
    case "falls-within-year":
      return `Lũy kế giảm từ ${b} xuống ${a} trong năm.`;
    case "jump-month":
      return jump(issue, "tháng trước");
    case "jump-year":
      return jump(issue, "cùng kỳ năm trước");
    case "above-population":
      return `BHYT (${a}) cao hơn dân số (${b}).`;
    case "blank":
      return "Còn trống, hệ thống tính là chưa có số.";
  }
}
