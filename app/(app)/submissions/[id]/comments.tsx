import type { FigureComment } from "@/lib/data/figure-comments";
import { formatInstant } from "@/lib/domain/day";
import { INDICATOR_IDS, indicator, type IndicatorId } from "@/lib/domain/indicator";
import { CommentForm } from "./comment-form";

type Props = {
  id: string;
  comments: readonly FigureComment[];
  /** Figures that can be spoken about, in the order of the form; none for those who only read. */
  figures: readonly IndicatorId[];
  /** The one that was asked for. */
  figure: IndicatorId | null;
};

/** What was said about single figures, figure by figure. */
export function Comments({ id, comments, figures, figure }: Props) {
  const spoken = INDICATOR_IDS.filter((one) => comments.some((comment) => comment.indicator === one));
  if (spoken.length === 0 && figures.length === 0) return null;
  return (
    <section className="figure-comments" id="comments" aria-labelledby="comments-title">
      <h3 id="comments-title">Ý kiến về số liệu</h3>
      {spoken.map((one) => (
        <div key={one} id={`c-${one}`}>
          <h4>{indicator(one).name}</h4>
          <ol>
            {comments
              .filter((comment) => comment.indicator === one)
              .map(({ id: key, author, at, version, body }) => (
                <li key={key}>
                  <p>{body}</p>
                  <footer>
                    {author}, <time dateTime={at.toISOString()}>{formatInstant(at)}</time>
                    {version > 0 && `, bản ${version}`}
                  </footer>
                </li>
              ))}
          </ol>
        </div>
      ))}
      {figures.length > 0 && (
        <CommentForm
          key={figure}
          id={id}
          figures={figures.map((one) => ({ id: one, name: indicator(one).name }))}
          figure={figure ?? spoken[0] ?? figures[0] ?? null}
          isAsked={figure !== null}
        />
      )}
    </section>
  );
}
