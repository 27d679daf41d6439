import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { timeInVietnam } from "@/lib/domain/day";
import type { GridStatus } from "./grid-look";
import { OFFLINE } from "./grid-saving";
import type { GridStore } from "./grid-store";
import { useGrid } from "./use-grid";

/** Always in sight: what is saved, what was done last, and the one primary button. */
export function GridBar({ store, onSend }: { store: GridStore; onSend: () => void }) {
  const status = useGrid(store, (all) => all);
  const words = savedWords(status);
  return (
    <div className="submit-bar grid-bar">
      <p className="saved" role="status">
        {(status.saving > 0 || status.unsaved > 0) && <span className="dot" />}
        <span>{words}</span>
      </p>
      <p className="grid-said" role="status">
        {status.message}
      </p>
      <Button type="button" primary onClick={onSend}>
        Kiểm tra và gửi duyệt
      </Button>
    </div>
  );
}

function savedWords({ trouble, saving, unsaved, savedAt }: GridStatus): string {
  if (trouble === OFFLINE) return `${OFFLINE}, ${unsaved} ô chờ`;
  if (trouble) return `${trouble} ${unsaved} ô chờ.`;
  if (saving > 0) return `Đang lưu ${saving} ô`;
  if (unsaved > 0) return `${unsaved} ô chưa lưu`;
  return savedAt ? `Đã lưu lúc ${timeInVietnam(new Date(savedAt))}` : "Chưa có ô nào thay đổi";
}

/** What a mouse reaches for; every act has its key. */
export function GridTools({ store, children }: { store: GridStore; children: ReactNode }) {
  const canUndo = useGrid(store, (status) => status.canUndo);
  const canRedo = useGrid(store, (status) => status.canRedo);
  const copyAll = async () => {
    try {
      await navigator.clipboard.writeText(store.copyAll());
      store.say(`Đã chép cả lưới: ${store.view.rows.length} dòng.`);
    } catch {
      store.say("Trình duyệt không cho chép. Chọn tất cả bằng Ctrl+A rồi Ctrl+C.");
    }
  };
  return (
    <div className="grid-tools">
      {children}
      <Button type="button" onClick={() => store.undo()} aria-disabled={!canUndo} title="Ctrl+Z">
        Hoàn tác
      </Button>
      <Button type="button" onClick={() => store.redo()} aria-disabled={!canRedo} title="Ctrl+Y">
        Làm lại
      </Button>
      <Button type="button" onClick={() => store.nextProblem()} title="F8">
        Lỗi kế tiếp
      </Button>
      <Button type="button" onClick={copyAll}>
        Chép cả lưới
      </Button>
      <details className="grid-keys">
        <summary>Phím tắt</summary>
        <p id="grid-help">
          Mũi tên, Tab, Enter: đi giữa các ô. Gõ số để thay, F2 để sửa, Esc để bỏ. Home, End: đầu, cuối dòng;
          Ctrl+Home, Ctrl+End: đầu, cuối lưới; PageUp, PageDown: một màn hình. Shift+mũi tên: chọn vùng.
          Ctrl+C, Ctrl+V: chép, dán vùng từ Excel. Delete: xóa. Ctrl+D: điền xuống. Ctrl+Z, Ctrl+Y: hoàn tác,
          làm lại. F8: lỗi kế tiếp. Esc rồi Tab: ra khỏi lưới.
        </p>
      </details>
    </div>
  );
}
