import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { isDemo } from "@/lib/data/reference";
import { requireActor } from "@/lib/auth/session";
import { listInForce } from "@/lib/data/stand-ins";
import { can } from "@/lib/domain/policy";
import { InboxBell } from "./inbox-bell";
import { MainNav } from "./main-nav";
import { navigation } from "./navigation";
import { PaletteButton } from "./palette-button";
import { StandInBar } from "./stand-in-bar";
import { ThemeSwitch } from "./theme-switch";
import { UserMenu } from "./user-menu";

/** The frame around every page of a signed-in person. Chrome, never the guard: each page asks who is there itself. */
export default async function AppLayout({ children }: { children: React.ReactNode }) {
  const [actor, demo] = await Promise.all([requireActor(), isDemo()]);
  const standIns = actor.onBehalfOf ? [] : await listInForce(actor, new Date());
  return (
    <>
      <a className="skip" href="#main">
        Đến nội dung chính
      </a>
      <header className="top">
        <Link className="brand" href="/" prefetch={false}>
          <Icon name="mark" className="mark" />
          <b>Bao Phủ</b>
          <span>BHXH Việt Nam</span>
        </Link>
        <MainNav items={navigation(actor)} />
        <div className="tools">
          <PaletteButton />
          <InboxBell actor={actor} />
          <ThemeSwitch />
          <UserMenu
            person={actor.id}
            displayName={actor.displayName}
            role={actor.role}
            unitName={actor.unit.name}
            mayMakeWalls={can(actor, "wall.manage", actor.unit)}
            standIns={standIns.map(({ id, absent }) => ({ id, name: absent.displayName }))}
          />
        </div>
      </header>
      {actor.onBehalfOf && <StandInBar onBehalfOf={actor.onBehalfOf} unitName={actor.unit.name} />}
      {demo && (
        <aside className="sample-note" aria-label="Bản trình diễn">
          <Badge kind="sample">minh họa</Badge> Bản trình diễn: phần lớn số liệu là minh họa.{" "}
          <Link href="/sources" prefetch={false}>
            Số nào là thật
          </Link>
        </aside>
      )}
      <main id="main">{children}</main>
    </>
  );
}
