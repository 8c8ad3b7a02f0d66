import { describe, expect, test } from "vitest";
import type { Diagnosis, Exchange, TraceStep } from "#lib/contract/diagnosis.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { pictureOf } from "#components/diagnosis/lanes.ts";
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

  test("gives the server behind a redirect a lane of its own", () => {
    const exchanges = [
      exchange("GET", answered(302, [["Location", "https://other.example/x"]])),
      exchange("GET", answered(200), "https://other.example/x"),
    ];
    const { lanes, rows } = pictureOf(
      sequenceOf(aDiagnosis({ exchanges, trace: failedAt(1) })),
      "https://shop.example",
    );
    expect(lanes.map(({ title, name }) => `${title} ${name ?? ""}`)).toEqual([
      "Page https://shop.example",
      "Browser ",
      "Server 1 api.example",
      "Server 2 other.example",
    ]);
    expect(rows.map((row) => (row.kind === "step" ? `${row.from} > ${row.to} ${row.step.title}` : row))).toEqual([
      "0 > 1 fetch GET",
      "1 > 2 GET /orders",
      "2 > 1 302 Found",
      "1 > 3 GET /x",
      "3 > 1 200 OK",
      "1 > 0 TypeError",
    ]);
  });

  test("of many servers lets the later ones share a lane and names them, and leaves out the middle", () => {
    const hosts = Array.from({ length: 12 }, (_, index) => `https://h${index}.example/x`);
    const exchanges = hosts.map((url, index) =>
      exchange("GET", answered(302, [["Location", hosts[index + 1] ?? "/"]]), url),
    );
    const steps = sequenceOf(aDiagnosis({ exchanges, trace: failedAt(11) }));
    const { lanes, rows } = pictureOf(steps, "https://shop.example");
    expect(lanes.slice(2).map(({ name }) => name)).toEqual(["h0.example", "h1.example", "h2.example", "9 servers"]);
    const gap = rows.find((row) => row.kind === "gap");
    expect(gap && rows.length - 1 + gap.leftOut).toBe(steps.length);
    expect(rows.flatMap((row) => (row.kind === "step" && row.to === 5 ? [row.step.title] : []))).toContain(
      "GET h3.example/x",
    );
    expect(rows.filter((row) => row.kind === "step" && row.step.weight === "stopped")).toHaveLength(1);
  });

  test("of exactly as many servers as there are lanes shares none", () => {
    const hosts = Array.from({ length: 4 }, (_, index) => `https://h${index}.example/x`);
    const exchanges = hosts.map((url) => exchange("GET", answered(302, [["Location", "/"]]), url));
    const { lanes } = pictureOf(sequenceOf(aDiagnosis({ exchanges, trace: failedAt(3) })), "https://shop.example");
    expect(lanes.slice(2).map(({ title, name }) => `${title} ${name ?? ""}`)).toEqual(
      hosts.map((_, index) => `Server ${index + 1} h${index}.example`),
    );
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
