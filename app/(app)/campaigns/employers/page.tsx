import type { Metadata } from "next";
import type { SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/state";
import { TableBox } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { countNoticesWaiting } from "@/lib/data/notice-news";
import { listEmployerNotices, listNoticeUnits, NOTICE_LIMIT, type EmployerNotice } from "@/lib/data/notices";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { allowedNoticeEvents, EMPLOYER_KINDS, mayWriteEmployers } from "@/lib/domain/notice";
import { noticeAnchor } from "@/lib/domain/notice-news";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { isWithin, type Actor } from "@/lib/domain/policy";
import { EMPLOYER_KIND_LABELS, NOTICE_STATUS_LABELS } from "@/lib/labels";
import { decideEmployerAction } from "@/app/(app)/campaigns/notice-actions";
import { NoticeDecideForm } from "@/app/(app)/campaigns/notice-decide-form";
import { readNoticeUnit } from "@/app/(app)/campaigns/notice-unit";
import { NoticesWaitingLine } from "@/app/(app)/campaigns/notices-waiting";
import { decidedWords, listedWords } from "@/app/(app)/campaigns/notice-words";
import { NoticesHead } from "@/app/(app)/campaigns/notices-head";
import { EmployerForm } from "./employer-form";

type Props = { searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Đơn vị chậm đóng, vi phạm" };

const PATH = "/campaigns/employers";

export default async function EmployersPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { unit, ancestors } = await readNoticeUnit(actor, await searchParams);
  const [notices, units, waiting] = await Promise.all([
    listEmployerNotices(actor, unit),
    listNoticeUnits(actor),
    countNoticesWaiting(actor),
  ]);
  const writable = units.filter((one) => isWithin([unit.path], one.path) && mayWriteEmployers(actor, one));
  return (
    <>
      <NoticesHead title="Đơn vị chậm đóng, vi phạm" unit={unit} ancestors={ancestors} path={PATH}>
        Danh sách do tỉnh lập, kèm căn cứ pháp lý; chỉ hiện cho người khác sau khi một người khác duyệt đăng.
      </NoticesHead>
      <NoticesWaitingLine waiting={waiting} unit={actor.unit.id} />
      {notices.length === 0 ? (
        <EmptyState title="Chưa có đơn vị nào trong danh sách">
          Quản lý tỉnh lập danh sách; quản lý khác của tỉnh hoặc Trung ương duyệt đăng.
        </EmptyState>
      ) : (
        <TableBox
          as="h2"
          title={listedWords(notices.length, NOTICE_LIMIT, "dòng")}
          note="Chờ duyệt đứng trước, rồi đến đã đăng, không đăng, đã gỡ; trong mỗi nhóm, mới nhất đứng trước."
          label="Bảng đơn vị chậm đóng, vi phạm"
        >
          <table className="data units employers">
            <thead>
              <tr>
                <th scope="col">Đơn vị sử dụng lao động</th>
                <th scope="col">Loại</th>
                <th scope="col" className="n">
                  Số tiền<small>đồng</small>
                </th>
                <th scope="col" className="n">
                  Số tháng
                </th>
                <th scope="col">Đến ngày</th>
                <th scope="col">Căn cứ pháp lý</th>
                <th scope="col">Tình trạng</th>
              </tr>
            </thead>
            <tbody>
              {notices.map((notice) => (
                <EmployerRow key={notice.id} notice={notice} actor={actor} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {writable.length > 0 && (
        <EmployerForm
          units={writable.map(({ id, name }) => ({ id, name }))}
          today={dayInVietnam(new Date())}
          kinds={EMPLOYER_KINDS.map((kind) => ({ kind, label: EMPLOYER_KIND_LABELS[kind] }))}
        />
      )}
    </>
  );
}

function EmployerRow({ notice, actor }: { notice: EmployerNotice; actor: Actor }) {
  const { employer, employerCode, unitName, kind, amount, months, asOf, legalGround, status } = notice;
  return (
    <tr id={noticeAnchor(notice.id)}>
      <th scope="row">
        {employer}
        <small className="drive-of">
          {employerCode} · {unitName}
        </small>
      </th>
      <td>{EMPLOYER_KIND_LABELS[kind]}</td>
      <td className="n">{formatCount(amount)}</td>
      <td className="n">{months ?? NO_VALUE}</td>
      <td>{formatDay(asOf)}</td>
      <td className="ground">{legalGround}</td>
      <td className="ground">
        {status === "published" ? (
          NOTICE_STATUS_LABELS[status]
        ) : (
          <Badge kind="provisional">{NOTICE_STATUS_LABELS[status]}</Badge>
        )}
        <small className="drive-of">
          {notice.author} lập. {decidedWords(notice)}
        </small>
        <NoticeDecideForm
          action={decideEmployerAction}
          province={notice.provinceId}
          id={notice.id}
          name={employer}
          events={allowedNoticeEvents(notice, actor, "employer.approve")}
        />
      </td>
    </tr>
  );
}
