import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listOwedSubmissions, listSentSubmissions } from "@/lib/data/entry-list";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { can, rightsOf, type Actor } from "@/lib/domain/policy";
import { GridLink } from "./grid-link";
import { OwedTable, SentTable } from "./own-submissions";
import { WaitingForms } from "./waiting-forms";

export const metadata: Metadata = { title: "Nhập số liệu" };

const PAGE = 12;
const OWED = 200;
const pageSchema = z.coerce.number().int().min(1).max(1000).catch(1);

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function EntryListPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "submission.enter", { path: actor.unit.path })) notFound();
  const page = pageSchema.parse((await searchParams).page ?? 1);
  const today = dayInVietnam(new Date());
  const [owed, sent] = await Promise.all([
    listOwedSubmissions(actor, today, OWED),
    listSentSubmissions(actor, today, { offset: (page - 1) * PAGE, limit: PAGE + 1 }),
  ]);
  const newest = owed[0] ?? sent[0];
  const mayUseGrid = can(actor, "submission.reopen", { path: actor.unit.path });
  return (
    <>
      <PageHeader
        title="Nhập số liệu"
        asOf={`${actor.unit.name}. Hôm nay ${formatDay(today)}.`}
        controls={
          <>
            {newest && mayUseGrid && <GridLink provinceId={newest.provinceId} period={newest.periodId} />}
            <BookLinks unit={actor.unit} period={owed[0]?.periodId} />
          </>
        }
      />
      <WaitingForms typist={rightsOf(actor)} />
      {owed.length > 0 ? (
        <OwedTable rows={owed} today={today} />
      ) : (
        <EmptyState
          title="Không có biểu nào phải nhập"
          action={<ButtonLink href={`/units/${actor.unit.id}`}>Xem số liệu của đơn vị</ButtonLink>}
        >
          Biểu của kỳ sau có ở đây khi Trung ương mở kỳ.
        </EmptyState>
      )}
      {sent.length > 0 && <SentTable rows={sent.slice(0, PAGE)} />}
      {(page > 1 || sent.length > PAGE) && (
        <nav className="pages" aria-label="Trang">
          {page > 1 && <Link href={`/entry?page=${page - 1}`}>Mới hơn</Link>}
          {sent.length > PAGE && <Link href={`/entry?page=${page + 1}`}>Cũ hơn</Link>}
        </nav>
      )}
    </>
  );
}

/** Whole provinces and old months come from spreadsheets. */
function BookLinks({ unit: { id, level }, period }: { unit: Actor["unit"]; period: PeriodId | undefined }) {
  return (
    <p className="entry-books">
      {level === "province" && period && (
        <ButtonLink href={`/entry/${id}/${period}/sheet`}>Cả tỉnh từ Excel</ButtonLink>
      )}
      <ButtonLink href={`/entry/${id}/sheets`}>Biểu cũ từ Excel</ButtonLink>
    </p>
  );
}
