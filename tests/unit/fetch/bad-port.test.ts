import { expect, test } from "vitest";
import { isBadPort } from "#lib/fetch/bad-port.ts";

test("the bad ports are exactly these", () => {
  const ranges: string[] = [];
  for (let port = 0; port <= 65_535; port += 1) {
    if (!isBadPort(port)) continue;
    const first = port;
    while (isBadPort(port + 1)) port += 1;
    ranges.push(first === port ? String(port) : `${String(first)}-${String(port)}`);
  }
  expect(ranges.join(" ")).toBe(
    "0-1 7 9 11 13 15 17 19-23 25 37 42-43 53 69 77 79 87 95 101-104 109-111 113 115 117 119 123 135 137 139 143 161 " +
      "179 389 427 465 512-515 526 530-532 540 548 554 556 563 587 601 636 989-990 993 995 1719-1720 1723 2049 3659 " +
      "4045 4190 5060-5061 6000 6566 6665-6669 6679 6697 10080",
  );
});

test.each([80, 443, 3000, 5173, 8080, 8443])("port %d of the web is not bad", (port) => {
  expect(isBadPort(port)).toBe(false);
});
