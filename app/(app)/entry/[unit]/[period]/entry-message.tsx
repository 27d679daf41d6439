import { Icon } from "@/components/ui/icon";
import { timeInVietnam } from "@/lib/domain/day";
import {
  contentOf,
  fieldName,
  typedFrom,
  type Conflict,
  type EntryCell,
  type TypedCell,
} from "@/lib/domain/entry-cells";
import type { CellProblem } from "@/lib/domain/entry-problems";
import type { CellHandlers } from "./entry-section";
import type { RowView } from "./form-view";
import { cellId } from "./keys";

type Props = Pick<CellHandlers, "onType" | "onLeave" | "onResolve"> & {
  row: RowView;
  cell: EntryCell;
  problem: CellProblem | undefined;
  isEditable: boolean;
};

/** The row below a cell: what is wrong with it, the explanation it asks for, or the two values to choose from. */
export function EntryMessage({ row, cell, problem, isEditable, onType, onLeave, onResolve }: Props) {
  const inputId = cellId(row.id);
  const explanation = fieldName.explanation(row.id);
  if (!problem)
    return cell.explanation ? <KeptExplanation name={explanation} text={cell.explanation} /> : null;
  const isWarning = problem.level === "warning";
  return (
    <tr
      className={`msg ${isWarning ? "warning" : "error"} ${problem.isBlank ? "blank" : ""}`}
      data-cell={row.id}
    >
      <td colSpan={7}>
        <div>
          <p id={`${inputId}-m`}>
            <Icon name={isWarning ? "warning" : "error"} />
            <span>
              {cell.conflict ? conflictWords(row.name, cell, cell.conflict) : problem.messages.join(" ")}
              {isWarning && !cell.explanation.trim() && ` ${askWords(problem)}`}
            </span>
          </p>
          {cell.conflict && (
            <ConflictButtons row={row} cell={cell} conflict={cell.conflict} onResolve={onResolve} />
          )}
          {isWarning ? (
            <>
              <label htmlFor={`${inputId}-x`}>
                Giải thích cho người duyệt<span className="sr"> về {row.name}</span>
              </label>
              <textarea
                id={`${inputId}-x`}
                name={explanation}
                rows={problem.isBlank ? 1 : 2}
                maxLength={1000}
                value={cell.explanation}
                readOnly={!isEditable}
                onChange={(event) => onType(row.id, { explanation: event.target.value })}
                onBlur={() => onLeave(row.id)}
              />
            </>
          ) : (
            <input type="hidden" name={explanation} value={cell.explanation} />
          )}
        </div>
      </td>
    </tr>
  );
}

function askWords({ isBlank }: CellProblem): string {
  return isBlank ? "Nhập số, hoặc giải thích để gửi được." : "Cần giải thích để gửi được.";
}

/** An explanation that is not asked for now is kept, not shown. */
function KeptExplanation({ name, text }: { name: string; text: string }) {
  return (
    <tr hidden>
      <td>
        <input type="hidden" name={name} value={text} />
      </td>
    </tr>
  );
}

/** "1.682", "1.682 (ước)", "ô trống", with what differs besides the number. */
export function cellWords({ text, isEstimate, note, explanation }: TypedCell): string {
  const value = text.trim() === "" ? "ô trống" : text.trim();
  const more = [
    isEstimate && "ước",
    note && `ghi chú “${note}”`,
    explanation && `giải thích “${explanation}”`,
  ];
  const words = more.filter(Boolean).join(", ");
  return words ? `${value} (${words})` : value;
}

function conflictWords(name: string, cell: EntryCell, { theirs, by, at }: Conflict): string {
  const theirsText = cellWords(typedFrom(theirs));
  const time = timeInVietnam(new Date(at));
  return `Đã có người sửa trước: ${by ?? "người khác"} sửa ${name} thành ${theirsText} lúc ${time}. Bạn vừa nhập ${cellWords(cell)}.`;
}

type ConflictProps = Pick<Props, "row" | "cell" | "onResolve"> & { conflict: Conflict };

function ConflictButtons({ row: { id }, cell, conflict: { theirs }, onResolve }: ConflictProps) {
  const isSameNumber = contentOf(cell)?.value === theirs.value;
  const name = (typed: TypedCell, fallback: string) =>
    isSameNumber ? fallback : typed.text.trim() || "ô trống";
  const sides = [
    { side: "theirs", label: `Giữ ${name(typedFrom(theirs), "bản đã lưu")}` },
    { side: "mine", label: `Dùng ${name(cell, "bản của tôi")}` },
  ] as const;
  return (
    <div className="acts">
      {sides.map(({ side, label }) => (
        <button
          key={side}
          className="button"
          name="pick"
          value={`${side}:${id}:${theirs.version}`}
          onClick={(event) => {
            event.preventDefault();
            onResolve(id, side);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
