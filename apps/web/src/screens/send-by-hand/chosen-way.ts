import { useSyncExternalStore } from "react";

import { subscribeToFragment } from "../../state/fragment";

/** The fragment of the form for a padlock that came by other means than a link. */
export const BY_HAND = "#hand";

let chosen: "entry" | "hand" = "entry";

/** What the fragment names, so that Back returns to the choice; `null` until the page is hydrated. */
export function useChosenWay(): typeof chosen | null {
  return useSyncExternalStore(subscribeToFragment, chosenWay, () => null);
}

/** Another fragment, such as the skip link's, keeps the choice. */
function chosenWay(): typeof chosen {
  if (location.hash === BY_HAND) chosen = "hand";
  else if (location.hash === "") chosen = "entry";
  return chosen;
}
