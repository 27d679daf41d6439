import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SaidHere } from "@/components/ui/said-here";
import { requireActor } from "@/lib/auth/session";
import { listMailReaders, listMailUnits, listReportMails, type ReportMailRow } from "@/lib/data/report-mails";
import { formatInstant } from "@/lib/domain/day";
import { periodName } from "@/lib/domain/period";
import { REPORT_MAIL_HOUR, ruleWords } from "@/lib/domain/report-mail";
import { mailServer } from "@/lib/worker/mail-server";
import { EndMailForm } from "./end-mail-form";
import { NewMailForm } from "./new-mail-form";

export const metadata: Metadata = { title: "Gửi báo cáo theo lịch" };

type Props = { searchParams: Promise<SearchParams> };

/** Whose report goes to whom by itself, and when; set by those who answer for the unit. */
export default async function ReportMailsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const units = await listMailUnits(actor, now);
  const wanted = firstOf((await searchParams).unit);
  const unit = wanted === undefined ? units[0] : units.find(({ id }) => id === wanted);
  if (!unit) notFound();
  const [mails, readers] = await Promise.all([listReportMails(actor), listMailReaders(actor, unit, now)]);
  return (
    <>
      <PageHeader
        title="Gửi báo cáo theo lịch"
        crumbs={[{ label: "Báo cáo", href: "/reports" }]}
        asOf={`${mails.length} lịch đang chạy. Thư đi lúc ${REPORT_MAIL_HOUR} giờ, mang bản tóm tắt của kỳ mới nhất có số liệu; ai không còn quyền xem đơn vị thì không nhận.`}
      />
      {!mailServer() && (
        <Notice kind="warning" title="Chưa đặt máy chủ thư">
          Lịch vẫn ghi được; thư chỉ đi sau khi người quản trị đặt máy chủ thư.
        </Notice>
      )}
      <SaidHere>
        <div className="split exchange">
          <section className="panel" aria-labelledby="lich">
            <h2 id="lich" className="h3 api-part">
              Đang chạy
            </h2>

            {mails.length === 0 ? (
              <p className="quiet api-part">Chưa có lịch gửi nào.</p>
            ) : (
              <div className="scroll" tabIndex={0} role="region" aria-label="Lịch gửi">
                <table className="data flat report-mails">
                  <thead>
                    <tr>
                      <th scope="col">Báo cáo</th>
                      <th scope="col">Gửi</th>
                      <th scope="col">Người nhận</th>
                      <th scope="col">Lần cuối</th>
                      <th scope="col">
                        <span className="sr">Dừng</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {mails.map((mail) => (
                      <MailRow key={mail.id} mail={mail} />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </section>
          <section className="panel pad" aria-labelledby="them">
            <h2 id="them" className="h3">
              Đặt lịch mới
            </h2>
            <form className="stacked exchange-form" method="get" aria-label="Chọn đơn vị">
              <SelectField
                name="unit"
                label="Báo cáo của"
                form="chosen"
                options={units.map(({ id, name }) => [id, name])}
                value={unit.id}
              />
              <div className="acts">
                <Button>Chọn đơn vị</Button>
              </div>
            </form>
            <NewMailForm key={unit.id} unit={{ id: unit.id, name: unit.name }} readers={readers} />
          </section>
        </div>
      </SaidHere>
    </>
  );
}

function MailRow({ mail }: { mail: ReportMailRow }) {
  const { id, unitName, recipients, last } = mail;
  return (
    <tr>
      <th scope="row">{unitName}</th>
      <td>{ruleWords(mail)}</td>
      <td className="report-mail-people">{recipients.join(", ")}</td>
      <td>
        {last === null
          ? "chưa gửi"
          : `${formatInstant(last.doneAt)}, ${periodName(last.periodId)}, ${last.mails} thư`}
      </td>
      <td>
        <EndMailForm id={id} label={`${unitName}, ${ruleWords(mail)}`} />
      </td>
    </tr>
  );
}
