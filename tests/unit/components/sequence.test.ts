import { describe, expect, test } from "vitest";
import type { Diagnosis, Exchange, TraceStep } from "#lib/contract/diagnosis.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { sequenceOf } from "#components/diagnosis/sequence.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

const URL_ASKED = "https://api.example/orders";

function exchange(
  method: string,
  answer: Pick<Exchange, "response"> | Pick<Exchange, "failure">,
  url = URL_ASKED,
): Exchange {
  return {
    role: method === "OPTIONS" ? "preflight" : "actual",
    hop: 0,
    request: { method, url, headers: [["Origin", "https://shop.example"]] },
    response: null,
    failure: null,
    remoteAddress: null,
    timingMs: null,
    ...answer,
  };
}

const answered = (status: number, headers: HeaderList = []) => ({
  response: {
    status,
    httpVersion: null,
    headers: headers.map(([name, value]) => [name, value] as const),
    bodyStart: null,
  },
});

const failedAt = (index: number): TraceStep[] => [
  {
    algorithm: "cors-check",
    step: "2",
    spec: "https://fetch.spec.whatwg.org/#concept-cors-check",
    exchange: index,
    outcome: "fail",
    detail: "",
  },
];

/** The picture as lines: who to whom, how heavily, and what. */
function picture(changes: Partial<Diagnosis>): readonly string[] {
  return sequenceOf(aDiagnosis(changes)).map(({ from, to, weight, title }) => `${from} > ${to} ${weight}: ${title}`);
}

describe("the sequence diagram", () => {
  test("leaves out what was asked besides", () => {
    const own = [exchange("OPTIONS", answered(401))];
    const probe = { ...exchange("OPTIONS", answered(200)), role: "probe" as const };
    const changes = { trace: failedAt(0) };
    expect(picture({ ...changes, exchanges: [...own, probe] })).toEqual(picture({ ...changes, exchanges: own }));
  });

  test("of a refused preflight stops at its answer and shows what was never sent", () => {
    const { request } = aDiagnosis();
    expect(
      picture({
        request: { ...request, method: "PUT" },
        exchanges: [exchange("OPTIONS", answered(401))],
        trace: failedAt(0),
      }),
    ).toEqual([
      "page > browser plain: fetch PUT",
      "browser > server plain: OPTIONS /orders",
      "server > browser stopped: 401 Unauthorized",
      "browser > server never: PUT /orders was never sent",
      "browser > page plain: TypeError",
    ]);
  });

  test("of an allowed request has nothing that stops", () => {
    expect(picture({ outcome: "allowed", reason: null, exchanges: [exchange("GET", answered(200))] })).toEqual([
      "page > browser plain: fetch GET",
      "browser > server plain: GET /orders",
      "server > browser plain: 200 OK",
      "browser > page plain: the response, readable",
    ]);
  });

  test("of a request that is refused before anything is sent stops at the browser", () => {
    expect(picture({ reason: "get-with-body" })).toEqual([
      "page > browser stopped: fetch GET",
      "browser > server never: GET /orders was never sent",
      "browser > page plain: TypeError",
    ]);
  });

  test("of a refused redirect shows that it was never followed", () => {
    expect(
      picture({ exchanges: [exchange("GET", answered(302, [["Location", "/login"]]))], trace: failedAt(0) }),
    ).toEqual([
      "page > browser plain: fetch GET",
      "browser > server plain: GET /orders",
      "server > browser stopped: 302 Found",
      "browser > server never: The redirect was never followed",
      "browser > page plain: TypeError",
    ]);
  });

  test("names the host of a redirect's target when it is another one", () => {
    const exchanges = [
      exchange("GET", answered(302, [["Location", "https://other.example/x"]])),
      exchange("GET", answered(200), "https://other.example/x"),
    ];
    expect(picture({ exchanges, trace: failedAt(1) })).toContain("browser > server plain: GET other.example/x");
  });

  test("of a server that does not answer stops at the server", () => {
    const failure = { phase: "connect", code: "connection-refused", message: "The server refused." } as const;
    expect(picture({ outcome: "unreachable", reason: null, exchanges: [exchange("GET", { failure })] })).toEqual([
      "page > browser plain: fetch GET",
      "browser > server stopped: GET /orders",
      "browser > page plain: TypeError",
    ]);
  });

  test("of an undecided request says that the rest was not sent, and stops nowhere", () => {
    const { request } = aDiagnosis();
    expect(
      picture({
        outcome: "undetermined",
        reason: null,
        request: { ...request, method: "DELETE" },
        exchanges: [exchange("OPTIONS", answered(204))],
      }),
    ).toEqual([
      "page > browser plain: fetch DELETE",
      "browser > server plain: OPTIONS /orders",
      "server > browser plain: 204 No Content",
      "browser > server never: DELETE /orders was not sent",
      "browser > page never: not known",
    ]);
  });
});
