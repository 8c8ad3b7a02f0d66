import type { ApiContext } from "#lib/api/api-context.ts";
import { createMemoryRateLimiter } from "#lib/api/rate-limit.ts";
import type { Services } from "#lib/service/services.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

export const API = "https://preflight.example/api/v1";

export interface LoggedError {
  readonly details: object;
  readonly message: string;
}

/** A context whose services answer with one diagnosis that is not saved, less what a test changes. */
export function anApi(
  services: Partial<Services> = {},
  changes: Partial<ApiContext> = {},
): { open: () => ApiContext; logged: LoggedError[] } {
  const logged: LoggedError[] = [];
  const context: ApiContext = {
    services: {
      diagnose: () => Promise.resolve({ kind: "diagnosis", diagnosis: aDiagnosis() }),
      evaluate: () => Promise.resolve({ kind: "diagnosis", diagnosis: aDiagnosis({ source: "supplied" }) }),
      getDiagnosis: () => Promise.resolve({ kind: "not-found" }),
      deleteDiagnosis: () => Promise.resolve("not-found"),
      listFindings: () => [],
      isReady: () => Promise.resolve(true),
      ...services,
    },
    rateLimiter: createMemoryRateLimiter(1_000),
    log: {
      error(details, message) {
        logged.push({ details, message });
      },
    },
    publicUrl: "https://preflight.example",
    localMode: false,
    ...changes,
  };
  return { open: () => context, logged };
}

export function postJson(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`${API}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
