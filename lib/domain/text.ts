/** Words that somebody types: notes, explanations, reasons. */

/** Without what no keyboard writes and the database refuses, such as NUL, and what turns a line round; every line ends alike. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, "")
    .trim();
}
