import { act } from "react";
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { createStore, useStore } from "#/state/store.js";

interface Form {
  readonly text: string;
  readonly count: number;
  readonly list: readonly string[];
}

const INITIAL: Form = { text: "", count: 0, list: [] };

describe("createStore", () => {
  it("changes some fields, keeps the others, and notifies", () => {
    const form = createStore(INITIAL);
    const listener = vi.fn();
    form.subscribe(listener);
    form.set({ text: "hello" });
    expect(form.get()).toEqual({ ...INITIAL, text: "hello" });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("does not notify after the subscription ended, even one that ends during a notification", () => {
    const form = createStore(INITIAL);
    const second = vi.fn();
    const endFirst = form.subscribe(() => {
      endFirst();
    });
    form.subscribe(second);
    form.set({ count: 1 });
    form.set({ count: 2 });
    expect(second).toHaveBeenCalledTimes(2);
  });

  it("puts the initial state back", () => {
    const form = createStore(INITIAL);
    form.set({ text: "hello" });
    form.reset();
    expect(form.get()).toBe(form.initial);
  });

  it("ignores a change whose signal is aborted, and does not notify", () => {
    const form = createStore(INITIAL);
    const listener = vi.fn();
    form.subscribe(listener);
    const controller = new AbortController();
    form.set({ count: 1 }, controller.signal);
    controller.abort();
    form.set({ count: 2 }, controller.signal);
    expect(form.get().count).toBe(1);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("useStore", () => {
  let unmount: () => void = () => undefined;

  beforeEach(() => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("HTMLIFrameElement", EventTarget);
  });
  afterEach(() => {
    act(() => {
      unmount();
    });
    vi.unstubAllGlobals();
  });

  /** Mounts a component that renders nothing, for which React needs no more of a DOM than this. */
  function mount(node: ReactNode): void {
    const document = Object.assign(new EventTarget(), { nodeType: 9 });
    const container = Object.assign(new EventTarget(), {
      nodeType: 1,
      tagName: "DIV",
      ownerDocument: document,
    });
    const root = createRoot(container as unknown as Element);
    unmount = () => {
      root.unmount();
    };
    act(() => {
      root.render(node);
    });
  }

  it("renders again only when a selected field changes", () => {
    const form = createStore(INITIAL);
    const rendered: string[] = [];
    function Text(): ReactNode {
      rendered.push(useStore(form, "text").text);
      return null;
    }
    mount(<Text />);
    act(() => {
      form.set({ count: 1 });
    });
    act(() => {
      form.set({ list: ["a"], text: "" });
    });
    expect(rendered).toEqual([""]);
    act(() => {
      form.set({ text: "hello" });
    });
    expect(rendered).toEqual(["", "hello"]);
  });

  it("selects several fields, without a new render for equal values", () => {
    const form = createStore(INITIAL);
    const list = ["a"];
    const rendered: unknown[] = [];
    function Both(): ReactNode {
      rendered.push(useStore(form, "count", "list"));
      return null;
    }
    mount(<Both />);
    act(() => {
      form.set({ list });
    });
    act(() => {
      form.set({ text: "hello", list, count: 0 });
    });
    expect(rendered).toEqual([
      { count: 0, list: [] },
      { count: 0, list },
    ]);
  });

  it("renders the initial state on the server, whatever the state is", () => {
    const form = createStore(INITIAL);
    form.set({ text: "typed" });
    function Text(): ReactNode {
      return <p>{useStore(form, "text").text}</p>;
    }
    expect(renderToStaticMarkup(<Text />)).toBe("<p></p>");
  });
});
