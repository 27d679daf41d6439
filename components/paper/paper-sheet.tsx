import { MOTTO, placeAndDay, type Paper, type PaperTable } from "@/lib/domain/paper";

/** An official paper on the screen, as it will be printed: black on white in both themes. */
export function PaperSheet({ paper }: { paper: Paper }) {
  const { parentAgency, agency, symbol, place, day, title, subject, warning, sections } = paper;
  return (
    <article className="office-paper" aria-label={`${title}. ${subject}`}>
      <div className="office-head">
        <div>
          <p>{parentAgency}</p>
          <p className="office-name">{agency}</p>
          <p className="office-no">
            Số: {" ".repeat(10)}/{symbol}
          </p>
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
      {sections.map(({ heading, paragraphs, table }) => (
        <section key={heading}>
          {heading !== "" && <h3>{heading}</h3>}
          {paragraphs.map((text) => (
            <p key={text} className="office-text">
              {text}
            </p>
          ))}
          {table && <PaperGrid table={table} />}
        </section>
      ))}
      <div className="office-sign">
        {paper.signers.map(({ role, name }) => (
          <div key={role}>
            <p className="office-role">{role}</p>
            <p className="office-hint">(Ký, ghi rõ họ tên)</p>
            <p className="office-who">{name}</p>
          </div>
        ))}
      </div>
      <div className="office-to">
        <p>Nơi nhận:</p>
        <ul>
          {paper.receivers.map((one, index) => (
            <li key={one}>
              - {one}
              {index === paper.receivers.length - 1 ? "." : ";"}
            </li>
          ))}
        </ul>
      </div>
    </article>
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
