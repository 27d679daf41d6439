"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FigureSheetForm } from "@/app/(app)/entry/figure-sheet-form";
import type { FigurePreview } from "@/app/(app)/entry/figure-preview-state";
import { FIXED_USES, MAPPED_INDICATORS, scaleField, columnUseField } from "@/lib/domain/figure-columns";
import { figureName } from "@/lib/domain/figure-template";
import { SCALE_NAMES, SCALES } from "@/lib/domain/sheet-scale";
import { oldSheetsAction } from "./actions";
import type { OldColumn, OldPreview } from "./old-preview-state";

const isOld = (preview: FigurePreview): preview is OldPreview => "columns" in preview;

/** Old sheets: besides choosing and seeing, each column is told what it is. */
export function OldSheetsForm({ unit }: { unit: string }) {
  return (
    <FigureSheetForm
      action={oldSheetsAction}
      fields={{ unit }}
      backHref="/entry"
      backLabel="Về danh sách biểu"
      options={
        <label className="sheet-remember">
          <input type="checkbox" name="all" /> Đọc mọi trang tính của tệp, mỗi trang một tháng (tên trang hoặc
          tiêu đề ghi tháng)
        </label>
      }
      reading={(preview) => (isOld(preview) ? <ReadingFields preview={preview} /> : null)}
    />
  );
}

function ReadingFields({ preview }: { preview: OldPreview }) {
  const { carried, sheet, columns, tables, mapping, mappingProblem, isRemembered } = preview;
  return (
    <section className="panel pad sheet-reading" aria-labelledby="cach-doc">
      <input type="hidden" name="mapping" value={mapping} />
      <h2 id="cach-doc" className="h3">
        Cách đọc bảng
      </h2>
      <p className="quiet">
        {carried.source}
        {tables.length > 0
          ? `, ${tables.length} trang tính: ${tables.join(", ")}`
          : sheet !== "" && `, trang tính “${sheet}”`}
        . {isRemembered && "Tiêu đề này đã gặp: đọc theo cách đã nhớ."}
      </p>
      {mappingProblem !== null && <Notice kind="error">{mappingProblem}.</Notice>}
      <ul className="sheet-columns">
        {columns.map((column) => (
          <ColumnField key={column.column} column={column} />
        ))}
      </ul>
      <RowFields preview={preview} />
      <div className="sheet-acts">
        <Button name="intent" value="look">
          Đọc lại theo cách này
        </Button>
        <label className="sheet-remember">
          <input type="checkbox" name="remember" defaultChecked={isRemembered} /> Nhớ cách đọc này
        </label>
      </div>
    </section>
  );
}

function ColumnField({ column: { column, label, use, scale } }: { column: OldColumn }) {
  return (
    <li data-use={use === "" ? undefined : ""}>
      <label htmlFor={columnUseField(column)}>{label}</label>
      <select id={columnUseField(column)} name={columnUseField(column)} defaultValue={use}>
        <option value="">Không đọc</option>
        {Object.entries(FIXED_USES).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
        <optgroup label="Số liệu">
          {MAPPED_INDICATORS.map((id) => (
            <option key={id} value={id}>
              {figureName(id)}
            </option>
          ))}
        </optgroup>
      </select>
      <select name={scaleField(column)} defaultValue={scale} aria-label={`Số của ${label} tính bằng`}>
        {SCALES.map((one) => (
          <option key={one} value={one}>
            {SCALE_NAMES[one]}
          </option>
        ))}
      </select>
    </li>
  );
}

function RowFields({ preview: { firstRow, lastRow, month, tables } }: { preview: OldPreview }) {
  const isOne = tables.length === 0;
  return (
    <>
      <p className="sheet-rows">
        <label>
          Từ dòng{" "}
          <input
            className="input"
            name="firstRow"
            inputMode="numeric"
            defaultValue={firstRow}
            readOnly={!isOne}
          />
        </label>
        <label>
          đến dòng{" "}
          <input
            className="input"
            name="lastRow"
            inputMode="numeric"
            defaultValue={lastRow}
            readOnly={!isOne}
          />
        </label>
        <span className="quiet">Bỏ trống: đến hết bảng.</span>
      </p>
      <p className="sheet-rows">
        <label>
          Tháng của bảng{" "}
          <input
            className="input"
            name="monthOfSheet"
            defaultValue={month}
            readOnly={!isOne}
            autoComplete="off"
          />
        </label>
        <span className="quiet">Viết như 11/2023; bỏ trống nếu có cột tháng, hoặc tiêu đề đã ghi tháng.</span>
      </p>
    </>
  );
}
