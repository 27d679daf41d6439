import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { TableBox } from "@/components/ui/table";
import type { ComparedUnit, SimilarProvince } from "@/lib/data/compared-units";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { pctOfPlan } from "@/lib/domain/dashboard-rows";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { Remaining } from "./child-row";
import { amount, column, growthPercent, unitOf } from "@/components/figure/format";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { COMPARE_ANCHOR, hrefOf, MOST_PICKED, type Selection } from "./selection";
import { traceHref } from "./trace-href";
import { PlanLink } from "@/components/figure/plan-link";
import { TraceLink } from "@/components/figure/trace-link";
import { COMPARATOR_LABELS } from "./unit-header";

type Props = { selection: Selection; units: readonly ComparedUnit[] };

/** The picked units, a column each; what differs from one to the next stands in one line. */
export function Compare({ selection, units }: Props) {
  if (!selection.pick?.length) return null;
  const [first] = units;
  const left = selection.pick.length - units.length;
  return (
    <section id={COMPARE_ANCHOR} aria-label="So sánh đơn vị">
      <TableBox
        title="So sánh đơn vị đã chọn"
        note={
          <>
            {units.length < 2 && `Chọn từ hai đến ${MOST_PICKED} đơn vị. `}
            {left > 0 && `${left} đơn vị không xem được hoặc không có trong kỳ này. `}
            <Link href={hrefOf(selection, { pick: null })} scroll={false} prefetch={false}>
              Bỏ so sánh
            </Link>
          </>
        }
        label="Bảng so sánh đơn vị"
        canCopy
      >
        {first && (
          <table className="data compare">
            <thead>
              <tr>
                <th scope="col">Chỉ tiêu</th>
                {units.map(({ unit }) => (
                  <th key={unit.id} scope="col" className="n">
                    <Link href={hrefOf(selection, { unitId: unit.id })} prefetch={false}>
                      {unitTitle(unit)}
                    </Link>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {first.views.map(({ id }, index) => (
                <Group
                  key={id}
                  selection={selection}
                  views={units.flatMap(({ unit, views }) => {
                    const view = views[index];
                    return view ? [{ unit, view }] : [];
                  })}
                />
              ))}
            </tbody>
          </table>
        )}
      </TableBox>
    </section>
  );
}

type Line = {
  name: string;
  section: TraceSection;
  cell: (view: IndicatorView) => ReactNode;
  /** Beside the number. */
  mark?: (view: IndicatorView) => ReactNode;
  /** A percentage of plan, which names the plan. */
  isOfPlan?: boolean;
  isShown?: boolean;
};
type GroupProps = {
  selection: Selection;
  views: readonly { unit: ComparedUnit["unit"]; view: IndicatorView }[];
};

function Group({ selection, views }: GroupProps) {
  const [first] = views;
  if (!first) return null;
  const { id } = first.view;
  const has = (read: (view: IndicatorView) => unknown) => views.some(({ view }) => Boolean(read(view)));
  const lines: readonly Line[] = [
    {
      name: `Thực hiện (${unitOf(id)})`,
      section: "value",
      mark: ({ measure }) => <MeasureBadges measure={measure} />,
      cell: ({ measure }) => amount(id, measure.value),
    },
    {
      name: "% kế hoạch",
      section: "plan",
      cell: (view) => column(pctOfPlan(view), 2),
      isOfPlan: true,
      isShown: has(pctOfPlan),
    },
    {
      name: `Còn thiếu (${unitOf(id)})`,
      section: "plan",
      cell: (view) => <Remaining view={view} />,
      isShown: has(({ targets }) => targets.length),
    },
    {
      name: "Bao phủ (%)",
      section: "coverage",
      cell: ({ coverage }) => column(coverage?.ratio ?? null, 1),
      isShown: has(({ coverage }) => coverage),
    },
    {
      name: `So ${COMPARATOR_LABELS[selection.comparator].toLowerCase()}`,
      section: "compare",
      cell: ({ comparisons }) => growthPercent(comparisons[selection.comparator].growth),
    },
    {
      name: "Đơn vị đã báo cáo",
      section: "value",
      cell: ({ measure: { reporting } }) => `${reporting.reported}/${reporting.expected}`,
    },
  ];
  return (
    <Fragment>
      <tr className="group">
        <th scope="rowgroup" colSpan={views.length + 1}>
          {INDICATORS[id].name}
        </th>
      </tr>
      {lines
        .filter(({ isShown = true }) => isShown)
        .map(({ name, section, cell, mark, isOfPlan = false }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {views.map(({ unit, view }) => (
              <td key={unit.id} className="n">
                {mark?.(view)}{" "}
                {isOfPlan ? (
                  <PlanLink view={view} href={traceHref(selection, section, { unit, indicator: id })}>
                    {cell(view)}
                  </PlanLink>
                ) : (
                  <TraceLink href={traceHref(selection, section, { unit, indicator: id })} isQuiet={!mark}>
                    {cell(view)}
                  </TraceLink>
                )}
              </td>
            ))}
          </tr>
        ))}
    </Fragment>
  );
}

/** Provinces of about the same size: fairer to stand beside than neighbours. */
export function Similar({
  selection,
  provinces,
}: {
  selection: Selection;
  provinces: readonly SimilarProvince[];
}) {
  if (provinces.length === 0) return null;
  const pick = [selection.unitId, ...provinces.map(({ id }) => id)].slice(0, MOST_PICKED);
  return (
    <TableBox
      title="Các tỉnh gần giống nhất"
      note="Theo dân số và lực lượng lao động, gần nhất đứng trước."
      label="Bảng các tỉnh gần giống nhất"
    >
      <table className="data flat">
        <thead>
          <tr>
            <th scope="col">Tỉnh, thành phố</th>
            <th scope="col" className="n">
              Dân số<small>người</small>
            </th>
            <th scope="col" className="n">
              Lực lượng lao động<small>người</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {provinces.map(({ id, shortName, population, labourForce }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={hrefOf(selection, { unitId: id })} prefetch={false}>
                  {shortName}
                </Link>
              </th>
              <td className="n">{formatCount(population)}</td>
              <td className="n">{formatCount(labourForce)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="similar-note">
        <Link href={hrefOf(selection, { pick }, COMPARE_ANCHOR)} prefetch={false}>
          So sánh cạnh nhau
        </Link>
      </p>
    </TableBox>
  );
}
