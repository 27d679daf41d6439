import { Fragment } from "react";
import { roundingWords, type Formula, type Operand, type TraceTo } from "@/lib/domain/trace-formula";
import type { Unit } from "@/lib/domain/unit";
import type { Selection } from "@/app/(app)/units/[unit]/selection";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { TraceLink } from "@/components/figure/trace-link";

/** Where the numbers of a formula lead: the page's selection, and its own unit. */
export type TracePlace = { selection: Selection; unit: Pick<Unit, "id" | "validFrom"> };

type Props = { formula: Formula; place: TracePlace };

/** A formula with its numbers in it, each with its name below it. */
export function FormulaLine({ formula, place }: Props) {
  const { left, result } = formula;
  const rounding = roundingWords(formula);
  return (
    <p className="formula">
      {left.map((part, index) =>
        typeof part === "string" ? (
          <Fragment key={index}>
            {" "}
            <span className="sign">{part}</span>{" "}
          </Fragment>
        ) : (
          <OperandView key={index} operand={part} isFirst={index === 0} place={place} />
        ),
      )}{" "}
      <span className="equals">
        <span className="sign">=</span>{" "}
        <span className="operand result">
          <b>{result.text}</b>{" "}
          <small>{rounding === null ? result.name : `${result.name} (${rounding})`}</small>
        </span>
      </span>
    </p>
  );
}

type OperandProps = { operand: Operand; isFirst: boolean; place: TracePlace };

function OperandView({ operand: { text, name, number, to }, isFirst, place }: OperandProps) {
  const shown = number.scaled < 0n && !isFirst ? `(${text})` : text;
  return (
    <span className="operand">
      {to ? <TraceLink href={hrefTo(to, place)}>{shown}</TraceLink> : <span>{shown}</span>}{" "}
      <small>{name}</small>
    </span>
  );
}

export function hrefTo({ unitId, period, indicator, section }: TraceTo, place: TracePlace): string {
  const { selection } = place;
  // What went into a unit is looked at in its own time.
  const isOther = unitId !== undefined && unitId !== place.unit.id;
  const from = isOther ? { ...selection, boundaries: "then" as const, on: null } : selection;
  return traceHref(from, section, {
    unit: isOther ? { id: unitId, validFrom: "" } : place.unit,
    ...(period === undefined ? {} : { period }),
    ...(indicator === undefined ? {} : { indicator }),
  });
}

/** Several formulas that build on each other. */
export function Formulas({ formulas, place }: { formulas: readonly Formula[]; place: TracePlace }) {
  return formulas.map((formula, index) => <FormulaLine key={index} formula={formula} place={place} />);
}
