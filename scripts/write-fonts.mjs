import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

/**
 * Writes the fonts that the pages load: Geist without the scripts that the pages' own words never use. What a stranger
 * writes in others is shown in the visitor's own fonts.
 */
const GEIST = "node_modules/geist";
const FONTS = {
  "geist-sans.woff2": "geist-sans/Geist-Variable.woff2",
  "geist-mono.woff2": "geist-mono/GeistMono-Variable.woff2",
};

const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
/** Latin-1, which header values are made of, and the punctuation, arrows and marks that the pages use. */
const KEPT = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}‐‑–—‘’“”•…‹›€←↑→↓−×✓`;

for (const [name, source] of Object.entries(FONTS)) {
  const font = await subsetFont(readFileSync(`${GEIST}/dist/fonts/${source}`), KEPT, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700, default: 400 } },
  });
  writeFileSync(`app/fonts/${name}`, font);
}
copyFileSync(`${GEIST}/LICENSE.txt`, "app/fonts/LICENSE.txt");
