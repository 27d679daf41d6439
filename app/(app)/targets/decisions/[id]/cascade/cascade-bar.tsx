import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { timeInVietnam } from "@/lib/domain/day";
import { formatCount } from "@/lib/domain/number";
import type { CascadeStatus } from "./cascade-status";
import type { CascadeStore } from "./cascade-store";
import { lookOf, sumWords } from "./cascade-total";
import { useStatus } from "./use-cascade";

/** Always in sight: what is saved, the sum and what is missing of it, and the one primary button. */
export function CascadeBar({ store }: { store: CascadeStore }) {
  const status = useStatus(store);
  const [first] = store.sheet.wrong;
  const look = lookOf(store.view, status);
  return (
    <div className="submit-bar">
      <p className="saved" role="status">
        {(status.saving > 0 || status.unsaved > 0) && <span className="dot" />}
        <span>{savedWords(status)}</span>
      </p>
      <p className="todo">
        {status.wrong > 0 && first !== undefined ? (
          <a className="behind" href={`#c-${first}`}>
            <Icon name="error" />
            {status.wrong} ô chưa phải là số
          </a>
        ) : (
          <span className={look}>
            {look && <Icon name={look === "ok" ? "check" : "warning"} />}
            {formatCount(status.sum)}, {sumWords(store.view, status)}
          </span>
        )}
      </p>
      <Button primary name="intent" value="save">
        Lưu dự thảo
      </Button>
    </div>
  );
}

function savedWords(status: CascadeStatus): string {
  if (status.overtaken) return "Tạm dừng lưu: chọn số để giữ";
  if (status.trouble) return status.trouble;
  if (status.saving > 0) return `Đang lưu ${status.saving} ô`;
  if (status.unsaved > 0) return `${status.unsaved} ô chưa lưu`;
  const time = status.savedAt ? ` lúc ${timeInVietnam(new Date(status.savedAt))}` : "";
  return `Đã lưu${time}`;
}
