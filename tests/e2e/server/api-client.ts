import { once } from "node:events";
import { connect } from "node:net";
import { diagnosisSchema, type Diagnosis } from "#lib/contract/diagnosis.ts";

export const JSON_TYPE = { "content-type": "application/json" };

/** An answer as `application/problem+json`. */
export interface ProblemDocument {
  readonly type: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  readonly denial?: string;
  readonly commands?: readonly string[];
}

export function postJson(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return fetch(url, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
}

/** The body as a diagnosis; fails when it is not one to the letter of the contract. */
export async function readDiagnosis(response: Response): Promise<Diagnosis> {
  return diagnosisSchema.parse(await response.json());
}

/** The code of a problem, which is the last part of its type, and the fields that it names. */
export async function readProblem(response: Response) {
  const problem = (await response.json()) as ProblemDocument;
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    code: problem.type.split("/problems/")[1],
    pointers: problem.errors?.map(({ pointer }) => pointer) ?? [],
    problem,
  };
}

/** Sends bytes that no HTTP client would send, and resolves to all that comes back until the server closes. */
export async function sendRaw(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    answer += chunk;
  });
  socket.on("error", () => undefined);
  socket.write(bytes, "latin1");
  await once(socket, "close");
  return answer;
}
