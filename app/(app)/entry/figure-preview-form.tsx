import type { ReactNode } from "react";
import { SheetIssues } from "@/components/sheet/sheet-issues";
import { SheetPreviewFrame } from "@/components/sheet/sheet-preview-frame";
import { Button } from "@/components/ui/button";
import { TableBox } from "@/components/ui/table";
import { formatCount } from "@/lib/domain/number";
import type { FigurePreview, PreviewFigure } from "./figure-preview-state";

type Props = {
  preview: FigurePreview;
  hidden: ReactNode;
  action: (form: FormData) => void;
  isPending: boolean;
  /** How the columns were read, where that is asked. */
  reading?: ReactNode;
};

const count = (value: number) => formatCount(BigInt(value));

/** Everything that is wrong, every change; and the button that writes them. */
export function FigurePreviewForm({ preview, hidden, action, isPending, reading }: Props) {
  const { carried, seen, errors, warnings, overtaken, canWrite } = preview;
  return (
    <SheetPreviewFrame action={action} isPending={isPending}>
      {hidden}
      {Object.entries({ ...carried, seen }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {reading}
      <SheetIssues kind="error" title="Sửa trong bảng rồi tải lên hoặc dán lại" issues={errors} />
      <SheetIssues
        kind="warning"
        title={`${overtaken.length} ô có người sửa sau lần xem trước`}
        issues={overtaken}
      />
      <SheetIssues
        kind="warning"
        title={`${count(preview.warningCount)} điều cần xem lại; vẫn ghi được, khi gửi duyệt phải giải thích`}
        issues={warnings}
      />
      {preview.count > 0 && <Changes preview={preview} />}
      {canWrite && (
        <div className="submit-bar sheet-write">
          <p>
            <span>
              <b>{count(preview.count)}</b> số sẽ ghi vào biểu của <b>{count(preview.units)}</b> đơn vị
              {preview.periods > 1 && (
                <>
                  , <b>{count(preview.periods)}</b> kỳ
                </>
              )}
              .
            </span>
          </p>
          <Button primary name="intent" value="write">
            Ghi vào biểu
          </Button>
        </div>
      )}
    </SheetPreviewFrame>
  );
}

function noteOf({ unchanged, kept, count: all, changes }: FigurePreview): string {
  const parts = [
    unchanged > 0 && `${count(unchanged)} số khác trong bảng giống biểu.`,
    kept > 0 && `${count(kept)} ô trống giữ số đang có.`,
    all > changes.length && `Kê ${count(changes.length)} thay đổi đầu.`,
  ];
  return parts.filter(Boolean).join(" ") || "Trước, sau trong biểu.";
}

function Changes({ preview }: { preview: FigurePreview }) {
  const { changes, periods, namesUnits: hasUnits } = preview;
  return (
    <TableBox as="h2" title={`${count(preview.count)} thay đổi`} note={noteOf(preview)} label="Bảng thay đổi">
      <table className="data flat sheet-changes">
        <thead>
          <tr>
            <th scope="col">{hasUnits ? "Đơn vị" : "Chỉ tiêu"}</th>
            {periods > 1 && <th scope="col">Kỳ</th>}
            {hasUnits && <th scope="col">Chỉ tiêu</th>}
            <th scope="col" className="n">
              Đang có
            </th>
            <th scope="col" className="n">
              Sẽ ghi
            </th>
            <th scope="col" className="n">
              So với tháng trước
            </th>
            <th scope="col">Ô</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <ChangeRow key={change.key} change={change} hasUnits={hasUnits} hasPeriods={periods > 1} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function ChangeRow({
  change,
  hasUnits,
  hasPeriods,
}: {
  change: PreviewFigure;
  hasUnits: boolean;
  hasPeriods: boolean;
}) {
  const { unit, period, indicator, before, after, jump, note, cell } = change;
  return (
    <tr>
      <th scope="row">{hasUnits ? unit : indicator}</th>
      {hasPeriods && <td>{period}</td>}
      {hasUnits && <td>{indicator}</td>}
      <td className="n">{before}</td>
      <td className="n">
        <b>{after}</b>
        {note && <small>ghi chú: {note}</small>}
      </td>
      <td className="n">{jump}</td>
      <td>{cell}</td>
    </tr>
  );
}
