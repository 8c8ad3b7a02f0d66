// @vitest-environment jsdom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { remember } from "#components/recent/recent-diagnoses.ts";
import { RecentList } from "#components/recent/recent-list.tsx";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const IDS = ["a", "b"].map((letter) => letter.repeat(22));

beforeEach(() => {
  localStorage.clear();
  for (const id of IDS) {
    remember(aDiagnosis({ id, createdAt: "2099-01-01T00:00:00.000Z", expiresAt: "2099-02-01T00:00:00.000Z" }));
  }
});

async function show(): Promise<HTMLElement> {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  await act(async () => {
    root.render(<RecentList />);
  });
  onTestFinished(async () => {
    await act(async () => {
      root.unmount();
    });
    place.remove();
  });
  return place;
}

function linksOf(place: HTMLElement): (string | null)[] {
  return [...place.querySelectorAll("a")].map((link) => link.getAttribute("href"));
}

async function press(place: HTMLElement, name: RegExp): Promise<void> {
  const button = [...place.querySelectorAll("button")].find((each) =>
    name.test(each.getAttribute("aria-label") ?? each.textContent),
  );
  await act(async () => {
    button!.click();
  });
}

test("the server knows nothing of the list", () => {
  expect(renderToString(<RecentList />)).toBe("");
});

test("each entry leads to its diagnosis and says what it was", async () => {
  const place = await show();
  expect(linksOf(place)).toEqual(IDS.toReversed().map((id) => `/d/${id}`));
  expect(place.querySelector("li")?.textContent).toMatch(/^BlockedGET api\.example\/orders1 Jan 2099/);
});

test("an entry is taken off, and all of them are", async () => {
  const place = await show();
  await press(place, /^Take GET api\.example\/orders off the list/);
  expect(linksOf(place)).toEqual([`/d/${IDS[0]!}`]);
  await press(place, /^Clear the list$/);
  expect([place.innerHTML, localStorage.length]).toEqual(["", 0]);
});

test("what another part of the page remembers appears", async () => {
  const place = await show();
  const id = "c".repeat(22);
  await act(async () => {
    remember(aDiagnosis({ id, createdAt: "2099-01-01T00:00:00.000Z", expiresAt: "2099-02-01T00:00:00.000Z" }));
  });
  expect(linksOf(place)[0]).toBe(`/d/${id}`);
});
