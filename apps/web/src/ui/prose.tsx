"use client";

import { useState } from "react";
import type { ReactNode } from "react";

import { Button } from "./button";
import { PlainText } from "./plain-text";

/** A longer text is cut after a few lines, with a button for the rest. */
const LONG = { characters: 160, lines: 3 } as const;

/**
 * A text that a person wrote, each line in its own direction, with whole words and line breaks. A long one takes
 * a few lines until the reader asks for all of it.
 *
 * @param start - What the text is, before it.
 */
export function Prose({
  start,
  text,
  more,
  less,
}: Readonly<{ start: string; text: string; more: string; less: string }>): ReactNode {
  const [isWhole, setIsWhole] = useState(false);
  const isLong = text.length > LONG.characters || text.split("\n").length > LONG.lines;
  return (
    <>
      <p
        className={`max-w-lines break-words whitespace-pre-wrap ${isLong && !isWhole ? "line-clamp-3" : ""}`}
      >
        <strong className="font-semibold">{start}:</strong>{" "}
        <bdi className="[unicode-bidi:plaintext]">
          <PlainText text={text} />
        </bdi>
      </p>
      {isLong && (
        <div>
          <Button
            kind="quiet"
            className="-ml-3"
            aria-expanded={isWhole}
            onClick={() => {
              setIsWhole(!isWhole);
            }}
          >
            {isWhole ? less : more}
          </Button>
        </div>
      )}
    </>
  );
}

/** A key, JSON or the like, as it is, in a frame that scrolls. */
export function Code({ text, label }: Readonly<{ text: string; label: string }>): ReactNode {
  return (
    <pre
      dir="ltr"
      tabIndex={0}
      role="region"
      aria-label={label}
      className="max-h-64 overflow-auto rounded-card border border-line bg-wash p-3 font-mono text-small break-all whitespace-pre-wrap"
    >
      <code>
        <PlainText text={text} />
      </code>
    </pre>
  );
}
