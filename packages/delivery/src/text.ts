const encoder = /* @__PURE__ */ new TextEncoder();

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Whether a text has no lone surrogate, which could not be encoded as UTF-8. */
export function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
