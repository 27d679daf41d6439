/** How many warnings the units answered, in words: what was explained stays to be read also where nothing is warned of any more. */
import type { Answer } from "./[id]/compare-view";

type Answered = Pick<Answer, "messages">;

export const isWarned = ({ messages }: Answered) => messages.length > 0;

/** "2 cảnh báo"; "1 giải thích" where nothing is warned of. */
export function answersWords(answers: readonly Answered[]): string {
  const warned = answers.filter(isWarned).length;
  return warned > 0 ? `${warned} cảnh báo` : `${answers.length} giải thích`;
}

/** "3 biểu có cảnh báo đã giải thích. Đọc giải thích rồi duyệt." */
export function askingWords(asking: readonly { answers: readonly Answered[] }[]): string {
  const what = asking.every(({ answers }) => answers.some(isWarned))
    ? "cảnh báo đã giải thích"
    : "giải thích";
  return `${asking.length} biểu có ${what}. Đọc giải thích rồi duyệt.`;
}
