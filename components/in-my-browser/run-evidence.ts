import type { ResourceTiming, RunEvidence } from "./browser-answer.ts";

/** In Chromium the record of a request comes a little later than its answer. */
const TIMING_WAIT_MS = 250;

/** The names under which browsers keep the visitor's answer, newest last. */
const LOCAL_NETWORK_PERMISSIONS = ["local-network-access", "local-network", "loopback-network"];

/** Watches what happens around a request to that URL; the function that it gives ends that and says what was seen. */
export function watchRun(url: string): () => Promise<RunEvidence> {
  const stoppedByPolicy: string[] = [];
  const onViolation = ({ disposition, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (disposition === "enforce") stoppedByPolicy.push(effectiveDirective);
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  const timing = watchTiming(url);
  return async () => {
    const evidence = {
      online: navigator.onLine,
      serviceWorker: "serviceWorker" in navigator && navigator.serviceWorker.controller !== null,
      localNetwork: await localNetworkPermission(),
      timing: await timing(),
      stoppedByPolicy,
    };
    document.removeEventListener("securitypolicyviolation", onViolation);
    return evidence;
  };
}

function watchTiming(url: string): () => Promise<ResourceTiming | null> {
  const { promise, resolve } = Promise.withResolvers<ResourceTiming | null>();
  const { href } = new URL(url);
  const observer = new PerformanceObserver((list) => {
    // The browser's own record, whose later members not every browser has.
    const entry = list.getEntriesByName(href, "resource").at(-1) as
      (PerformanceResourceTiming & { readonly deliveryType?: string }) | undefined;
    if (entry) resolve({ protocol: entry.nextHopProtocol, delivery: entry.deliveryType ?? "" });
  });
  observer.observe({ type: "resource" });
  return async () => {
    const timer = setTimeout(() => {
      resolve(null);
    }, TIMING_WAIT_MS);
    const timing = await promise;
    clearTimeout(timer);
    observer.disconnect();
    return timing;
  };
}

/** https://wicg.github.io/local-network-access/#permissions-policy; null where none of the names is known. */
async function localNetworkPermission(): Promise<PermissionState | null> {
  const states = await Promise.all(
    LOCAL_NETWORK_PERMISSIONS.map(async (name) => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return null;
      }
    }),
  );
  return states.find((state) => state === "denied") ?? states.find((state) => state !== null) ?? null;
}
