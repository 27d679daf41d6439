/** Many cells of the grid at once: emptied, filled down, pasted over once the plan was seen; each is one step to take back. */
import { isSingle, spotsOf, type Block } from "@/lib/domain/grid-block";
import { filling, MAX_PASTED_TEXT, planPaste, type PastePlan } from "@/lib/domain/grid-paste";
import type { IndicatorId } from "@/lib/domain/indicator";
import { pastedRows } from "@/lib/domain/sheet";
import type { GridStore } from "./grid-store";

export class GridMany {
  constructor(private readonly store: GridStore) {}

  empty(): void {
    const texts = this.#typable().map(({ row, id }) => ({ row, id, text: "" }));
    this.#change("xóa", texts, (n) => `Đã xóa ${n} ô.`);
  }
  /** The first row of the block into the rows below it; of one cell the one above it. */
  fillDown(): void {
    const { top, bottom, left, right } = this.store.block;
    const from = top === bottom ? top - 1 : top;
    if (from < 0) return this.store.say("Không có dòng trên để lấy số.");
    const block = { top: from + 1, bottom, left, right };
    const texts = this.#typable(block).map(({ row, id }) => ({
      row,
      id,
      text: this.store.sheet.cell(from, id)?.text ?? "",
    }));
    this.#change("điền xuống", texts, (n) => `Đã điền xuống ${n} ô.`);
  }
  /** Plans what a block would do; it waits for its confirmation, a single good number does not. */
  paste(text: string): void {
    if (text === "") return;
    if (text.length > MAX_PASTED_TEXT)
      return this.store.say("Vùng dán quá lớn. Dán từng phần, hoặc nạp tệp Excel.");
    const table = [...pastedRows(text)];
    const block = this.store.block;
    const plan = this.#plan(table, block);
    const isOne = table.length === 1 && table[0]?.length === 1 && isSingle(block);
    if (isOne && plan.problems.length === 0) this.confirm(plan);
    else this.store.told({ plan });
  }
  #plan(table: string[][], block: Block): PastePlan {
    const at = { row: block.top, column: block.left };
    return planPaste(filling(table, block), at, {
      rows: this.store.view.rows.length,
      columns: this.store.view.columns,
      refusal: (row, id) => this.store.refusal(row, id),
      textOf: (row, id) => this.store.sheet.cell(row, id)?.text ?? "",
    });
  }
  confirm(plan: PastePlan): void {
    this.store.told({ plan: null });
    const texts = plan.changes.map(({ row, id, to }) => ({ row, id, text: to }));
    this.#change("dán", texts, (n) => `Đã dán ${n} ô.`);
  }
  dismissPlan(): void {
    this.store.told({ plan: null, message: "Chưa dán ô nào." });
  }
  #typable(block = this.store.block): { row: number; id: IndicatorId }[] {
    return spotsOf(block).flatMap(({ row, column }) => {
      const id = this.store.column(column)?.id;
      return id && this.store.refusal(row, id) === null ? [{ row, id }] : [];
    });
  }
  #change(
    label: string,
    texts: readonly { row: number; id: IndicatorId; text: string }[],
    words: (count: number) => string,
  ): void {
    const count = texts.filter(({ row, id, text }) => this.store.sheet.cell(row, id)?.text !== text).length;
    this.store.touch(this.store.sheet.change(`${label} ${count} ô`, texts));
    this.store.say(count === 0 ? "Không có ô nào thay đổi." : words(count));
    this.store.saving.schedule();
  }
}
