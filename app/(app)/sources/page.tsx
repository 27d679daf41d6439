import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { getDemo } from "@/lib/data/reference";
import { DataSets } from "./data-sets";
import { DemoRule } from "./demo-rule";
import { IndicatorDefinitions } from "./indicator-definitions";
import { ReadingNotes } from "./reading-notes";
import { TrustLevels } from "./trust-levels";

export const metadata: Metadata = { title: "Nguồn dữ liệu" };

export default async function SourcesPage() {
  await requireActor();
  const demo = await getDemo();
  return (
    <>
      <PageHeader
        title="Nguồn dữ liệu"
        controls={
          <ButtonLink href="/exchange" prefetch={false}>
            Trao đổi dữ liệu
          </ButtonLink>
        }
      />
      <p className="lede">
        {demo
          ? "Đơn vị hành chính, dân số và lực lượng lao động là số công bố; số người tham gia cuối các năm 2021 đến 2024 suy ra từ tỷ lệ công bố; các số khác là minh họa."
          : "Đơn vị hành chính, dân số và lực lượng lao động là số công bố; số người tham gia, số thu và chỉ tiêu do các đơn vị nhập và duyệt."}
      </p>
      {demo && <TrustLevels />}
      <h2>Dữ liệu công bố</h2>
      <DataSets />
      <ReadingNotes />
      {demo && <DemoRule demo={demo} />}
      <h2>Chỉ tiêu</h2>
      <IndicatorDefinitions />
    </>
  );
}
