import type { Metadata } from "next";
import { openApi, type OpenApiOperation, type Parameter } from "@/app/api/v1/openapi";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Mô tả API" };

/** The API as programs see it, from the same description that they fetch. */
export default async function ApiDocsPage() {
  await requireActor();
  const { paths, info } = openApi(env.APP_URL);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return (
    <>
      <PageHeader
        title="Mô tả API"
        crumbs={[{ label: "Trao đổi dữ liệu", href: "/exchange" }]}
        asOf={info.description}
        controls={
          <a className="button" href="/api/v1/openapi.json" download="bao-phu-openapi.json">
            Tải OpenAPI 3.1
          </a>
        }
      />
      <nav className="panel pad" aria-labelledby="muc-luc">
        <h2 id="muc-luc" className="h3">
          {operations.length} yêu cầu
        </h2>
        <ul className="api-list">
          {operations.map(({ path, method, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`}>
                <code>
                  {method} {path}
                </code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((one) => (
        <OperationPanel key={one.operation.operationId} {...one} />
      ))}
    </>
  );
}

type Props = { path: string; method: string; operation: OpenApiOperation };

function OperationPanel({ path, method, operation }: Props) {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  return (
    <section className="panel api-operation" aria-labelledby={operationId}>
      <div className="api-part">
        <h2 id={operationId} className="h3">
          <code>
            {method} {path}
          </code>
        </h2>
        <p>{summary}.</p>
      </div>
      {parameters.length > 0 && (
        <Parameters parameters={parameters} label={`Tham số của ${method} ${path}`} />
      )}
      <div className="api-part">
        {requestBody && <Contents title="Gửi" content={requestBody.content} />}
        <Contents title="Trả lời 200" content={responses["200"]?.content ?? {}} />
        <p className="quiet">
          {Object.entries(responses)
            .filter(([status]) => status !== "200")
            .map(([status, { description }]) => `${status}: ${description}`)
            .join(". ")}
          .
        </p>
      </div>
    </section>
  );
}

function Parameters({ parameters, label }: { parameters: readonly Parameter[]; label: string }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="data flat narrow-cards">
        <thead>
          <tr>
            <th scope="col">Tham số</th>
            <th scope="col">Ở</th>
            <th scope="col">Bắt buộc</th>
            <th scope="col">Là</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, in: place, required, description, schema }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td data-l="Ở">{place === "path" ? "địa chỉ" : "câu hỏi"}</td>
              <td data-l="Bắt buộc">{required ? "có" : "không"}</td>
              <td className="api-what" data-l="Là">
                {[description, wordsOf(schema)].filter(Boolean).join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What of a schema people ask first: the choices and what holds without one. */
function wordsOf(schema: Readonly<Record<string, unknown>>): string {
  const parts = Array.isArray(schema.anyOf) ? (schema.anyOf as Record<string, unknown>[]) : [schema];
  const choices = parts.flatMap((one) =>
    Array.isArray(one.enum) ? one.enum : "const" in one ? [one.const] : [],
  );
  const type = parts[0]?.type === "array" ? "danh sách" : "";
  const usual = parts.map((one) => one.default).find((one) => one !== undefined);
  return [choices.join(", ") || type, usual === undefined ? "" : `mặc định ${String(usual)}`]
    .filter((words) => words !== "")
    .join("; ");
}

type ContentsProps = {
  title: string;
  content: Readonly<Record<string, { schema: Record<string, unknown> }>>;
};

function Contents({ title, content }: ContentsProps) {
  return Object.entries(content).map(([type, { schema }]) =>
    schema.format === "binary" ? (
      <p key={type}>
        {title}: tệp <code>{type}</code>
      </p>
    ) : (
      <details key={type} className="api-schema">
        <summary>
          {title}: <code>{type}</code>
        </summary>
        <pre tabIndex={0}>{JSON.stringify(schema, null, 2)}</pre>
      </details>
    ),
  );
}
