/** Rows that sum others: they are checked, never imported. */
import { fold } from "./search";
import type { SheetCell } from "./sheet";

const TOTAL =
  /^(?:(?:\d+|[ivx]+|[a-z]) )?(?:tong|cong|tong (?:cong|so|chung|toan|ca)\b.*|cong (?:khoi|cum|toan)\b.*|toan (?:tinh|thanh pho|quoc|nganh|huyen|xa|phuong|dia ban)\b.*|ca (?:nuoc|tinh))$/;

/** "Tổng cộng", "Toàn tỉnh", "Cộng". */
export function isTotal(cell: SheetCell | null | undefined): boolean {
  return cell?.kind === "text" && TOTAL.test(fold(cell.shown));
}
