import {
  MOTTO,
  numberLine,
  placeAndDay,
  type Paper,
  type PaperChart,
  type PaperTable,
  type PaperText,
} from "@/lib/domain/paper";

/** An official paper on the screen, as it will be printed: black on white in both themes. */
export function PaperSheet({ paper }: { paper: Paper }) {
  const { parentAgency, agency, place, day, title, subject, warning, sections } = paper;
  return (
    <article className="office-paper" aria-label={`${title}. ${subject}`}>
      <div className="office-head">
        <div>
          <p>{parentAgency}</p>
          <p className="office-name">{agency}</p>
          <p className="office-no">{numberLine(paper)}</p>
        </div>
        <div>
          <p className="office-state">{MOTTO[0]}</p>
          <p className="office-name">{MOTTO[1]}</p>
          <p className="office-day">{placeAndDay(place, day)}</p>
        </div>
      </div>
      {warning && (
        <p className="office-warning">
          <strong>{warning}</strong>
        </p>
      )}
      <h2>
        {title}
        <span>{subject}</span>
      </h2>
      {sections.map(({ heading, paragraphs, table, chart, notes = [] }, index) => (
        <section key={`${index} ${heading}`}>
          {heading !== "" && <h3>{heading}</h3>}
          {paragraphs.map((text) => (
            <Sentence key={typeof text === "string" ? text : text.lead} text={text} />
          ))}
          {table && <PaperGrid table={table} />}
          {chart && <PaperBars chart={chart} />}
          {notes.map((note) => (
            <p key={note} className="office-note">
              {note}
            </p>
          ))}
        </section>
      ))}
      <div className={paper.signers.length === 1 ? "office-foot" : undefined}>
        <Signers signers={paper.signers} />
        <Receivers receivers={paper.receivers} />
      </div>
      {paper.footnotes?.map((note) => (
        <p key={note} className="office-proof">
          {note}
        </p>
      ))}
    </article>
  );
}

function Sentence({ text }: { text: PaperText }) {
  if (typeof text === "string") return <p className="office-text">{text}</p>;
  return (
    <p className="office-text">
      <strong>{text.lead}</strong> {text.text}
    </p>
  );
}

function Signers({ signers }: Pick<Paper, "signers">) {
  return (
    <div className="office-sign">
      {signers.map(({ role, name }) => (
        <div key={role}>
          <p className="office-role">{role}</p>
          <p className="office-hint">(Ký, ghi rõ họ tên)</p>
          <p className="office-who">{name}</p>
        </div>
      ))}
    </div>
  );
}

function Receivers({ receivers }: Pick<Paper, "receivers">) {
  return (
    <div className="office-to">
      <p>Nơi nhận:</p>
      <ul>
        {receivers.map((one, index) => (
          <li key={one}>
            - {one}
            {index === receivers.length - 1 ? "." : ";"}
          </li>
        ))}
      </ul>
    </div>
  );
}

function PaperGrid({ table: { caption, columns, rows, total, note } }: { table: PaperTable }) {
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table className="office-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ head }) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((texts) => (
              <tr key={texts.join("|")}>
                {columns.map(({ head, align }, index) => (
                  <td key={head} className={align}>
                    {texts[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {total && (
            <tfoot>
              <tr>
                {columns.map(({ head, align }, index) => (
                  <td key={head} className={align}>
                    {total[index]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {note && <p className="office-note">{note}</p>}
    </>
  );
}

/** What each bar says stands beside it, so that nobody has to measure. */
function PaperBars({ chart: { caption, rows, note } }: { chart: PaperChart }) {
  return (
    <figure className="office-chart">
      <figcaption>{caption}</figcaption>
      <ul>
        {rows.map(({ label, length, shown }, index) => (
          <li key={`${index} ${label}`}>
            <span>{label}</span>
            <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={length} height="10" />
            </svg>
            <span className="num">{shown}</span>
          </li>
        ))}
      </ul>
      {note && <p className="office-note">{note}</p>}
    </figure>
  );
}
