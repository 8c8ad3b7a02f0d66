import localFont from "next/font/local";

// `display: "optional"`, unlike the package's own modules: no text moves because its font comes late.

export const geistSans = localFont({
  src: "./geist-sans.woff2",
  variable: "--font-geist-sans",
  weight: "400 700",
  display: "optional",
});

export const geistMono = localFont({
  src: "./geist-mono.woff2",
  variable: "--font-geist-mono",
  weight: "400 700",
  display: "optional",
  adjustFontFallback: false,
});
