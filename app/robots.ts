import type { MetadataRoute } from "next";
import { getPublicUrl } from "#lib/composition.ts";

// PUBLIC_URL is read when the server starts, not when it is built.
export const dynamic = "force-dynamic";

/**
 * The API sends requests to other servers when it is asked, so crawlers stay out of it. Permalinks may be fetched: their
 * `noindex` can only be obeyed by a crawler that sees it.
 */
export default async function robots(): Promise<MetadataRoute.Robots> {
  const publicUrl = await getPublicUrl();
  return { rules: { userAgent: "*", allow: "/", disallow: "/api/" }, sitemap: `${publicUrl}/sitemap.xml` };
}
