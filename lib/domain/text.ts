/** Words that somebody types: notes, explanations, reasons. */

/** Without what no keyboard writes and the database refuses, such as NUL; every line ends alike, whoever posted it. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}
