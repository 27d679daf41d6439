"use client";

import { SheetChooseForm } from "@/components/sheet/sheet-choose-form";
import { SheetIssues } from "@/components/sheet/sheet-issues";
import { SheetPreviewFrame } from "@/components/sheet/sheet-preview-frame";
import { useSheetAction } from "@/components/sheet/use-sheet-action";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TableBox } from "@/components/ui/table";
import { refusal } from "@/lib/form-state";
import { unitsExchangeAction } from "./actions";
import type { UnitsPreview } from "./units-state";

type Props = { on: string };

/** Two plain forms: one gives the units, the other shows which of ours they are and asks. */
export function UnitsExchangeForm({ on }: Props) {
  const [state, action, isPending] = useSheetAction<UnitsPreview>(unitsExchangeAction);
  const preview = state?.preview;
  const { errors, kept } = refusal(state);
  const lines = kept?.lines ?? preview?.lines;
  return (
    <>
      <SheetChooseForm
        state={state}
        action={action}
        isPending={isPending}
        hidden={null}
        source={{
          fileLabel: "Tệp organisationUnits",
          fileHint: "Tệp .json như DHIS2 xuất (Metadata export), lớn nhất 10 MB, không quá 20.000 đơn vị.",
          accept: ".json,application/json",
          sheets: [],
          sheet: "",
        }}
        options={
          <Field
            name="on"
            label="Đơn vị ở đây tại ngày"
            hint="Một mã có thể là đơn vị khác ở thời gian khác; đơn vị bên ngoài đã đóng trước ngày này bị bỏ qua."
            errors={errors?.on}
          >
            {(control) => <input {...control} className="input" type="date" defaultValue={kept?.on ?? on} />}
          </Field>
        }
        back={{ href: "/admin/exchange", label: "Xem bảng đổi mã" }}
      />
      {lines !== undefined && (
        <LinesForm
          key={`${state?.message} ${lines}`}
          preview={preview}
          lines={lines}
          seen={preview?.seen ?? kept?.seen ?? ""}
          action={action}
          isPending={isPending}
        />
      )}
    </>
  );
}

type LinesProps = {
  /** Not after a refusal: then there are only the lines as they were posted. */
  preview: UnitsPreview | undefined;
  lines: string;
  seen: string;
  action: (form: FormData) => void;
  isPending: boolean;
};

function LinesForm({ preview, lines, seen, action, isPending }: LinesProps) {
  const { matches = [], unclear = [], closed = 0 } = preview ?? {};
  return (
    <SheetPreviewFrame action={action} isPending={isPending}>
      <input type="hidden" name="seen" value={seen} />
      <SheetIssues kind="warning" title={`${unclear.length} đơn vị cần người xem`} issues={unclear} />
      {matches.length > 0 && <Matches matches={matches} closed={closed} />}
      {lines !== "" && (
        <>
          <div className="exchange-codes">
            <Field name="lines" label="Dòng sẽ thêm" hint="Bỏ dòng nào không đúng trước khi ghi.">
              {(control) => (
                <textarea {...control} rows={8} spellCheck={false} autoComplete="off" defaultValue={lines} />
              )}
            </Field>
          </div>
          <div className="submit-bar sheet-write">
            <p>
              <span>Đơn vị ở đây không đổi; chỉ thêm dòng vào bảng đổi mã.</span>
            </p>
            <Button primary name="intent" value="write">
              Ghi vào bảng đổi mã
            </Button>
          </div>
        </>
      )}
    </SheetPreviewFrame>
  );
}

function Matches({ matches, closed }: Pick<UnitsPreview, "matches" | "closed">) {
  const note = closed > 0 ? `${closed} đơn vị bên ngoài đã đóng, bỏ qua.` : "Đơn vị ở đây không đổi.";
  return (
    <TableBox as="h2" title={`${matches.length} đơn vị khớp`} note={note} label="Bảng đơn vị khớp">
      <table className="data flat">
        <thead>
          <tr>
            <th scope="col">Bên ngoài</th>
            <th scope="col">Mã bên ngoài</th>
            <th scope="col">Đơn vị ở đây</th>
            <th scope="col">Mã</th>
            <th scope="col">Khớp theo</th>
          </tr>
        </thead>
        <tbody>
          {matches.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              <td>{one.id}</td>
              <td>{one.unit}</td>
              <td>{one.code}</td>
              <td>
                {one.by === "code" ? "mã" : "tên"}
                {one.note !== null && <small className="quiet">: {one.note}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
