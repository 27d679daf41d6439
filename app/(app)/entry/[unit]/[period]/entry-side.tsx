import { Icon } from "@/components/ui/icon";
import type { Issue } from "@/lib/domain/checks";
import type { ByIndicator, EntryCell } from "@/lib/domain/entry-cells";
import { identities, type Identity } from "@/lib/domain/entry-form";
import type { CellProblem } from "@/lib/domain/entry-problems";
import { indicator, type IndicatorId } from "@/lib/domain/indicator";
import { CellHistory } from "./cell-history";
import type { FormView } from "./form-view";
import { cellId } from "./keys";

type Props = {
  view: FormView;
  problems: readonly CellProblem[];
  issues: readonly Issue[];
  cells: ByIndicator<EntryCell>;
  valueOf: (id: IndicatorId) => bigint | null;
  /** The row that is typed in; the first one at the start. */
  activeId: IndicatorId | null;
  currentName: string;
};

/** Beside the form: what blocks, the identities, the keys. */
export function EntrySide({ view, problems, issues, cells, valueOf, activeId, currentName }: Props) {
  const rows = view.sections.flatMap((section) => section.rows).filter(({ kind }) => kind === "entered");
  const active = rows.find(({ id }) => id === activeId) ?? rows[0];
  const entered = Object.keys(view.draft) as IndicatorId[];
  return (
    <aside className="entry-side" aria-label="Kiểm tra trước khi gửi">
      <section className="panel pad">
        <h2 className="h3">Trước khi gửi</h2>
        <ul className="checks">
          {problems
            .filter(({ isBlank }) => !isBlank)
            .map((problem) => (
              <ProblemItem key={problem.id} problem={problem} cell={cells[problem.id]} />
            ))}
          <BlankItem problems={problems.filter(({ isBlank }) => isBlank)} />
          {problems.length === 0 && (
            <li>
              <Icon name="check" className="i ok" />
              <span>Không có lỗi, cảnh báo</span>
            </li>
          )}
        </ul>
        <h3 className="sub">Cân đối số liệu</h3>
        <ul className="checks">
          {identities(entered, valueOf, issues).map((identity) => (
            <IdentityItem key={identity.text} {...identity} />
          ))}
        </ul>
      </section>
      {active && <CellHistory row={active} view={view} cells={cells} currentName={currentName} />}
      <Keys />
    </aside>
  );
}

function ProblemItem({ problem, cell }: { problem: CellProblem; cell: EntryCell | undefined }) {
  const { id, level, messages } = problem;
  const link = <a href={`#${cellId(id)}`}>{indicator(id).name}</a>;
  const isAnswered = level === "warning" && cell?.explanation.trim() !== "";
  const words = messages.join(" ");
  return (
    <li className={level === "warning" ? "risk" : "behind"}>
      <Icon name={level === "warning" ? "warning" : "error"} />
      <span>
        {link}: {isAnswered ? `${words.replace(/\.$/, "")}, đã giải thích.` : words}
      </span>
    </li>
  );
}

/** Empty cells are counted: at the start of a month they are all of them. */
function BlankItem({ problems: [first, ...others] }: { problems: readonly CellProblem[] }) {
  if (!first) return null;
  return (
    <li>
      <Icon name="clock" />
      <span>
        <a href={`#${cellId(first.id)}`}>{indicator(first.id).name}</a>
        {others.length > 0 && ` và ${others.length} ô khác`} còn trống
      </span>
    </li>
  );
}

const IDENTITY_ICONS = {
  kept: { icon: "check", className: "i ok", word: "" },
  broken: { icon: "error", className: "i behind", word: " (sai)" },
  open: { icon: "clock", className: "i quiet", word: " (chưa đủ số)" },
} as const;

function IdentityItem({ text, state }: Identity) {
  const { icon, className, word } = IDENTITY_ICONS[state];
  return (
    <li>
      <Icon name={icon} className={className} />
      <span>
        {text}
        {word && <span className="quiet">{word}</span>}
      </span>
    </li>
  );
}

const KEYS = [
  { keys: ["Enter", "↓"], does: "ô dưới" },
  { keys: ["↑"], does: "ô trên" },
  { keys: ["Ctrl", "D"], does: "lấy số tháng trước" },
  { keys: ["F8"], does: "lỗi kế tiếp" },
] as const;

function Keys() {
  return (
    <section className="panel pad keys">
      <h2 className="h3">Phím tắt</h2>
      <dl>
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
