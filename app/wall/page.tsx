import "./wall.css";
import "./panels.css";
import type { Metadata } from "next";
import { z } from "zod";
import { EmptyState } from "@/components/ui/state";
import { requireWall } from "@/lib/auth/wall";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { wallSelectionSchema } from "@/lib/domain/wall";
import { CodeForm } from "./code-form";
import { Frame } from "./frame";
import { loadPanel } from "./load";
import { Panel } from "./panel";

export const metadata: Metadata = { title: "Màn hình phòng điều hành" };

const errorSchema = z.object({
  error: z.enum(["refused", "slow-down"]).nullable().catch(null).default(null),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A panel is a document of its own: what an earlier one held is gone with it, so a screen may run for months. */
export default async function WallPage({ searchParams }: Props) {
  const search = await searchParams;
  const selection = wallSelectionSchema.parse(search);
  const { error } = errorSchema.parse(search);
  const wall = await requireWall();
  if (wall.kind === "closed" || error !== null) {
    return <CodeForm end={wall.kind === "closed" ? wall.end : null} error={error} theme={selection.theme} />;
  }
  const loaded = await loadPanel(wall, selection.panel);
  return (
    <Frame wall={wall} selection={selection} loaded={loaded} now={new Date()}>
      {loaded?.dashboard ? (
        <Panel dashboard={loaded.dashboard} panel={loaded.rotation.panel} />
      ) : (
        <EmptyState title={`Chưa có số liệu của ${unitTitle(wall.unit)}`}>
          Màn hình tự chuyển khi có số liệu được duyệt.
        </EmptyState>
      )}
    </Frame>
  );
}
