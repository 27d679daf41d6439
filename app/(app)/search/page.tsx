import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/ui/state";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { find } from "./find";
import { searchQuerySchema } from "./schemas";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Tìm" };

/** The same search as the palette's, as a plain form: where there is no JavaScript the button in the top bar leads here. */
export default async function SearchPage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = searchQuerySchema.catch({ q: "" }).parse(await searchParams);
  const { groups } = await find(actor, asked, new Date());
  return (
    <>
      <PageHeader title="Tìm đơn vị, kỳ, màn hình" />
      <form className="panel search-form" method="get" action="/search" role="search">
        <label htmlFor="q">Tên, chữ cái đầu, mã hoặc tháng</label>
        <div>
          <input
            className="input"
            id="q"
            name="q"
            type="search"
            maxLength={100}
            defaultValue={asked.q}
            autoComplete="off"
            aria-describedby="q-hint"
          />
          <button className="button primary" type="submit">
            Tìm
          </button>
        </div>
        <p className="hint" id="q-hint">
          Không cần gõ dấu. Ví dụ: “tth”, “lam dong 10/2025”, “duyệt”.
        </p>
        {asked.at && <input type="hidden" name="at" value={asked.at} />}
      </form>
      {groups.length === 0 ? (
        <EmptyState title={`Không có kết quả cho “${asked.q}”`}>
          Tìm theo tên đơn vị, mã, tháng (10/2025) hoặc tên màn hình, trong phạm vi của tài khoản.
        </EmptyState>
      ) : (
        groups.map(({ title, results }) => (
          <section key={title} className="panel search-group">
            <h2 className="h3">{title}</h2>
            <ul>
              {results.map(({ href, title: name, detail }) => (
                <li key={href}>
                  <Link href={href} prefetch={false}>
                    {name}
                  </Link>
                  {detail && <small>{detail}</small>}
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}
