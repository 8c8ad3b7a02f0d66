import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { Outcome } from "#lib/contract/terms.ts";
import { pictureText, type PictureText } from "./picture-text.ts";
import { PICTURE_SIZE } from "./picture-size.ts";

interface Look {
  /** The light theme's colour, which a picture cannot take from the page. */
  readonly color: string;
  /** Paths in a square of 24. */
  readonly icon: readonly string[];
}

const CIRCLE = "M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0";
const INK = "#171c26";
const SOFT = "#4c5361";
const ACCENT = "#1e4fd8";

const LOOKS: Readonly<Record<Outcome, Look>> = {
  allowed: { color: "#116b3a", icon: [CIRCLE, "m8 12 3 3 5-6"] },
  blocked: { color: "#c5221f", icon: ["M8 2h8l6 6v8l-6 6H8l-6-6V8z", "m9 9 6 6", "m15 9-6 6"] },
  opaque: { color: ACCENT, icon: ["M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7", "M3 3l18 18"] },
  unreachable: { color: SOFT, icon: [CIRCLE, "M8 12h8"] },
  undetermined: { color: SOFT, icon: [CIRCLE, "M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .9-1 1.7v.5", "M12 17.2v.1"] },
  varies: { color: "#7f5200", icon: ["M12 22v-8L4 6", "M12 14l8-8", "M4 11V6h5", "M20 11V6h-5"] },
};

/**
 * The picture of a diagnosis, as a PNG. Its fonts have every character that it uses: for any other the renderer would
 * ask the network, past the egress guard.
 */
export async function drawPicture(diagnosis: Diagnosis): Promise<ArrayBuffer> {
  const [sans, bold, mono] = await Promise.all([
    readFont("geist-sans/Geist-Regular.ttf"),
    readFont("geist-sans/Geist-SemiBold.ttf"),
    readFont("geist-mono/GeistMono-Regular.ttf"),
  ]);
  const picture = new ImageResponse(<Picture text={pictureText(diagnosis)} look={LOOKS[diagnosis.outcome]} />, {
    ...PICTURE_SIZE,
    fonts: [
      { name: "Geist", data: sans, weight: 400, style: "normal" },
      { name: "Geist", data: bold, weight: 600, style: "normal" },
      { name: "Geist Mono", data: mono, weight: 400, style: "normal" },
    ],
  });
  return picture.arrayBuffer();
}

function readFont(path: string): Promise<Buffer> {
  return readFile(join(process.cwd(), "node_modules/geist/dist/fonts", path));
}

/** The renderer knows inline styles only, and wants `display` wherever there are several children. */
function Picture({ text, look }: { readonly text: PictureText; readonly look: Look }): ReactNode {
  const { title, summary, method, host, origin } = text;
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        width: "100%",
        height: "100%",
        padding: "52px 64px",
        background: "#f9fafb",
        borderLeft: `20px solid ${look.color}`,
        color: INK,
        fontFamily: "Geist",
      }}
    >
      <div style={{ display: "flex", alignItems: "center", fontSize: 32, fontWeight: 600 }}>
        <Icon
          paths={["M3 8h12m0 0-3.5-3.5M15 8l-3.5 3.5", "M21 16H9m0 0 3.5-3.5M9 16l3.5 3.5", "M21 3v18"]}
          size={40}
          color={ACCENT}
        />
        <div style={{ marginLeft: 14 }}>Preflight</div>
      </div>
      <div style={{ display: "flex", flexDirection: "column", flexGrow: 1, justifyContent: "center" }}>
        <div style={{ display: "flex", alignItems: "center", color: look.color }}>
          <Icon paths={look.icon} size={84} color={look.color} />
          <div style={{ marginLeft: 26, fontSize: 64, fontWeight: 600, letterSpacing: -1.5, lineHeight: 1.1 }}>
            {title}
          </div>
        </div>
        <div style={{ marginTop: 30, fontSize: 32, lineHeight: 1.4, wordBreak: "break-word" }}>{summary}</div>
      </div>
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          borderTop: "2px solid #dfe2e7",
          paddingTop: 26,
          fontFamily: "Geist Mono",
          fontSize: 30,
        }}
      >
        <div>{`${method} ${host}`}</div>
        <div style={{ marginTop: 8, fontSize: 26, color: SOFT }}>{`from ${origin}`}</div>
      </div>
    </div>
  );
}

function Icon({
  paths,
  size,
  color,
}: {
  readonly paths: readonly string[];
  readonly size: number;
  readonly color: string;
}): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={color}
      strokeWidth={2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
