import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formatTarget, type TheirTarget } from "@/lib/domain/cascade-cell";
import { timeInVietnam } from "@/lib/domain/day";
import type { CascadeStore } from "./cascade-store";
import { useStatus } from "./use-cascade";

const SHOWN = 5;

/** Somebody else saved other numbers into cells that are typed here: both stand until somebody chooses. */
export function CascadeConflict({ store }: { store: CascadeStore }) {
  const { overtaken } = useStatus(store);
  if (!overtaken) return null;
  const clashes = overtaken.cells.filter(({ id }) => overtaken.clashes.includes(id));
  return (
    <div className="cascade-conflict">
      <Notice kind="error" title={`${whoWords(overtaken.cells)} đã sửa ${clashes.length} ô đang nhập ở đây`}>
        <ul>
          {clashes.slice(0, SHOWN).map((cell) => (
            <li key={cell.id}>
              {nameOf(store, cell.id)}: số mới {shown(store, cell)}, số ở đây{" "}
              {store.sheet.cell(cell.id).text.trim() || "trống"}
            </li>
          ))}
          {clashes.length > SHOWN && <li>và {clashes.length - SHOWN} ô khác</li>}
        </ul>
        <p className="acts">
          <Button type="button" onClick={() => store.saving.resolve("mine")}>
            Ghi đè bằng số ở đây
          </Button>
          <Button type="button" onClick={() => store.saving.resolve("theirs")}>
            Lấy số mới
          </Button>
        </p>
      </Notice>
    </div>
  );
}

const nameOf = (store: CascadeStore, id: string) =>
  store.view.lines.find((line) => line.id === id)?.name ?? id;
const shown = (store: CascadeStore, { value }: TheirTarget) =>
  formatTarget(store.view.kind, value) || "trống";

function whoWords(cells: readonly TheirTarget[]): string {
  const names = [...new Set(cells.flatMap(({ by }) => by ?? []))];
  const last = cells
    .map(({ at }) => at)
    .filter(Boolean)
    .sort()
    .at(-1);
  const who = names.length > 0 ? names.join(", ") : "Người khác";
  return last ? `${who} lúc ${timeInVietnam(new Date(last))}` : who;
}
