import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { differenceWords, formatTarget } from "@/lib/domain/cascade-cell";
import { totalError, type TotalChoice, type TotalSource } from "@/lib/domain/cascade-total";
import { formatCount, formatFixed, NO_VALUE } from "@/lib/domain/number";
import { rate } from "@/lib/domain/ratio";
import type { TargetKind } from "@/lib/domain/target";
import type { CascadeStatus } from "./cascade-status";
import type { CascadeStore } from "./cascade-store";
import type { CascadeView } from "./cascade-view";
import { capital } from "@/lib/domain/wording";
import { useStatus } from "./use-cascade";

/** What there is to hand down, and how far that has been done. */
export function CascadeTotal({ store, isEditable }: { store: CascadeStore; isEditable: boolean }) {
  const status = useStatus(store);
  const { view } = store;
  return (
    <section className="panel cascade-total" aria-labelledby="tong-can-giao">
      <div>
        <h2 className="h3" id="tong-can-giao">
          {view.kind === "rate" ? "Tỷ lệ cần giao" : "Tổng cần giao"}
        </h2>
        {isEditable ? <Choice store={store} status={status} /> : <p>{targetWords(view)}</p>}
        {view.measureProblem !== null && (
          <p className="risk">
            <Icon name="warning" /> {capital(view.measureProblem)}: số người của các tỷ lệ không so được với
            số người của cấp trên; xem lại các đề xuất theo tỷ lệ.
          </p>
        )}
      </div>
      <dl>
        <dt>{view.kind === "rate" ? "Tỷ lệ" : "Tổng cần giao"}</dt>
        <dd>
          <b className="fix">{shown(view.kind, status.total)}</b>
        </dd>
        {view.kind === "rate" && (
          <>
            <dt>Tỷ lệ ấy là</dt>
            <dd>
              <b className="fix">{formatCount(status.goal)} người</b>
            </dd>
          </>
        )}
        <dt>
          Đã giao {status.filled}/{status.size}
          {status.kept > 0 && `, giữ số cũ ${status.kept}`}
        </dt>
        <dd>
          <b className="fix">{formatCount(status.sum)}</b>
        </dd>
        <dt>So với tổng</dt>
        <dd>
          <b className={`fix ${lookOf(view, status)}`}>{sumWords(view, status)}</b>
        </dd>
      </dl>
    </section>
  );
}

type Sums = Pick<CascadeStatus, "sum" | "goal">;

export const lookOf = ({ measureProblem }: Pick<CascadeView, "measureProblem">, { sum, goal }: Sums) =>
  goal === null || measureProblem !== null ? "" : sum === goal ? "ok" : "risk";

/** Thiếu, thừa; nothing where both are not measured alike. */
export const sumWords = (
  { kind, measureProblem }: Pick<CascadeView, "kind" | "measureProblem">,
  { sum, goal }: Sums,
) => (measureProblem === null ? differenceWords(kind, sum, goal) : `${NO_VALUE} (${measureProblem})`);

const shown = (kind: TargetKind, value: bigint | null) =>
  value === null ? NO_VALUE : kind === "rate" ? `${formatFixed(rate(value))}%` : formatCount(value);

const targetWords = ({ targets }: CascadeView) =>
  targets[0] ? `Chỉ tiêu của đơn vị: ${targets[0].label}.` : "Đơn vị chưa có chỉ tiêu loại này.";

type ChoiceProps = { store: CascadeStore; status: CascadeStatus };

function Choice({ store, status: { choice } }: ChoiceProps) {
  const { view } = store;
  const { kind, targets, base, names } = view;
  const own = view.lines.some(({ isOwn }) => isOwn);
  const error = totalError(choice, kind);
  const radio = (from: TotalSource) => ({
    type: "radio",
    name: "from",
    value: from,
    checked: choice.from === from,
    onChange: () => store.choose({ from }),
  });
  const choose = (patch: Partial<TotalChoice>) => store.choose(patch);
  return (
    <fieldset>
      <legend className="sr">Lấy tổng cần giao từ đâu</legend>
      {targets.length > 0 && (
        <p>
          <label>
            <input {...radio("target")} /> Chỉ tiêu của {names.parent}
          </label>
          <select
            name="target"
            aria-label={`Chỉ tiêu của ${names.parent}`}
            value={choice.target}
            onChange={(event) => choose({ from: "target", target: event.target.value })}
          >
            {targets.map(({ value, label }, index) => (
              <option key={label} value={String(index)}>
                {formatTarget(kind, value)} ({label})
              </option>
            ))}
          </select>
        </p>
      )}
      {own && (
        <p>
          <label>
            <input {...radio("own")} /> Số giao cho chính {names.parent} trong quyết định này
          </label>
        </p>
      )}
      {base !== null && (
        <p>
          <label>
            <input {...radio("grown")} /> Chỉ tiêu {names.before}
            {view.isBaseSummed && " cộng các đơn vị"} ({formatTarget(kind, base)}) cộng
          </label>
          <span className="suffix">
            <input
              className="input"
              name="growth"
              aria-label={kind === "rate" ? "Số điểm % cộng thêm" : "Tỷ lệ tăng, %"}
              inputMode="decimal"
              maxLength={10}
              value={choice.growth}
              onChange={(event) => choose({ from: "grown", growth: event.target.value })}
            />
            {kind === "rate" ? "điểm %" : "%"}
          </span>
        </p>
      )}
      <p>
        <label>
          <input {...radio("typed")} /> Số khác
        </label>
        <input
          className="input"
          name="typed"
          aria-label="Tổng cần giao"
          inputMode="numeric"
          maxLength={40}
          value={choice.typed}
          onChange={(event) => choose({ from: "typed", typed: event.target.value })}
          {...(error && choice.from === "typed" ? { "aria-invalid": true } : {})}
        />
      </p>
      {error && <p className="field-error">{error}</p>}
      <noscript>
        <Button name="intent" value="show">
          Tính tổng
        </Button>
      </noscript>
    </fieldset>
  );
}
