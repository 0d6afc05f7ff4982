/** The small words that the pieces of the interface say by themselves. */
export const design = {
  show: "Show<hidden>: {label}</hidden>",
  hide: "Hide<hidden>: {label}</hidden>",
  hidden: "hidden",
  hides: "Hides in {seconds, plural, one {# second} other {# seconds}}",
  copy: {
    clears: "{copied}. It leaves the clipboard in {seconds} seconds.",
    cleared: "The clipboard was cleared.",
    waits: "It will leave the clipboard when you come back to this page.",
    stays:
      "The browser does not let us clear the clipboard. Copy something else so that it does not stay there.",
    refused: "The browser did not allow copying. Select the text and copy it yourself.",
  },
  drop: {
    choose: "Choose {count, plural, one {a file} other {the files}}",
    also: "or drop it here, or paste it",
    alsoMany: "or drop them here, or paste them",
    now: "Drop it here",
    nowMany: "Drop them here",
    folder:
      "That is a folder, and it was not taken. Compress it into one .zip file and choose that file.",
    onlyOne:
      "Those are several files, and there is room for one. None was taken: choose a single one.",
  },
  progress: {
    share: "{done} of {total}",
    cancel: "Cancel",
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
    why: "Both people must read from the same list.",
  },
} as const;
