import { ButtonLink } from "@/components/ui/button";
import { periodName, type PeriodId } from "@/lib/domain/period";

/** To the grid in which a whole province is typed. @param provinceId "VN" for the national offices */
export function GridLink({ provinceId, period }: { provinceId: string; period: PeriodId }) {
  return (
    <ButtonLink href={`/entry/${provinceId}/${period}/grid`} prefetch={false}>
      {provinceId === "VN" ? "Lưới đơn vị trực thuộc" : "Lưới cả tỉnh"}, {periodName(period)}
    </ButtonLink>
  );
}
