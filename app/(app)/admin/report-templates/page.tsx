import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { getReportFacts } from "@/lib/data/report";
import { findSampleUnits } from "@/lib/data/report-samples";
import { listReportTemplates, listTemplateVersions } from "@/lib/data/report-templates";
import { dayInVietnam, formatInstant } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { periodName } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { REPORT_SCOPES, type ReportScope } from "@/lib/domain/report-facts";
import { fieldsOf, SENTENCES, sentencesOf, type SentenceId } from "@/lib/domain/report-sentences";
import { previewsOf } from "@/lib/domain/report-template-form";
import { REPORT_SCOPE_LABELS } from "@/lib/labels";
import { TemplateForm } from "./template-form";

export const metadata: Metadata = { title: "Mẫu câu báo cáo" };

type Props = { searchParams: Promise<SearchParams> };

const href = (scope: ReportScope, sentence: SentenceId, unit: string | null = null) =>
  `/admin/report-templates?${new URLSearchParams({ scope, sentence, ...(unit === null ? {} : { unit }) })}`;

/** The sentences of reports: one is edited at a time, beside what it says of a real unit. */
export default async function ReportTemplatesPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "report.template", { path: "/vn/" })) notFound();
  const search = await searchParams;
  const scope = REPORT_SCOPES.find((one) => one === firstOf(search.scope)) ?? "province";
  const ids = sentencesOf(scope);
  const sentence = ids.find((one) => one === firstOf(search.sentence)) ?? "bhyt";
  const samples = await findSampleUnits(scope, dayInVietnam(new Date()));
  const unit = samples.find(({ id }) => id === firstOf(search.unit)) ?? samples[0];
  const [templates, versions, facts] = await Promise.all([
    listReportTemplates(scope),
    listTemplateVersions(scope, sentence),
    unit ? getReportFacts(actor, unit.id, null) : null,
  ]);
  const edited = templates.filter((one) => ids.includes(one.sentence) && !one.isStandard).length;
  const chosen = templates.find((one) => one.sentence === sentence);
  return (
    <>
      <PageHeader
        title="Mẫu câu báo cáo"
        asOf={`Câu của ${REPORT_SCOPE_LABELS[scope].toLocaleLowerCase("vi")}: ${edited}/${ids.length} câu đã sửa, còn lại là câu chuẩn. Báo cáo đã ban hành không đổi.`}
      />
      <nav className="template-scopes" aria-label="Báo cáo của">
        {REPORT_SCOPES.map((one) => (
          <Link
            key={one}
            href={href(one, sentencesOf(one).includes(sentence) ? sentence : "bhyt")}
            {...(one === scope ? { "aria-current": "page" as const } : {})}
            prefetch={false}
          >
            {REPORT_SCOPE_LABELS[one]}
          </Link>
        ))}
      </nav>
      <div className="split templates">
        <section className="panel pad" aria-labelledby="edit">
          <h2 id="edit" className="h3">
            {SENTENCES[sentence].name}
          </h2>
          {samples.length > 1 && unit && (
            <SampleForm scope={scope} sentence={sentence} samples={samples} unit={unit.id} />
          )}
          {chosen && facts ? (
            <TemplateForm
              key={`${scope} ${sentence} ${facts.unit.id}`}
              scope={scope}
              sentence={sentence}
              text={chosen.template.text}
              style={chosen.template.style}
              version={chosen.version}
              isStandard={chosen.isStandard}
              fields={fieldsOf(sentence)}
              previews={previewsOf(sentence, facts)}
              of={`${unitTitle(facts.unit)}, ${periodName(facts.context.period)}`}
            />
          ) : (
            <EmptyState title="Chưa có kỳ số liệu nào để xem trước">
              Mở một kỳ số liệu trước, rồi sửa mẫu câu.
            </EmptyState>
          )}
        </section>
        <div className="side-forms">
          <nav className="panel pad" aria-label="Các câu">
            <ul className="template-list">
              {ids.map((id) => (
                <li key={id}>
                  <Link
                    href={href(scope, id, unit?.id ?? null)}
                    {...(id === sentence ? { "aria-current": "page" as const } : {})}
                    prefetch={false}
                  >
                    {SENTENCES[id].name}
                  </Link>{" "}
                  {templates.some((one) => one.sentence === id && !one.isStandard) && (
                    <Badge kind="corrected">đã sửa</Badge>
                  )}
                </li>
              ))}
            </ul>
          </nav>
          <section className="panel pad" aria-labelledby="versions">
            <h2 id="versions" className="h3">
              Các bản của câu này
            </h2>
            {versions.length === 0 ? (
              <p className="quiet">Câu chuẩn, chưa ai sửa.</p>
            ) : (
              <ol className="report-editions">
                {versions.map(({ version, text, at, by }) => (
                  <li key={version}>
                    {text === null ? "Về câu chuẩn" : text}
                    <span>
                      Bản {version}, {by}, {formatInstant(at)}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </section>
        </div>
      </div>
    </>
  );
}

type SampleProps = {
  scope: ReportScope;
  sentence: SentenceId;
  samples: readonly { id: string; name: string }[];
  unit: string;
};

/** Whose numbers the preview is of; a plain form. */
function SampleForm({ scope, sentence, samples, unit }: SampleProps) {
  return (
    <form className="template-sample" action="/admin/report-templates" method="get">
      <input type="hidden" name="scope" value={scope} />
      <input type="hidden" name="sentence" value={sentence} />
      <label htmlFor="sample">Xem trước với</label>
      <select id="sample" name="unit" className="input" defaultValue={unit} key={unit}>
        {samples.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button className="button" type="submit">
        Xem
      </button>
    </form>
  );
}
