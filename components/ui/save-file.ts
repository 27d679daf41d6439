/** What a page takes itself, without leaving it. */

/** The name that the server gives a file. */
export const fileNameOf = (answer: Response): string | undefined =>
  /filename="([^"/\\]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];

/** Hands it to the browser's downloads. Only in a browser. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
