import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EGRESS_DENIALS } from "#lib/contract/terms.ts";
import { classifyAddress } from "#lib/egress/address.ts";
import { checkTarget } from "#lib/egress/target.ts";

/** IANA's registry of special-purpose IPv4 addresses, with multicast and the future class E. */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["168.63.129.16", 32],
];

/** Inside 2000::/3; everything outside is special anyway. */
const SPECIAL_IPV6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const special = new BlockList();
for (const [address, prefix] of SPECIAL_IPV4) special.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of SPECIAL_IPV6) special.addSubnet(address, prefix, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const dotted = (bits: number) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join(".");
const bitsOf = (address: string) => address.split(".").reduce((bits, part) => ((bits << 8) | Number(part)) >>> 0, 0);
const grouped = (groups: readonly number[]) => groups.map((group) => group.toString(16)).join(":");

/** Any address, those beside the borders of the special ranges more often. */
const ipv4Bits = fc.oneof(
  fc.nat(0xffffffff),
  fc
    .tuple(fc.constantFrom(...SPECIAL_IPV4), fc.integer({ min: -2, max: 1 }), fc.boolean())
    .map(([[address, prefix], offset, atEnd]) => (bitsOf(address) + (atEnd ? 2 ** (32 - prefix) : 0) + offset) >>> 0),
);
const group = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0, 0, 0xffff, 0x5efe));
const ipv6Groups = fc.tuple(
  fc.oneof(group, fc.constantFrom(0x2001, 0x2002, 0x2620, 0x3ffe, 0x3fff, 0x64, 0xfc00, 0xfe80, 0xff02)),
  ...Array.from({ length: 7 }, () => group),
);

describe("classifyAddress", () => {
  test("an IPv4 address is admitted exactly when no registry calls it special", () => {
    fc.assert(
      fc.property(ipv4Bits, (bits) => {
        const address = dotted(bits);
        expect(classifyAddress(address) !== null).toBe(special.check(address, "ipv4"));
      }),
      { numRuns: 2_000 },
    );
  });

  test("an IPv6 address is admitted only when it is global unicast and not special", () => {
    fc.assert(
      fc.property(ipv6Groups, (groups) => {
        const address = grouped(groups);
        if (classifyAddress(address) !== null) return;
        expect(globalUnicast.check(address, "ipv6")).toBe(true);
        expect(special.check(address, "ipv6")).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test("an ordinary global unicast IPv6 address is admitted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x2400, max: 0x2a0f }), fc.tuple(group, group, group), (first, rest) => {
        const address = grouped([first, ...rest, 1, 2, 3, 4]);
        fc.pre(!special.check(address, "ipv6"));
        expect(classifyAddress(address)).toBeNull();
      }),
    );
  });

  test("no text makes it throw, and what is no address is not admitted", () => {
    const pieces = fc.constantFrom("1", "127.0.0.1", "::", ":", ".", "%", "eth0.1", "ffff", "0x7f", " ", "[", "]", "²");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join("")),
        ),
        (text) => {
          const denial = classifyAddress(text);
          if (denial !== null) expect(EGRESS_DENIALS).toContain(denial);
          else expect(text).toMatch(/^[\da-f:.]+$/i);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("every zone is survived", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (zone) => {
        expect(classifyAddress(`fe80::1%${zone}`)).toBeOneOf(["link-local", "invalid-host"]);
        expect(classifyAddress(`2606:4700::1%${zone}`)).toBeOneOf(["reserved", "invalid-host"]);
      }),
    );
  });
});

describe("every spelling of an address that the URL parser knows gets the same answer", () => {
  const spellings: readonly ((bits: number) => string)[] = [
    (bits) => String(bits),
    (bits) => `0x${bits.toString(16)}`,
    (bits) => `0${bits.toString(8)}`,
    (bits) => `${bits >>> 24}.${bits & 0xffffff}`,
    (bits) => `0x${(bits >>> 24).toString(16)}.0${((bits >>> 16) & 0xff).toString(8)}.${bits & 0xffff}`,
    (bits) => `${dotted(bits)}.`,
    (bits) => dotted(bits).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    (bits) => dotted(bits).replaceAll(".", "。"),
    (bits) => dotted(bits).replace(/\d/g, (digit) => `%3${digit}`),
  ];

  test("IPv4", () => {
    fc.assert(
      fc.property(ipv4Bits, fc.constantFrom(...spellings), (bits, spell) => {
        expect(hostOf(`http://${spell(bits)}/`)).toBe(dotted(bits));
      }),
      { numRuns: 1_000 },
    );
  });

  test("IPv6", () => {
    fc.assert(
      fc.property(ipv6Groups, fc.boolean(), (groups, upper) => {
        const long = groups.map((part) => part.toString(16).padStart(4, "0")).join(":");
        const host = hostOf(`http://[${upper ? long.toUpperCase() : long}]/`);
        expect(classifyAddress(host)).toBe(classifyAddress(grouped(groups)));
      }),
      { numRuns: 1_000 },
    );
  });
});

function hostOf(url: string): string {
  const checked = checkTarget(url);
  if (checked.kind === "denied") throw new Error(`${url} is denied: ${checked.denial}`);
  expect(checked.target.hostKind).toBe("address");
  return checked.target.host;
}
