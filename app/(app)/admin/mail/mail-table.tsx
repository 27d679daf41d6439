"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { TableBox } from "@/components/ui/table";
import type { MailState } from "@/lib/domain/mail";
import { MAIL_STATE_LABELS } from "@/lib/labels";
import { NO_VALUE } from "@/lib/domain/number";
import { retryMailAction } from "./actions";

export type MailItem = {
  id: string;
  subject: string;
  displayName: string;
  recipient: string;
  state: MailState;
  attempts: number;
  created: string;
  nextAttempt: string | null;
  lastError: string | null;
};

const mayRetry = ({ state }: MailItem) => state === "failed" || state === "unknown";

function MailWords({ mail }: { mail: MailItem }) {
  return (
    <td className="mail-words">
      {mail.lastError ?? NO_VALUE}
      {mail.nextAttempt && mail.state === "failed" && <small>Tự gửi lại lúc {mail.nextAttempt}</small>}
      {mail.state === "unknown" && <small>Gửi lại thì người nhận có thể có hai thư giống nhau</small>}
    </td>
  );
}

/** What became of each mail; what was refused or is unknown can be sent again by hand. */
export function MailTable({ mails }: { mails: readonly MailItem[] }) {
  const [state, action] = useActionState(retryMailAction, null);
  return (
    <>
      <FormMessage state={state} />
      <TableBox
        as="h2"
        title="Các thư"
        label="Các thư"
        note={mails.length === 0 ? "Không có thư nào." : "Mới nhất ở trên."}
      >
        {mails.length > 0 && (
          <table className="data flat mails">
            <thead>
              <tr>
                <th scope="col">Thư</th>
                <th scope="col">Người nhận</th>
                <th scope="col">Lập lúc</th>
                <th scope="col">Trạng thái</th>
                <th scope="col" className="n">
                  Số lần gửi
                </th>
                <th scope="col">Lỗi gần nhất</th>
                <th scope="col">
                  <span className="sr">Gửi lại</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <tr key={mail.id}>
                  <th scope="row">{mail.subject}</th>
                  <td>
                    {mail.displayName}
                    <small>{mail.recipient}</small>
                  </td>
                  <td>{mail.created}</td>
                  <td>{MAIL_STATE_LABELS[mail.state]}</td>
                  <td className="n">{mail.attempts}</td>
                  <MailWords mail={mail} />
                  <td>
                    {mayRetry(mail) && (
                      <form action={action}>
                        <input type="hidden" name="id" value={mail.id} />
                        <Button aria-label={`Gửi lại thư cho ${mail.displayName}`}>Gửi lại</Button>
                      </form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableBox>
    </>
  );
}
