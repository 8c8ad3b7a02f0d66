import type { Chapter } from "../chapter.ts";

export const debugging: Chapter = {
  id: "debugging",
  title: "Finding out what happened",
  blocks: [
    "Three questions, in this order: was there a preflight, what did its answer say, what did the actual answer say? An [exchange](term:exchange) that is missing is as telling as one that is wrong.",
    { heading: "With the network panel", id: "network-panel" },
    "Open it, tick “Disable cache”, reload, and filter by nothing: a filter such as Fetch/XHR can hide the preflight. With “Disable cache” Chromium also asks anew each time instead of using its preflight cache, so you see more `OPTIONS` than your users cause.",
    {
      list: [
        "**Chromium** lists the preflight as a row of its own with the type `preflight`, and calls the refused request “CORS error”. Its console line never tells the status of an answer that was kept from the page. Click the row and look at the response headers: a 500 is there.",
        "**Firefox** shows `OPTIONS` as a row, gives the reason in the row that was blocked, and for a missing header ends the line with the status: `Status code: 401`. After a failed preflight it prints a second line, “CORS request did not succeed”; the first one is the reason.",
        "**Safari** tells the status for a preflight that failed: `Preflight response is not successful. Status code: 401`. Do not take a missing row for proof that no `OPTIONS` was sent; look into the server's log.",
      ],
    },
    "Why the script cannot see the status: all of the answer is withheld, and the status is part of it. Otherwise any page could find out whether you are logged in somewhere by counting the 401s. So `catch` gets a `TypeError` with no more in it, and no code of yours can tell a refusal from a broken cable.",
    { heading: "With Preflight", id: "with-preflight" },
    {
      ordered: true,
      list: [
        "Copy the request out of the network panel as cURL or `fetch`, and [paste it into the form](/). An error from the console will do as well.",
        "Give the page that asks, as it stands in the address bar.",
        "Read the verdict, then the marked line, then the remedy. Preflight sends what the browser would send, and asks a few things more that a browser does not: the same preflight without one header, the same URL for another origin.",
        "Send the permalink to whoever owns the server. It has the raw lines.",
      ],
    },
    "It asks from where it runs: without your cookies, your network, your extensions and your browser's caches. If Preflight says allowed and your browser does not, one of these is the difference. To see a fault where it cannot do any harm, take one from [the lab](/lab).",
  ],
};
