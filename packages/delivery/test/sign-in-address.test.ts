import { describe, expect, it } from "vitest";

import { readSignInAddress, withScheme } from "@pct/delivery";

describe("withScheme", () => {
  it.each([
    ["console.aws.amazon.com", "https://console.aws.amazon.com"],
    [" example.org:8443/login?a=b#c ", "https://example.org:8443/login?a=b#c"],
    ["ñandú.example/entrar", "https://ñandú.example/entrar"],
    ["intranet", "https://intranet"],
    ["10.0.0.5", "https://10.0.0.5"],
    ["[2001:db8::1]/x", "https://[2001:db8::1]/x"],
    ["my_host.example.org", "https://my_host.example.org"],
  ])("completes %j", (typed, completed) => {
    expect(withScheme(typed)).toBe(completed);
    expect(withScheme(completed)).toBe(completed);
  });

  it.each([
    "",
    "https://example.org",
    "http://example.org",
    "ssh://example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:ana@example.org",
    "ana@example.org",
    "ask me by phone",
    "//example.org",
    ".example",
    "-",
    "/login",
  ])("leaves %j unchanged", (typed) => {
    expect(withScheme(typed)).toBe(typed);
  });
});

describe("readSignInAddress", () => {
  it.each([
    "https://example.org",
    "https://intranet/login",
    "https://8.8.8.8/",
    "https://100.128.0.1/",
    "https://172.32.0.1/",
    "https://[2001:4860:4860::8888]/",
    "https://10.example.org/",
    "https://localhost.example.org/",
    "https://[::ffff:8.8.8.8]/",
  ])("makes a link of %j", (text) => {
    expect(readSignInAddress(text)).toEqual({ link: new URL(text), problem: null });
  });

  it.each([
    ["http://example.org", "insecure"],
    ["HTTP://10.0.0.1", "insecure"],
    ["https://ana@example.org", "user"],
    ["https://ana:secret@example.org", "user"],
    ["https://10.0.0.1", "private"],
    ["https://172.16.3.4:8443/x", "private"],
    ["https://192.168.1.1", "private"],
    ["https://100.64.0.1", "private"],
    ["https://169.254.169.254/latest", "private"],
    ["https://127.0.0.1", "private"],
    ["https://0x7f.1/", "private"],
    ["https://2130706433/", "private"],
    ["https://0/", "private"],
    ["https://255.255.255.255", "private"],
    ["https://localhost:3000", "private"],
    ["https://a.LOCALHOST./", "private"],
    ["https://[::1]/", "private"],
    ["https://[::]/", "private"],
    ["https://[fd12::1]/", "private"],
    ["https://[fe80::1]/", "private"],
    ["https://[::ffff:192.168.0.1]/", "private"],
    ["ftp://example.org", "malformed"],
    ["example.org", "malformed"],
    ["https:example.org", "malformed"],
    ["https://", "malformed"],
    ["https://example.org:port", "malformed"],
    ["", "malformed"],
  ])("explains why %j is no link", (text, problem) => {
    expect(readSignInAddress(text)).toEqual({ link: null, problem });
  });
});
