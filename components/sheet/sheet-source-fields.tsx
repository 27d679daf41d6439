import { Field } from "@/components/ui/field";

/** The same as the server's; only so that nobody waits for a file that will be refused. */
export const MAX_SHEET_FILE = 10 * 1024 * 1024;
export const TOO_LARGE_FILE = "Tệp lớn quá 10 MB; chỉ sao chép bảng cần nhập sang tệp mới";

type Props = {
  fileLabel: string;
  fileHint: string;
  accept: string;
  /** Those of a workbook that was read. */
  sheets: readonly string[];
  sheet: string;
  paste: string;
};

/** A file or a paste; of a workbook which sheet. */
export function SheetSourceFields(props: Props) {
  const { fileLabel, fileHint, accept, sheets, sheet, paste } = props;
  return (
    <div className="sheet-sources">
      <div className="sheet-file">
        <Field name="file" label={fileLabel} hint={fileHint}>
          {(control) => <input {...control} type="file" accept={accept} />}
        </Field>
        {sheets.length > 1 && (
          <Field name="sheet" label="Trang tính" hint="Chọn lại tệp khi đổi trang tính.">
            {(control) => (
              <select {...control} defaultValue={sheet}>
                {sheets.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <Field name="paste" label="Hoặc dán bảng" hint="Chép cả dòng tiêu đề trong Excel rồi dán vào đây.">
        {(control) => <textarea {...control} rows={5} defaultValue={paste} spellCheck={false} />}
      </Field>
    </div>
  );
}
