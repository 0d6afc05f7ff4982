import { describe, it } from "vitest";

import { losesNothing } from "./killed-tab.js";
import { hasBrowser, Portal } from "./portal.js";

describe.skipIf(!hasBrowser)("a tab that is killed", () => {
  it("loses nothing that was on the screen, at twenty random points", async () => {
    const portal = await Portal.start();
    await losesNothing(portal, 20);
    await portal.close();
  });
});
