import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { INITIATORS, type Initiator } from "#lib/contract/terms.ts";
import type { Chapter } from "../chapter.ts";

const NOT_ELEMENTS: readonly Initiator[] = ["fetch", "xhr", "xhr-upload", "beacon"];

/** What an element, a font or an event source asks for, from the list that the form offers. */
const CONSUMER_ROWS = INITIATORS.filter((initiator) => !NOT_ELEMENTS.includes(initiator)).map((initiator) => {
  const { shownAs, modes } = INITIATOR_TERMS[initiator];
  const usual = modes["no-cors"] === undefined ? "cors" : "no-cors";
  const canBeCors = usual === "no-cors" && modes.cors !== undefined;
  return [`\`${shownAs}\``, `\`${usual}\``, canBeCors ? "`cors` with the attribute `crossorigin`" : "always `cors`"];
});

export const modes: Chapter = {
  id: "modes",
  title: "Modes, and who else asks",
  blocks: [
    "Every request has a mode. `fetch()` uses `cors` unless you say otherwise, and you rarely should.",
    {
      list: [
        "`cors`: across origins the CORS check decides, and the script gets the answer or an error.",
        "`no-cors`: the request goes out without asking, and the script gets an [opaque response](term:opaque-response): status 0, no headers, no body. Only simple methods are possible, other headers are dropped, and a JSON body goes out as `text/plain`. It is there for service workers that store what they cannot read. **It never repairs anything.**",
        "`same-origin`: another origin is an error, before anything is sent or at the redirect that leads there.",
      ],
    },
    { exercise: "no-cors" },
    "Elements make requests too, and each has a mode of its own:",
    { table: { head: ["Asked for by", "Mode", "Or"], rows: CONSUMER_ROWS } },
    {
      list: [
        "**Images** show without CORS. Drawn on a canvas they taint it, and `toDataURL()` or `getImageData()` throws. With `crossorigin` and permission they do not; with `crossorigin` and without permission they do not even show.",
        "**Fonts** are always asked for with CORS by the standard; WebKitGTK, the WebKit that we measure, loads them without. A preload needs `crossorigin` too, or the font is fetched twice.",
        "**Module scripts** need permission where classic scripts did not. A classic script without CORS reports its errors as `Script error.` and no more.",
        "**`EventSource`** asks with CORS and without a preflight; libraries that imitate it with `fetch()` add headers and cause one.",
        "**`navigator.sendBeacon()`** always includes credentials. With a JSON blob it needs a preflight, so `*` is never enough for it.",
      ],
    },
    "In the mode `no-cors` other guards take over: [CORP](finding:corp-blocked) and, in Chromium, ORB. And before any of it [mixed content](finding:mixed-content) and [Local Network Access](finding:local-network-access) may stop a request. They look like CORS, and no CORS header helps.",
  ],
};
