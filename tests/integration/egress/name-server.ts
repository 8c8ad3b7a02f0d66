import { createSocket } from "node:dgram";
import { onTestFinished } from "vitest";

export type NameAnswer = { readonly addresses: readonly string[] } | "not-found" | "failure" | "silence";

const TYPES = { 1: "A", 28: "AAAA" } as const;
const FLAGS: Readonly<Record<string, number>> = { "not-found": 0x8183, failure: 0x8182 };

/**
 * A name server on 127.0.0.1 that answers every question for `A` (1) or `AAAA` (28) as it is told.
 *
 * @returns Its address and port, and the questions it was asked.
 */
export async function nameServer(
  answer: (name: string, type: "A" | "AAAA") => NameAnswer,
): Promise<{ server: string; questions: string[] }> {
  const questions: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, peer) => {
    const { name, end } = readName(query, 12);
    const type = TYPES[query.readUInt16BE(end) as keyof typeof TYPES];
    questions.push(`${name} ${type}`);
    const given = answer(name, type);
    if (given !== "silence") socket.send(response(query, end + 4, given), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    socket.close();
  });
  return { server: `127.0.0.1:${socket.address().port}`, questions };
}

function readName(query: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}

function response(query: Buffer, questionEnd: number, answer: Exclude<NameAnswer, "silence">): Buffer {
  const addresses = typeof answer === "string" ? [] : answer.addresses;
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(typeof answer === "string" ? (FLAGS[answer] ?? 0) : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const type = query.subarray(questionEnd - 4, questionEnd - 2);
  const records = addresses.map((address) => {
    const data = address.includes(":")
      ? Buffer.from(
          address
            .split(":")
            .map((part) => part.padStart(4, "0"))
            .join(""),
          "hex",
        )
      : Buffer.from(address.split(".").map(Number));
    return Buffer.concat([Buffer.from([0xc0, 12]), type, Buffer.from([0, 1, 0, 0, 0, 0, 0, data.length]), data]);
  });
  return Buffer.concat([head, query.subarray(12, questionEnd), ...records]);
}
