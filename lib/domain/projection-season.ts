/** Where a status and a projection do not say the same: the status counts days evenly, the projection by the season. */
import type { IndicatorView } from "./dashboard";
import type { ProjectionView } from "./dashboard-projection";
import { amountWords } from "./dashboard-words";
import { INDICATORS } from "./indicator";
import { periodName } from "./period";

/** Of the target that the card is held against, in a sentence; null where both agree or one of them is not told. */
export function seasonWords(view: IndicatorView, told: ProjectionView): string | null {
  const [headline] = view.targets;
  if (!headline?.progress || told.kind === "none" || INDICATORS[view.id].direction === "lower") return null;
  const goal = told.goals.find(({ target }) => target === headline.target);
  if (!goal) return null;
  const { status } = headline.progress;
  const { december } = told.projection;
  const end = `theo nhịp các tháng cuối năm của những năm trước thì tháng 12 chỉ khoảng ${amountWords(view, december)}`;
  if ((status === "ok" || status === "over") && goal.chance.reached === 0) {
    const { value } = view.measure;
    const now = value !== null && december < value ? ", thấp hơn cả số hiện nay" : "";
    const even = status === "ok" ? "tính đều theo ngày thì đúng tiến độ" : "đến nay đã đạt chỉ tiêu";
    return `${even}, nhưng ${end}${now}, dưới chỉ tiêu ${amountWords(view, goal.goal)}.`;
  }
  if ((status === "risk" || status === "behind") && goal.chance.reached === goal.chance.of) {
    const from = told.held === null ? "" : ` (tính từ ${periodName(told.from)})`;
    return `tính đều theo ngày thì chậm, nhưng các năm trước cuối năm tăng nhanh hơn: theo nhịp ấy tháng 12 khoảng ${amountWords(view, december)}${from}, đạt chỉ tiêu ${amountWords(view, goal.goal)}.`;
  }
  return null;
}
