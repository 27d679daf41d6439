import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { ROUNDING } from "@/lib/domain/cascade-cell";
import { capital } from "@/lib/domain/wording";
import { spreadsOf } from "./cascade-sheet";
import type { CascadeStore } from "./cascade-store";
import { SPREAD_WORDS } from "./cascade-words";
import { useStatus } from "./use-cascade";

/** Ways to spread the total: each is done at once, seen before and after in the table, and taken back by one key. */
export function CascadeTools({ store }: { store: CascadeStore }) {
  const { lastStep, message, step } = useStatus(store);
  const { view } = store;
  const rounding = ROUNDING[view.kind];
  return (
    <section className="panel cascade-tools" aria-labelledby="de-xuat">
      <h2 className="h3" id="de-xuat">
        Đề xuất theo
      </h2>
      <ul>
        {spreadsOf(view).map((one) => (
          <li key={one}>
            <Button name="intent" value={`propose.${one}`} aria-describedby={`cach-${one}`}>
              {capital(SPREAD_WORDS[one].name)}
            </Button>
            <p className="hint" id={`cach-${one}`}>
              {SPREAD_WORDS[one].rule}
            </p>
          </li>
        ))}
      </ul>
      <div className="cascade-acts">
        {rounding.length > 1 && (
          <label>
            <span className="label">Làm tròn đến</span>
            <select
              name="step"
              value={String(step)}
              onChange={(event) => store.round(BigInt(event.target.value))}
            >
              {rounding.map(({ step: one, label }) => (
                <option key={label} value={String(one)}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
        <Button name="intent" value="rest">
          Chia phần còn lại
        </Button>
        <Button
          type="button"
          onClick={() =>
            store.lock(
              view.lines.map(({ id }) => id),
              false,
            )
          }
        >
          Mở khóa tất cả
        </Button>
        <Button type="button" icon="back" onClick={() => store.undo()} aria-keyshortcuts="Control+Z">
          Hoàn tác{lastStep && <span className="sr"> {lastStep}</span>}
        </Button>
        <p className={`cascade-said ${message && !message.isDone ? "risk" : ""}`} role="status">
          {message && !message.isDone && <Icon name="warning" />}
          {message?.text ?? (
            <span>
              <span className="with-script">Ô đã sửa tự khóa. </span>
              Các cách chia giữ nguyên ô khóa, phần còn lại chia cho các ô khác.
            </span>
          )}
        </p>
      </div>
    </section>
  );
}
