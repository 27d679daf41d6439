import type { Metadata } from "next";
import type { SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listUnitPeriods } from "@/lib/data/dashboard-periods";
import { listNotes, listNoticeUnits, NOTICE_LIMIT, type Note } from "@/lib/data/notices";
import { formatInstant } from "@/lib/domain/day";
import { allowedNoticeEvents, mayWriteNote, NOTE_KINDS } from "@/lib/domain/notice";
import { periodKind, periodName, periodTitle } from "@/lib/domain/period";
import { isWithin, type Actor } from "@/lib/domain/policy";
import { NOTE_KIND_LABELS, NOTICE_STATUS_LABELS } from "@/lib/labels";
import { decideNoteAction } from "@/app/(app)/campaigns/notice-actions";
import { NoticeDecideForm } from "@/app/(app)/campaigns/notice-decide-form";
import { readNoticeUnit } from "@/app/(app)/campaigns/notice-unit";
import { decidedWords, listedWords } from "@/app/(app)/campaigns/notice-words";
import { NoticesHead } from "@/app/(app)/campaigns/notices-head";
import { NoteForm } from "./note-form";

type Props = { searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Mô hình hay, biểu dương, nhắc nhở" };

const PATH = "/campaigns/notes";

export default async function NotesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { unit, ancestors } = await readNoticeUnit(actor, await searchParams);
  const [notes, units, periods] = await Promise.all([
    listNotes(actor, unit),
    listNoticeUnits(actor),
    listUnitPeriods(unit),
  ]);
  const writable = units.filter((one) => isWithin([unit.path], one.path) && mayWriteNote(actor, one));
  const months = periods.filter(({ id }) => periodKind(id) === "month");
  return (
    <>
      <NoticesHead title="Mô hình hay, biểu dương, nhắc nhở" unit={unit} ancestors={ancestors} path={PATH}>
        Ghi chú về đơn vị theo tháng. Chỉ hiện cho người khác sau khi một người khác duyệt đăng.
      </NoticesHead>
      {notes.length === 0 && (
        <EmptyState title="Chưa có ghi chú nào">
          Cán bộ nhập số liệu, quản lý tỉnh viết; quản lý khác hoặc Trung ương duyệt đăng.
        </EmptyState>
      )}
      {notes.length > 0 && (
        <>
          <p className="quiet">{listedWords(notes.length, NOTICE_LIMIT, "ghi chú")}; chờ duyệt đứng trước.</p>
          <ul className="notice-list">
            {notes.map((note) => (
              <NoteItem key={note.id} note={note} actor={actor} />
            ))}
          </ul>
        </>
      )}
      {writable.length > 0 && months.length > 0 && (
        <NoteForm
          units={writable.map(({ id, name }) => ({ id, name }))}
          current={unit.id}
          periods={months.map(({ id }) => ({ id, label: periodTitle(id) }))}
          kinds={NOTE_KINDS.map((kind) => ({ kind, label: NOTE_KIND_LABELS[kind] }))}
        />
      )}
    </>
  );
}

function NoteItem({ note, actor }: { note: Note; actor: Actor }) {
  const { kind, unitName, period, body, status, author, at } = note;
  const name = `${NOTE_KIND_LABELS[kind]}, ${unitName}, ${periodName(period)}`;
  return (
    <li className="panel pad">
      <h2 className="h3">
        {name} {status !== "published" && <Badge kind="provisional">{NOTICE_STATUS_LABELS[status]}</Badge>}
      </h2>
      <p className="notice-body">{body}</p>
      <p className="notice-by">
        {author} viết lúc {formatInstant(at)}. {decidedWords(note)}
      </p>
      <NoticeDecideForm
        action={decideNoteAction}
        province={note.provinceId}
        id={note.id}
        name={name}
        events={allowedNoticeEvents(note, actor, "note.approve")}
      />
    </li>
  );
}
