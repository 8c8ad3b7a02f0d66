import type { Chapter } from "../chapter.ts";

export const nullOrigin: Chapter = {
  id: "null-origin",
  title: "`Origin: null`",
  blocks: [
    "`null` is how an opaque origin is written. It is not an origin that somebody owns, and it does not mean that there is none. It appears in four places:",
    {
      list: [
        "a frame with `sandbox` and without `allow-same-origin`, or a page under `Content-Security-Policy: sandbox`;",
        "a page that was opened from a file, or from a `data:` URL;",
        "a request that was [tainted](learn:redirects) by redirects;",
        "requests outside the mode `cors`, for some values of the referrer policy. CORS is not concerned.",
      ],
    },
    "Do not allow `null` to get rid of an error. Every page in the world can put itself into a sandboxed frame and then has exactly this origin. Together with credentials that [opens the user's data to anybody](finding:allow-origin-null).",
    "While you develop, serve the files: any small server on `http://localhost` gives your page a real origin. For a sandboxed widget without credentials `*` is the honest answer: anybody may read.",
  ],
};
