import { Button, ButtonLink } from "@/components/ui/button";
import { TableFilter } from "@/components/ui/table-filter";
import { isFiltering, type Only } from "@/lib/domain/dashboard-filter";
import { CHILDREN_ANCHOR, COMPARE_ANCHOR, hrefOf, queryOf, type Selection } from "./selection";

const ONLY_LABELS: readonly [Only | null, string][] = [
  [null, "Tất cả"],
  ["behind", "Chậm, nguy cơ"],
  ["missing", "Thiếu số liệu"],
];

/** The boxes of the table belong to this form, wherever they stand. */
const PICK_FORM = "pick-units";

type Props = { selection: Selection; shown: number; total: number; hasPlan: boolean };

/**
 * Plain forms and links: filtering and picking work without JavaScript and are in the address. Rows have boxes only once
 * somebody asks for them: a browser lays every form field out before it draws a page, however far below it stands.
 */
export function ChildrenTools({ selection, shown, total, hasPlan }: Props) {
  const { filter } = selection;
  const action = `/units/${encodeURIComponent(selection.unitId)}`;
  const options = ONLY_LABELS.filter(([only]) => only !== "behind" || hasPlan);
  return (
    <div className="children-tools">
      <TableFilter
        action={`${action}#${CHILDREN_ANCHOR}`}
        id="child-filter"
        label="Lọc theo tên đơn vị"
        text={filter.text}
        kept={queryOf({ ...selection, filter: { ...filter, text: "" } })}
        only={options.map(([only, label]) => ({
          href: hrefOf(selection, { filter: { ...filter, only } }, CHILDREN_ANCHOR),
          label,
          isCurrent: filter.only === only,
        }))}
        count={isFiltering(filter) ? `${shown}/${total} đơn vị.` : null}
        clearHref={hrefOf(selection, { filter: { text: "", only: null } }, CHILDREN_ANCHOR)}
      />
      {selection.pick ? (
        <form id={PICK_FORM} className="pick" method="get" action={`${action}#${COMPARE_ANCHOR}`}>
          <Keep selection={{ ...selection, pick: null }} />
          <Button icon="check">So sánh đơn vị đã chọn</Button>
        </form>
      ) : (
        <p className="pick">
          <ButtonLink
            href={hrefOf(selection, { pick: [] }, CHILDREN_ANCHOR)}
            icon="check"
            scroll={false}
            prefetch={false}
          >
            Chọn đơn vị để so sánh
          </ButtonLink>
        </p>
      )}
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
