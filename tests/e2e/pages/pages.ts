import type { Preflight } from "./preflight.ts";

const SCENARIOS = {
  "preflight-needs-login": { method: "PUT" },
  "redirect-across-origins": {},
  "exposed-headers-missing": {},
  "no-cors": { mode: "no-cors" },
} as const;

/** Addresses of a diagnosis for each kind of outcome. */
export type Diagnoses = Readonly<Record<keyof typeof SCENARIOS, string>>;

/** Makes the diagnoses that PAGES speaks of. */
export async function diagnoseExamples(preflight: Preflight): Promise<Diagnoses> {
  const [page, api] = preflight.labOrigins;
  const made = Object.entries(SCENARIOS).map(async ([scenario, fields]) => {
    const { id } = await preflight.post("/api/v1/diagnoses", { url: `${api}/${scenario}`, origin: page, ...fields });
    return [scenario, `/d/${id}`] as const;
  });
  return Object.fromEntries(await Promise.all(made)) as Diagnoses;
}

/** Every kind of page that there is. */
export const PAGES: readonly (readonly [name: string, address: (diagnoses: Diagnoses) => string])[] = [
  ["the empty form", () => "/"],
  ["the form filled in", () => "/?lab=preflight-needs-login"],
  ["the run in one's own browser", () => "/in-my-browser"],
  ["the answers pasted", () => "/offline"],
  ["the guide", () => "/learn"],
  ["the glossary", () => "/glossary"],
  ["the lab", () => "/lab"],
  ["the list of findings", () => "/findings"],
  ["a finding", () => "/findings/allow-origin-missing"],
  ["a cause", () => "/findings/preflight-needs-login"],
  ["a finding that the lab cannot show", () => "/findings/mixed-content"],
  ["a finding about which browsers say nothing", () => "/findings/local-network-access"],
  ["a finding with two remedies", () => "/findings/redirect-location-credentials"],
  ["a problem", () => "/problems/gone"],
  ["a page that does not exist", () => "/no/such/page"],
  ["a diagnosis that never was", () => "/d/AAAAAAAAAAAAAAAAAAAAAA"],
  ["a blocked diagnosis", (diagnoses) => diagnoses["preflight-needs-login"]],
  ["what a remedy would change", (diagnoses) => `${diagnoses["preflight-needs-login"]}/remedies/1`],
  ["a redirected diagnosis", (diagnoses) => diagnoses["redirect-across-origins"]],
  ["an allowed diagnosis", (diagnoses) => diagnoses["exposed-headers-missing"]],
  ["an opaque diagnosis", (diagnoses) => diagnoses["no-cors"]],
];
