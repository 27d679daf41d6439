import { Icon } from "@/components/ui/icon";
import {
  fieldName,
  isChanged,
  typedValue,
  writeSeen,
  type ByIndicator,
  type EntryCell,
} from "@/lib/domain/entry-cells";
import { derivedValue } from "@/lib/domain/entry-form";
import type { CellProblem } from "@/lib/domain/entry-problems";
import type { ReportingKind } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { isDerivedId } from "@/lib/domain/rollup";
import { Comparators } from "./comparators";
import { NoteField } from "./note-field";
import type { CellHandlers } from "./entry-section";
import type { RowView } from "./form-view";
import { cellId } from "./keys";

type Props = Omit<CellHandlers, "onResolve"> & {
  row: RowView;
  cell: EntryCell;
  problem: CellProblem | undefined;
  isEditable: boolean;
  isActive: boolean;
};

export function EntryRow({ row, cell, problem, isEditable, isActive, onType, onLeave, onFocus }: Props) {
  const { id, name, definition, isPart } = row;
  const inputId = cellId(id);
  const isWrong = problem !== undefined && problem.level !== "warning";
  const states = [
    problem && (isWrong ? "error" : "warning"),
    !isEditable && "locked",
    isEditable && cell.text.trim() === "" && "empty",
    isActive && isEditable && "focus",
    isPart && "child",
  ];
  return (
    <tr className={states.filter(Boolean).join(" ")} data-cell={id} onFocus={() => onFocus(id)}>
      <th scope="row">
        <label htmlFor={inputId} title={definition}>
          {name}
        </label>
        {row.isAsked && <small className="asked">phải nộp</small>}
        {row.comments && (
          <a
            className="row-comments"
            href={row.comments.href}
            aria-label={`${row.comments.count} ý kiến về ${name}`}
          >
            {row.comments.count} ý kiến
          </a>
        )}
      </th>
      <td className="cell">
        <input
          id={inputId}
          name={fieldName.value(id)}
          value={cell.text}
          inputMode="numeric"
          autoComplete="off"
          readOnly={!isEditable}
          onChange={(event) => onType(id, { text: event.target.value })}
          onBlur={() => onLeave(id)}
          {...(isWrong ? { "aria-invalid": true } : {})}
          {...(problem ? { "aria-describedby": `${inputId}-m` } : {})}
        />
        <input type="hidden" name={fieldName.seen(id)} value={writeSeen(cell.seen)} />
        <CellMark cell={cell} problem={problem} isEditable={isEditable} />
      </td>
      <td className="est">
        <label>
          <input
            type="checkbox"
            name={fieldName.isEstimate(id)}
            autoComplete="off"
            checked={cell.isEstimate}
            disabled={!isEditable}
            onChange={(event) => onType(id, { isEstimate: event.target.checked })}
            onBlur={() => onLeave(id)}
          />
          <span>ước</span>
          <span className="sr"> {name}</span>
        </label>
        <NoteField row={row} note={cell.note} isEditable={isEditable} onType={onType} onLeave={onLeave} />
      </td>
      <Comparators row={row} value={typedValue(cell.text)} />
    </tr>
  );
}

function CellMark({ cell, problem, isEditable }: Pick<Props, "cell" | "problem" | "isEditable">) {
  if (problem) {
    return (
      <span className="cellmark">
        <Icon name={problem.level === "warning" ? "warning" : "error"} />
      </span>
    );
  }
  if (!isEditable) {
    return (
      <span className="cellmark">
        <Icon name="lock" />
      </span>
    );
  }
  if (!isChanged(cell, cell.seen)) return null;
  return (
    <span className="cellmark dot">
      <span className="sr">chưa lưu</span>
    </span>
  );
}

type DerivedProps = { row: RowView; cells: ByIndicator<EntryCell>; kind: ReportingKind };

export function DerivedRow({ row, cells, kind }: DerivedProps) {
  const { id, name, formula, definition } = row;
  const value = isDerivedId(id)
    ? derivedValue(id, kind, (part) => typedValue(cells[part]?.text ?? ""))
    : null;
  return (
    <tr className="derived">
      <th scope="row">
        <span title={definition}>{name}</span>
        {formula && <small>{formula}</small>}
      </th>
      <td className="cell">
        <span className="computed">{formatCount(value)}</span>
      </td>
      <td className="est" />
      <Comparators row={row} value={value} />
    </tr>
  );
}
