import { PageHeader } from "@/components/ui/page-header";
import { unitTitle } from "@/lib/domain/dashboard-words";
import type { Unit } from "@/lib/domain/unit";

type Props = { title: string; unit: Unit; ancestors: readonly Unit[]; path: string; children: string };

/** A unit and all below it; the units above are links to the same page. */
export function NoticesHead({ title, unit, ancestors, path, children }: Props) {
  return (
    <PageHeader
      title={`${title}: ${unitTitle(unit)}`}
      crumbs={[
        { label: "Truyền thông", href: `/campaigns?unit=${unit.id}` },
        ...ancestors.map((one) => ({ label: unitTitle(one), href: `${path}?unit=${one.id}` })),
      ]}
      asOf={children}
    />
  );
}
