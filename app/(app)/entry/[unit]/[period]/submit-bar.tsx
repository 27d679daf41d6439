import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { timeInVietnam } from "@/lib/domain/day";
import { typedError, type ByIndicator, type EntryCell } from "@/lib/domain/entry-cells";
import { blockingWords, firstBlocking, type CellProblem } from "@/lib/domain/entry-problems";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { EntrySnapshot } from "./entry-store";
import { cellId } from "./keys";

type Status = Omit<EntrySnapshot, "cells" | "refused" | "overtaken">;
type Props = {
  status: Status;
  cells: ByIndicator<EntryCell>;
  unsaved: readonly IndicatorId[];
  problems: readonly CellProblem[];
  /** Of the cells, those that the period asks for. */
  required: readonly IndicatorId[];
};

/** Always in sight: what is saved, what is in the way, and the one primary button, which is never disabled. */
export function SubmitBar({ status, cells, unsaved, problems, required }: Props) {
  const first = firstBlocking(problems);
  const words = blockingWords(problems);
  return (
    <div className="submit-bar">
      <p className="saved" role="status">
        {(status.saving > 0 || unsaved.length > 0) && <span className="dot" />}
        <span>{savedWords(status, cells, unsaved, required)}</span>
      </p>
      <p className="todo">
        {first && words ? (
          <a className={first.level === "warning" ? "risk" : "behind"} href={`#${cellId(first.id)}`}>
            <Icon name={first.level === "warning" ? "warning" : "error"} />
            {words}
          </a>
        ) : (
          <span className="ok">
            <Icon name="check" /> Đủ điều kiện gửi
          </span>
        )}
      </p>
      <Button name="intent" value="save">
        Lưu nháp
      </Button>
      <Button primary name="intent" value="submit">
        Gửi duyệt
      </Button>
    </div>
  );
}

function savedWords(
  status: Status,
  cells: ByIndicator<EntryCell>,
  unsaved: readonly IndicatorId[],
  required: readonly IndicatorId[],
): string {
  if (status.trouble) return status.trouble;
  if (status.saving > 0) return `Đang lưu ${status.saving} ô`;
  const open = unsaved.flatMap((id) => cells[id] ?? []);
  const conflicts = open.filter(({ conflict }) => conflict).length;
  if (conflicts > 0) return `${conflicts} ô đã có người sửa trước, chọn số để giữ`;
  const wrong = open.filter(({ text }) => typedError(text) !== null).length;
  if (wrong > 0) return `${wrong} ô chưa lưu vì chưa phải là số`;
  if (open.length > 0) return `${open.length} ô chưa lưu`;
  const all = Object.keys(cells).length;
  const asked = required.flatMap((id) => cells[id] ?? []);
  const filled = asked.filter(({ seen }) => seen.value !== null).length;
  const time = status.savedAt ? ` lúc ${timeInVietnam(new Date(status.savedAt))}` : "";
  return `Đã lưu ${filled}/${asked.length} ô${asked.length < all ? " phải nộp" : ""}${time}`;
}
