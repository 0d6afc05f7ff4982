import { trustOwnScripts } from "./src/trusted-scripts";

/** Next runs this file in the browser before anything else of ours. */
trustOwnScripts();
