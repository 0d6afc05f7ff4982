"use client";

import { useEffect } from "react";

import { preferredLanguage } from "./language";

/** Goes on to the language of the browser, where there is no server of ours to do it. */
export function LanguageForward(): null {
  useEffect(() => {
    location.replace(`/${preferredLanguage(navigator.languages)}/`);
  }, []);
  return null;
}
