/** Texts of the interface components. */
export const design = {
  show: "Show<hidden>: {label}</hidden>",
  hide: "Hide<hidden>: {label}</hidden>",
  hidden: "hidden",
  hides: "Hides in {seconds, plural, one {# second} other {# seconds}}",
  copy: {
    clears: "{copied}. The clipboard is cleared in {seconds} seconds.",
    exact: "It was copied exactly, with line breaks or characters that you can't see.",
    cleared: "The clipboard was cleared.",
    waits: "The clipboard is cleared when you come back to this page.",
    stays: "The browser doesn't let us clear the clipboard. Copy something else to replace it.",
    refused: "The browser didn't allow copying. Select the text and copy it yourself.",
  },
  drop: {
    choose: "Choose {count, plural, one {a file} other {the files}}",
    also: "or drop it here, or paste it",
    alsoMany: "or drop them here, or paste them",
    now: "Drop it here",
    nowMany: "Drop them here",
    folder:
      "That is a folder, so it was not added. Compress it into a .zip file and choose that file.",
    onlyOne: "Those are several files; you can choose only one. None was added.",
  },
  progress: {
    share: "{done} of {total}",
    cancel: "Cancel",
  },
  qr: {
    failed: "Couldn't load the QR code. Nothing was lost. Check your connection and try again.",
    retry: "Try again",
  },
  strength: {
    label: "Strength",
    none: "Type to measure it",
    score0: "Very weak",
    score1: "Weak",
    score2: "Fair",
    score3: "Strong",
    score4: "Very strong",
  },
  words: {
    list: "The six words, in English",
    listOther: "The six words, in Spanish",
    other: "Show in Spanish",
    own: "Show in English",
    why: "Both people must use the same list.",
  },
  link: {
    title: "This is a link that asks for a credential",
    taken: "This is an address of {host}, which rewrites links. The link inside it:",
    check: "Open it to answer. First check that {host} is the portal that you expect.",
    open: "Open the link",
  },
  letter: {
    language: "Language of the message",
    copy: "Copy the message",
    copied: "Message copied. Paste it into a mail or a chat.",
    share: "Share the message",
  },
} as const;
