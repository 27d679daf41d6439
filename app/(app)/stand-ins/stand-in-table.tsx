"use client";

import { useId } from "react";
import { StartStandInForm } from "@/app/(app)/start-stand-in-form";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { useFormAction } from "@/components/ui/use-form-action";
import { revokeStandInAction } from "./actions";

type Row = {
  id: string;
  absent: string;
  absentPlace: string;
  standIn: string;
  standInPlace: string;
  days: string;
  reason: string;
  createdBy: string;
  note: string | null;
  mayRevoke: boolean;
  mayStart: boolean;
};

type Section = { title: string; rows: readonly Row[] };

/** The lists with the answer of the last revocation above them: the row it was pressed in has moved to another one. */
export function StandInTables({ sections }: { sections: readonly Section[] }) {
  const [state, action] = useFormAction(revokeStandInAction);
  return (
    <>
      <FormMessage state={state} />
      {sections.map(
        ({ title, rows }) =>
          rows.length > 0 && <StandInTable key={title} title={title} rows={rows} action={action} />,
      )}
    </>
  );
}

function StandInTable({ title, rows, action }: Section & { action: (form: FormData) => void }) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="table-head">
        <h2 id={id} className="h3">
          {title}
        </h2>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={`Bảng ủy quyền: ${title}`}>
        <table className="data flat stand-in-table">
          <thead>
            <tr>
              <th scope="col">Người vắng</th>
              <th scope="col">Người làm thay</th>
              <th scope="col">Thời gian</th>
              <th scope="col">Lý do</th>
              <th scope="col">
                <span className="sr">Việc</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.absent}
                  <small>{row.absentPlace}</small>
                </th>
                <td>
                  {row.standIn}
                  <small>{row.standInPlace}</small>
                </td>
                <td>
                  {row.days}
                  {row.note && <small>{row.note}</small>}
                </td>
                <td className="words">
                  {row.reason}
                  <small>{row.createdBy} lập</small>
                </td>
                <td>
                  <div className="acts">
                    {row.mayStart && <StartStandInForm id={row.id} name={row.absent} />}
                    {row.mayRevoke && (
                      <form action={action}>
                        <input type="hidden" name="id" value={row.id} />
                        <Button aria-label={`Thu hồi ủy quyền của ${row.absent}`}>Thu hồi</Button>
                      </form>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
