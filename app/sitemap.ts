import type { MetadataRoute } from "next";
import { getPublicUrl } from "#lib/composition.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";

// PUBLIC_URL is read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/** Every page that is worth finding. Problems of the API and permalinks are reached from where they arise. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const publicUrl = await getPublicUrl();
  const paths = ["/", "/learn", "/glossary", "/lab", "/findings", ...FINDINGS.map(({ id }) => `/findings/${id}`)];
  return paths.map((path) => ({ url: new URL(path, publicUrl).href }));
}
