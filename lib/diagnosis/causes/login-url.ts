/** Hosts that do nothing but let people log in. */
const LOGIN_HOSTS =
  /^(?:accounts\.google\.com|login\.microsoftonline\.(?:com|us)|login\.live\.com|appleid\.apple\.com)$|\.(?:okta(?:preview)?\.com|auth0\.com|onelogin\.com|b2clogin\.com|ciamlogin\.com|amazoncognito\.com|cloudflareaccess\.com|pingidentity\.com)$|^(?:login|signin|sso|idp|adfs)\./;

/** The last segment of the path of a login page. */
const LOGIN_PAGE = /^(?:wp-)?(?:log[-_]?in|log[-_]?on|sign[-_]?in|sso)(?:\.(?:html?|php|jsp|aspx?|do|action))?$/i;

const LOGIN_PATHS = [
  /\/oauth2?\/(?:v\d(?:\.\d)?\/)?(?:auth|authorize|start)$/i,
  /\/(?:openid-connect|connect|oidc)\/(?:auth|authorize)$/i,
  /\/saml2?(?:\/|$)/i,
  /\/adfs\/ls\b/i,
  /\/\.auth\/login\//i,
  /\/cdn-cgi\/access\/login\b/i,
  /\/sessions?\/new$/i,
];

/**
 * Whether a request for `from` that is redirected to `to` is sent to log in: the target looks like a login page or the
 * start of a login elsewhere, and the request did not ask for such a page itself.
 */
export function leadsToLogin(from: URL, to: URL): boolean {
  if (looksLikeLogin(from)) return false;
  return looksLikeLogin(to) || (to.hostname !== from.hostname && LOGIN_HOSTS.test(to.hostname));
}

function looksLikeLogin({ pathname, hash, searchParams }: URL): boolean {
  const has = (name: string) => searchParams.has(name);
  const path = `/${segments(pathname).join("/")}`;
  return (
    LOGIN_PAGE.test(lastSegment(pathname)) ||
    (/^#!?\//.test(hash) && LOGIN_PAGE.test(lastSegment(hash.replace(/[?&].*$/, "")))) ||
    LOGIN_PATHS.some((pattern) => pattern.test(path)) ||
    has("SAMLRequest") ||
    (has("client_id") && has("response_type")) ||
    searchParams.get("wa") === "wsignin1.0"
  );
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function lastSegment(path: string): string {
  return (segments(path).at(-1) ?? "").replace(/;.*$/, "");
}
