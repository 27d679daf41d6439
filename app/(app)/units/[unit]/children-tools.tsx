import { Segments } from "@/components/ui/segments";
import { Icon } from "@/components/ui/icon";
import { isFiltering, type Only } from "@/lib/domain/dashboard-filter";
import Link from "next/link";
import { CHILDREN_ANCHOR, COMPARE_ANCHOR, hrefOf, queryOf, type Selection } from "./selection";

const ONLY_LABELS: readonly [Only | null, string][] = [
  [null, "Tất cả"],
  ["behind", "Chậm, nguy cơ"],
  ["missing", "Thiếu số liệu"],
];

/** The boxes of the table belong to this form, wherever they stand. */
const PICK_FORM = "pick-units";

type Props = { selection: Selection; shown: number; total: number; hasPlan: boolean };

/** Plain forms and links: filtering and picking work without JavaScript and are in the address. */
export function ChildrenTools({ selection, shown, total, hasPlan }: Props) {
  const { filter } = selection;
  const action = `/units/${encodeURIComponent(selection.unitId)}`;
  const options = ONLY_LABELS.filter(([only]) => only !== "behind" || hasPlan);
  return (
    <div className="children-tools">
      <form className="filter" method="get" action={`${action}#${CHILDREN_ANCHOR}`} role="search">
        <label className="sr" htmlFor="child-filter">
          Lọc theo tên đơn vị
        </label>
        <input
          className="input"
          id="child-filter"
          name="q"
          type="search"
          placeholder="Lọc theo tên"
          maxLength={60}
          defaultValue={filter.text}
          key={filter.text}
          autoComplete="off"
        />
        <button className="button" type="submit">
          Lọc
        </button>
        <Keep selection={{ ...selection, filter: { ...filter, text: "" } }} />
      </form>
      <Segments
        label="Chỉ hiện"
        options={options.map(([only, label]) => ({
          href: hrefOf(selection, { filter: { ...filter, only } }, CHILDREN_ANCHOR),
          label,
          isCurrent: filter.only === only,
        }))}
      />
      <p className="filter-count" role="status">
        {isFiltering(filter) && (
          <>
            {shown}/{total} đơn vị.{" "}
            <Link
              href={hrefOf(selection, { filter: { text: "", only: null } }, CHILDREN_ANCHOR)}
              scroll={false}
              prefetch={false}
            >
              Bỏ lọc
            </Link>
          </>
        )}
      </p>
      <form id={PICK_FORM} className="pick" method="get" action={`${action}#${COMPARE_ANCHOR}`}>
        <Keep selection={{ ...selection, pick: [] }} />
        <button className="button" type="submit">
          <Icon name="check" />
          So sánh đơn vị đã chọn
        </button>
      </form>
    </div>
  );
}

function Keep({ selection }: { selection: Selection }) {
  return Object.entries(queryOf(selection)).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

/** Beside a unit's name. */
export function PickBox({ id, name, isPicked }: { id: string; name: string; isPicked: boolean }) {
  return (
    <input
      className="pick-box"
      type="checkbox"
      form={PICK_FORM}
      name="pick"
      value={id}
      defaultChecked={isPicked}
      aria-label={`Chọn ${name} để so sánh`}
    />
  );
}
