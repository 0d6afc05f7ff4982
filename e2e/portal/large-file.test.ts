import { testLargeFile } from "./large-file.js";

testLargeFile(100_000_000);
