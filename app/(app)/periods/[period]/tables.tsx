import type { Period } from "@/lib/data/periods";
import { isShown, sortProvinces, type ProvinceDiscipline } from "@/lib/domain/discipline";
import { isNamed, isUnitShown, sortUnits, type UnitLine } from "@/lib/domain/discipline-units";
import { ProvinceTable } from "./province-table";
import type { Selection } from "./selection";
import { UnitTable } from "./unit-table";

type Props = {
  period: Period;
  selection: Selection;
  /** Those whose whole province the reader looks at. */
  provinces: readonly ProvinceDiscipline[];
  rows: readonly UnitLine[];
  isOver: boolean;
  isLinked: boolean;
};

/** Provinces where there are several, else the units of the one. */
export function Tables({ period, selection, provinces, rows, isOver, isLinked }: Props) {
  const { only, text, sort } = selection;
  if (provinces.length > 1) {
    const shown = provinces.filter((one) => (only === null || isShown(one, only)) && isNamed(one.name, text));
    return (
      <ProvinceTable
        period={period.id}
        selection={selection}
        provinces={sortProvinces(shown, sort)}
        rows={rows}
        all={provinces.length}
      />
    );
  }
  const shown = rows.filter((row) => isUnitShown(row, only) && isNamed(row.unitName, text));
  return (
    <UnitTable
      period={period.id}
      selection={selection}
      title={provinces[0]?.name ?? "Đơn vị của tôi"}
      rows={sortUnits(shown, sort)}
      all={rows.length}
      isOver={isOver}
      isLinked={isLinked}
    />
  );
}
