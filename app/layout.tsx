import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { IconSprite } from "@/components/ui/icon";

export const metadata: Metadata = {
  title: { default: "Bao Phủ", template: "%s · Bao Phủ" },
  description: "Số người tham gia BHXH, BHTN, BHYT so với chỉ tiêu được giao",
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#141b24" },
  ],
};

/**
 * The faces of the first screenful; without a preload they arrive after the text is drawn and move it. Few enough that over
 * HTTP/1.1 they and the style sheet are all asked for at once: what waits for a connection holds back the first paint.
 */
const PRELOADED = ["be-vietnam-pro-400", "be-vietnam-pro-500", "be-vietnam-pro-600", "inter-numbers"];

/** The theme is a cookie, not a script: the first paint has it and the nonce policy needs no exception. */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html lang="vi" {...(theme === "light" || theme === "dark" ? { "data-theme": theme } : {})}>
      <head>
        {PRELOADED.map((name) => (
          <link
            key={name}
            rel="preload"
            href={`/fonts/${name}.woff2`}
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
          />
        ))}
      </head>
      <body>
        <IconSprite />
        {children}
      </body>
    </html>
  );
}
