import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import {
  listAuditEntries,
  listAuditProvinces,
  splitSubject,
  type AuditProvince,
} from "@/lib/data/audit-list";
import { formatCount } from "@/lib/domain/number";
import { can } from "@/lib/domain/policy";
import { AuditFilter } from "./audit-filter";
import { AuditTable } from "./audit-table";
import { auditExportHref, auditHref, isFiltered, parseAuditSelection, toFilter } from "./selection";

export const metadata: Metadata = { title: "Nhật ký" };

const PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who changed what, when, from what, to what and why: of the provinces that this person answers for. */
export default async function AuditPage({ searchParams }: Props) {
  const actor = await requireActor();
  const selection = parseAuditSelection(await searchParams);
  const provinces = await listAuditProvinces(actor);
  const isUnknown = selection.province !== null && !provinces.some(({ id }) => id === selection.province);
  if (provinces.length === 0 || isUnknown) notFound();
  const { entries, next } = await listAuditEntries(actor, toFilter(selection), {
    after: selection.after,
    limit: PAGE,
  });
  const may = {
    readsSubmissions: can(actor, "submission.approve", {
      path: actor.unit.path,
      contributors: [],
      centralApproves: true,
    }),
    readsTargets: can(actor, "target.read", actor.unit),
  };
  return (
    <>
      <PageHeader
        title="Nhật ký"
        asOf={chainWords(provinces, selection.province)}
        controls={
          <div className="acts">
            <a className="button" href={auditExportHref(selection, "xlsx")}>
              Tải Excel
            </a>
            <a className="button" href={auditExportHref(selection, "csv")}>
              Tải CSV
            </a>
          </div>
        }
      />
      <AuditFilter selection={selection} provinces={provinces} />
      {entries.length === 0 ? (
        <EmptyState title="Không có mục nào">
          {isFiltered(selection)
            ? "Không có mục nào theo bộ lọc này. Bỏ bớt điều kiện lọc."
            : "Chưa ghi nhận thay đổi nào trong phạm vi của tài khoản."}
        </EmptyState>
      ) : (
        <AuditTable
          entries={entries}
          indicator={selection.subject === null ? null : splitSubject(selection.subject).indicator}
          may={may}
          showsProvince={provinces.length > 1}
        />
      )}
      {(next !== null || selection.after !== null) && (
        <nav className="audit-pages" aria-label="Trang của nhật ký">
          {selection.after !== null && (
            <Link href={auditHref(selection)} prefetch={false}>
              Về đầu
            </Link>
          )}
          {next !== null && (
            <ButtonLink href={auditHref(selection, next)} prefetch={false}>
              Các mục cũ hơn
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}

/** "Đã nối chuỗi: Lâm Đồng đến mục 1.234." */
function chainWords(provinces: readonly AuditProvince[], chosen: string | null): string {
  const shown = chosen === null ? provinces : provinces.filter(({ id }) => id === chosen);
  const chained = shown.flatMap(({ name, head }) => (head === null ? [] : [{ name, head }]));
  const total = chained.reduce((sum, { head }) => sum + head, 0n);
  const [only] = chained;
  if (!only) return "Chưa có mục nào trong chuỗi.";
  if (chained.length === 1) return `Đã nối chuỗi: ${only.name}, đến mục ${formatCount(only.head)}.`;
  return `Đã nối chuỗi: ${formatCount(BigInt(chained.length))} chuỗi, ${formatCount(total)} mục.`;
}
