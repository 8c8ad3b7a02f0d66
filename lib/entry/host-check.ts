import { isLoopbackHost, type Config } from "#lib/config/env.ts";

const HOST_CHARACTERS = /^[\w.:[\]-]+$/;

/** How a browser or another client addresses this server: `https` only where a proxy in front speaks it. */
export interface ServedHost {
  readonly host: string;
  readonly protocol: "http" | "https";
}

/**
 * Which hosts this server answers for: that of `PUBLIC_URL` and, where only this machine can connect, the loopback
 * names. A page on a name that its owner re-points to this machine (DNS rebinding) is same-origin for the browser, and
 * only the `Host` header gives it away.
 */
export function createHostCheck({
  host: boundHost,
  port,
  publicUrl,
}: Pick<Config, "host" | "port" | "publicUrl">): (host: string | undefined) => ServedHost | null {
  const publicAddress = new URL(publicUrl);
  const loopbackHosts = isLoopbackHost(boundHost)
    ? ["127.0.0.1", "localhost", "[::1]"].map((name) => new URL(`http://${name}:${port}`).host)
    : [];

  return (host) => {
    if (host === undefined || !HOST_CHARACTERS.test(host)) return null;
    if (URL.parse(`${publicAddress.protocol}//${host}`)?.host === publicAddress.host) {
      return { host: publicAddress.host, protocol: publicAddress.protocol === "https:" ? "https" : "http" };
    }
    const loopback = URL.parse(`http://${host}`)?.host;
    return loopback !== undefined && loopbackHosts.includes(loopback) ? { host: loopback, protocol: "http" } : null;
  };
}
