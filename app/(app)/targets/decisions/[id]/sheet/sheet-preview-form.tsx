import type { ReactNode } from "react";
import { SheetIssues } from "@/components/sheet/sheet-issues";
import { SheetPreviewFrame } from "@/components/sheet/sheet-preview-frame";
import { Button } from "@/components/ui/button";
import { TableBox } from "@/components/ui/table";
import { SheetColumnsField } from "./sheet-columns-field";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import type { SheetPreview } from "./sheet-state";

type Props = {
  preview: SheetPreview;
  hidden: ReactNode;
  action: (form: FormData) => void;
  isPending: boolean;
};

/** What was read and how, everything that is wrong, every change; and the button that writes them. */
export function SheetPreviewForm({ preview, hidden, action, isPending }: Props) {
  const { table, source, sheet, sheets, lockVersion, seen, errors, warnings, changes, canWrite } = preview;
  return (
    <SheetPreviewFrame action={action} isPending={isPending}>
      {hidden}
      <input type="hidden" name="table" value={table} />
      <input type="hidden" name="source" value={source} />
      <input type="hidden" name="sheets" value={sheets.join("\n")} />
      <input type="hidden" name="lockVersion" value={lockVersion} />
      <input type="hidden" name="seen" value={seen} />
      <section className="panel pad sheet-reading" aria-labelledby="cach-doc">
        <h2 id="cach-doc" className="h3">
          Cách đọc bảng
        </h2>
        <p className="quiet">
          {source}
          {sheet !== "" && `, trang tính “${sheet}”`}.{" "}
          {preview.isRemembered && "Tiêu đề này đã gặp: đọc theo cách đã nhớ."}
        </p>
        <SheetColumnsField preview={preview} />
        <div className="sheet-acts">
          <Button name="intent" value="look">
            Đọc lại theo cách này
          </Button>
          {preview.canRemember ? (
            <label className="sheet-remember">
              <input type="checkbox" name="remember" defaultChecked={preview.isRemembered} /> Nhớ cách đọc này
            </label>
          ) : (
            <span className="quiet">Bảng không có tiêu đề nên không nhớ cách đọc cho lần sau.</span>
          )}
        </div>
      </section>
      <SheetIssues kind="error" title="Sửa trong bảng rồi tải lên hoặc dán lại" issues={errors} />
      <SheetIssues
        kind="warning"
        title={`${formatCount(BigInt(preview.warningCount))} điều cần xem lại, vẫn ghi được`}
        issues={warnings}
      />
      {changes.length > 0 && <SheetChanges preview={preview} />}
      {canWrite && (
        <div className="submit-bar sheet-write">
          <p>
            <span>
              <b>{changes.length}</b> số sẽ ghi vào dự thảo của <b>{preview.units}</b> nơi nhận.
            </span>
          </p>
          <Button primary name="intent" value="write">
            Ghi vào dự thảo
          </Button>
        </div>
      )}
    </SheetPreviewFrame>
  );
}

type ChangesProps = { preview: Pick<SheetPreview, "changes" | "unchanged"> };

export function SheetChanges({ preview: { changes, unchanged } }: ChangesProps) {
  const hasGrowth = changes.some(({ said }) => said !== null);
  const note = unchanged > 0 ? `${unchanged} số khác trong bảng giống dự thảo.` : "Trước, sau trong dự thảo.";
  return (
    <TableBox as="h2" title={`${changes.length} thay đổi`} note={note} label="Bảng thay đổi">
      <table className="data flat sheet-changes">
        <thead>
          <tr>
            <th scope="col">Nơi nhận</th>
            <th scope="col" className="n">
              Trước
            </th>
            <th scope="col" className="n">
              Sau
            </th>
            {hasGrowth && (
              <>
                <th scope="col" className="n">
                  Thực hiện
                  <small>theo bảng</small>
                </th>
                <th scope="col" className="n">
                  Tăng thêm
                  <small>so với thực hiện</small>
                </th>
              </>
            )}
            <th scope="col">Chỉ tiêu</th>
            <th scope="col">Ô</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ cell, unit, target, before, after, said }) => (
            <tr key={cell}>
              <th scope="row">{unit}</th>
              <td className="n">{before}</td>
              <td className="n">
                <b>{after}</b>
              </td>
              {hasGrowth && (
                <>
                  <td className="n">{said?.base ?? NO_VALUE}</td>
                  <td className="n">{said?.growth ?? NO_VALUE}</td>
                </>
              )}
              <td>{target}</td>
              <td>{cell}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
