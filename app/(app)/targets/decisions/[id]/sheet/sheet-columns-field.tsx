import { Notice } from "@/components/ui/notice";
import { INDICATOR_IDS, INDICATORS } from "@/lib/domain/indicator";
import { columnField, fieldsOf } from "@/lib/domain/sheet-columns";
import { SHEET_FIELD_NAMES } from "@/lib/domain/target-sheet";
import type { SheetPreview } from "./sheet-state";

/** One choice a column, and between which rows. */
export function SheetColumnsField({ preview }: { preview: SheetPreview }) {
  const { columns, firstRow, lastRow, mappingProblem } = preview;
  return (
    <>
      {mappingProblem !== null && <Notice kind="error">{mappingProblem}.</Notice>}
      <ul className="sheet-columns">
        {columns.map(({ column, label, use, sample }) => (
          <li key={column} data-use={use === "" ? undefined : ""}>
            <label htmlFor={columnField(column)}>
              {label}
              {sample.length > 0 && <small className="quiet">: {sample.join("; ")}</small>}
            </label>
            <select key={use} id={columnField(column)} name={columnField(column)} defaultValue={use}>
              <option value="">Không đọc</option>
              <option value="code">Mã nơi nhận</option>
              <option value="name">Tên nơi nhận</option>
              {INDICATOR_IDS.map((id) => (
                <optgroup key={id} label={INDICATORS[id].name}>
                  {fieldsOf(id).map((field) => (
                    <option key={field} value={`${id}.${field}`}>
                      {INDICATORS[id].short}: {SHEET_FIELD_NAMES[field]}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </li>
        ))}
      </ul>
      <p className="sheet-rows">
        <label>
          Từ dòng <input className="input" name="firstRow" inputMode="numeric" defaultValue={firstRow} />
        </label>
        <label>
          đến dòng <input className="input" name="lastRow" inputMode="numeric" defaultValue={lastRow} />
        </label>
        <span className="quiet">Bỏ trống: đến hết bảng.</span>
      </p>
    </>
  );
}
