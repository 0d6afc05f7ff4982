import { testLargeFile } from "./large-file.js";

testLargeFile(1024 ** 3);
