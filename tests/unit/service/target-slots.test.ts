import { beforeEach, describe, expect, test } from "vitest";
import { createTargetSlots, type Release, type TargetSlots } from "#lib/service/target-slots.ts";

const HOST = "api.example:443";
const staying = new AbortController().signal;

interface Timer {
  ms: number;
  callback: () => void;
}

let timers: Set<Timer>;
let slots: TargetSlots;

function startTimer(ms: number, callback: () => void): () => void {
  const timer = { ms, callback };
  timers.add(timer);
  return () => {
    timers.delete(timer);
  };
}

function timeOut(): void {
  const [timer] = timers;
  if (!timer) throw new Error("nobody waits");
  timers.delete(timer);
  timer.callback();
}

async function take(host = HOST): Promise<Release> {
  const slot = await slots.acquire(host, staying);
  if (slot === "busy") throw new Error("busy");
  return slot;
}

/** What has become of a promise once everything that can happen has happened. */
async function stateOf(promise: Promise<Release | "busy">): Promise<"waiting" | "busy" | "slot"> {
  const waiting = new Promise<"waiting">((resolve) => {
    setImmediate(() => {
      resolve("waiting");
    });
  });
  const outcome = await Promise.race([promise, waiting]);
  return typeof outcome === "function" ? "slot" : outcome;
}

beforeEach(() => {
  timers = new Set();
  slots = createTargetSlots({ startTimer, slotsPerHost: 2, waitMs: 5_000 });
});

describe("target slots", () => {
  test("two diagnoses of one host run at once, a third waits until one of them ends", async () => {
    const release = await take();
    await take();
    const third = slots.acquire(HOST, staying);
    expect(await stateOf(third)).toBe("waiting");
    expect([...timers].map(({ ms }) => ms)).toEqual([5_000]);
    release();
    expect(await stateOf(third)).toBe("slot");
    expect(timers.size).toBe(0);
  });

  test("the third is told that the host is busy when none ends in time", async () => {
    await take();
    await take();
    const third = slots.acquire(HOST, staying);
    timeOut();
    expect(await third).toBe("busy");
  });

  test("one that gave up waiting takes no slot later", async () => {
    const release = await take();
    await take();
    const [third, fourth] = [slots.acquire(HOST, staying), slots.acquire(HOST, staying)];
    timeOut();
    release();
    expect(await stateOf(third)).toBe("busy");
    expect(await stateOf(fourth)).toBe("slot");
  });

  test("those who wait are served in the order in which they came", async () => {
    const release = await take();
    await take();
    const [third, fourth] = [slots.acquire(HOST, staying), slots.acquire(HOST, staying)];
    release();
    expect([await stateOf(third), await stateOf(fourth)]).toEqual(["slot", "waiting"]);
  });

  test("a slot that is passed on still counts as taken", async () => {
    const release = await take();
    await take();
    const third = slots.acquire(HOST, staying);
    release();
    await third;
    expect(await stateOf(slots.acquire(HOST, staying))).toBe("waiting");
  });

  test("giving a slot back twice frees one slot", async () => {
    const release = await take();
    await take();
    release();
    release();
    await take();
    expect(await stateOf(slots.acquire(HOST, staying))).toBe("waiting");
  });

  test("hosts do not wait for each other", async () => {
    await take();
    await take();
    expect(await stateOf(slots.acquire("other.example:443", staying))).toBe("slot");
  });

  test("one who leaves the queue is told by the reason, and takes no slot", async () => {
    const release = await take();
    await take();
    const caller = new AbortController();
    const third = slots.acquire(HOST, caller.signal);
    const fourth = slots.acquire(HOST, staying);
    const reason = new Error("left");
    caller.abort(reason);
    await expect(third).rejects.toBe(reason);
    expect(timers.size).toBe(1);
    release();
    expect(await stateOf(fourth)).toBe("slot");
  });

  test("one who left before asking gets no slot", async () => {
    const reason = new Error("left");
    await expect(slots.acquire(HOST, AbortSignal.abort(reason))).rejects.toBe(reason);
    await take();
    await take();
  });
});
