import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { PROBLEM_MEDIA_TYPE, problemDocument, PROBLEMS, type Problem, type ProblemPlace } from "#lib/api/problems.ts";

/** Answers with a problem and ends the connection, whose further bytes nobody will read. */
export function sendProblem(response: ServerResponse, problem: Problem, place: ProblemPlace): void {
  const body = problemBody(problem, place);
  response.writeHead(PROBLEMS[problem.code].status, problemHeaders(problem, body));
  response.end(body);
}

/** The same where node:http made no response object, because there was no request that it could read. */
export function writeProblem(socket: Duplex, problem: Problem, place: ProblemPlace): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status } = PROBLEMS[problem.code];
  const body = problemBody(problem, place);
  const headers = Object.entries(problemHeaders(problem, body));
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines}\r\n${body}`);
}

function problemBody(problem: Problem, place: ProblemPlace): string {
  return `${JSON.stringify(problemDocument(problem, place), null, 2)}\n`;
}

function problemHeaders(problem: Problem, body: string): Record<string, string> {
  return {
    ...problem.headers,
    "content-type": PROBLEM_MEDIA_TYPE,
    "content-length": String(Buffer.byteLength(body)),
    "cache-control": "no-store",
    connection: "close",
  };
}
