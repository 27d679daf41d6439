/** Whom a row of a sheet is about: by code where there is one, else by name; where both are given they must agree. */
import type { SheetRow } from "./sheet";
import type { SheetIssues } from "./sheet-issues";
import { refusedName, type Named, type ReceiverIndex } from "./sheet-receivers";
import type { SheetReceiver } from "./target-sheet";

type Columns = { code: number | null; name: number | null };

const FORMULA_NAME = "mã hoặc tên đơn vị là công thức; sao chép rồi dán giá trị thay cho công thức";

/** Null where the row names nobody. What does not agree is told to `issues`. */
export function namedIn(
  { row, cells }: SheetRow,
  { code, name }: Columns,
  index: ReceiverIndex,
  issues: SheetIssues,
): { column: number; answer: Named } | null {
  const codeCell = code === null ? null : (cells[code] ?? null);
  const nameCell = name === null ? null : (cells[name] ?? null);
  for (const [column, cell] of [
    [code, codeCell],
    [name, nameCell],
  ] as const)
    if (cell?.isFormula && column !== null) return { column, answer: refusedName(FORMULA_NAME) };
  if (code !== null && codeCell) {
    const answer = index.withCode(codeCell);
    if (answer.ok && name !== null && nameCell)
      compareName(answer.receiver, index.withName(nameCell), (level, message) =>
        issues.add(level, row, name, message(nameCell.shown)),
      );
    return { column: code, answer };
  }
  return name !== null && nameCell ? { column: name, answer: index.withName(nameCell) } : null;
}

function compareName(
  receiver: SheetReceiver,
  byName: Named,
  tell: (level: "error" | "warning", message: (shown: string) => string) => void,
): void {
  if (byName.ok && byName.receiver.id !== receiver.id)
    tell("error", () => `tên là ${byName.receiver.name} nhưng mã là của ${receiver.name}`);
  else if (!byName.ok)
    tell("warning", (shown) => `tên “${shown}” khác với đơn vị của mã: ${receiver.name}; lấy theo mã`);
}
