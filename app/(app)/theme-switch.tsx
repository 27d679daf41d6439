"use client";

import { Icon } from "@/components/ui/icon";

const YEAR = 365 * 24 * 60 * 60;

/** Light or dark by hand. Without JavaScript the system's choice stands, and there is no button that does nothing. */
export function ThemeSwitch() {
  return (
    <button
      type="button"
      className="square needs-script"
      aria-label="Đổi nền sáng, tối"
      onClick={switchTheme}
    >
      <Icon name="theme" />
    </button>
  );
}

function switchTheme() {
  const root = document.documentElement;
  const isDark =
    root.dataset.theme === "dark" ||
    (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const theme = isDark ? "light" : "dark";
  root.dataset.theme = theme;
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
}
