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

/** The faces of the first screenful; without a preload they arrive after the text is drawn and move it. */
const PRELOADED = [
  "be-vietnam-pro-latin-400-normal",
  "be-vietnam-pro-vietnamese-400-normal",
  "be-vietnam-pro-latin-500-normal",
  "be-vietnam-pro-vietnamese-500-normal",
  "be-vietnam-pro-latin-600-normal",
  "be-vietnam-pro-vietnamese-600-normal",
  "inter-latin-wght-normal",
  "inter-vietnamese-wght-normal",
];

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
