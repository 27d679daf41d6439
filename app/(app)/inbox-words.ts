/** How much is unread, as far as it is counted. @param cap where counting stops */
export function unreadWords(unread: number, cap: number): string {
  if (unread === 0) return "không có tin chưa đọc";
  return unread >= cap ? `từ ${cap} tin chưa đọc trở lên` : `${unread} tin chưa đọc`;
}
