"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";

const loadPalette = () => import("./palette").then((module) => module.Palette);
/** Comes when it is first asked for: no page pays for it. */
const Palette = dynamic(loadPalette, { ssr: false });

/** A link to the search page that a script turns into a palette, also opened by Ctrl K. */
export function PaletteButton() {
  const [isOpen, setIsOpen] = useState(false);
  const unitId = /^\/units\/([0-9A-Za-z-]+)/.exec(usePathname())?.[1];
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setIsOpen((was) => !was);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <a
        className="find"
        href="/search"
        aria-label="Tìm đơn vị, kỳ (Ctrl K)"
        aria-keyshortcuts="Control+K"
        onPointerEnter={() => void loadPalette()}
        onClick={(event) => {
          // A new tab gets the page.
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <Icon name="search" />
        <span>Tìm đơn vị, kỳ</span>
        <kbd className="needs-script" aria-hidden="true">
          Ctrl K
        </kbd>
      </a>
      {isOpen && <Palette at={unitId} onClose={() => setIsOpen(false)} />}
    </>
  );
}
