import { trustOwnScripts } from "./src/trusted-scripts";

/** Next runs this file in the browser before the portal's other code. */
trustOwnScripts();
