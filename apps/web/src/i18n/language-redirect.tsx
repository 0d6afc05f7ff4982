"use client";

import { useEffect } from "react";

import { preferredLanguage } from "./language";

/** Redirects to the browser's language, on file servers that can't do it themselves. */
export function LanguageRedirect(): null {
  useEffect(() => {
    location.replace(`/${preferredLanguage(navigator.languages)}/`);
  }, []);
  return null;
}
