import { Icon } from "@/components/ui/icon";
import { fieldName } from "@/lib/domain/entry-cells";
import type { CellHandlers } from "./entry-section";
import type { RowView } from "./form-view";

type Props = Pick<CellHandlers, "onType" | "onLeave"> & { row: RowView; note: string; isEditable: boolean };

/** A free note on a figure, for whoever reads it later; opens without script. */
export function NoteField({ row: { id, name }, note, isEditable, onType, onLeave }: Props) {
  const noteId = `c-${id}-n`;
  return (
    <details className="note">
      <summary className={note ? "has-note" : undefined} title={note || "Ghi chú"}>
        <Icon name="pen" />
        <span className="sr">
          {note ? "Sửa ghi chú" : "Ghi chú"} {name}
        </span>
      </summary>
      <div>
        <label htmlFor={noteId}>Ghi chú: {name}</label>
        <textarea
          id={noteId}
          name={fieldName.note(id)}
          rows={2}
          maxLength={1000}
          value={note}
          readOnly={!isEditable}
          onChange={(event) => onType(id, { note: event.target.value })}
          onBlur={() => onLeave(id)}
        />
      </div>
    </details>
  );
}
