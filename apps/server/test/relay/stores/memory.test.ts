import { memoryStore } from "./memory.js";
import { describeRelayStore } from "./contract.js";

const CAPACITY = { entries: 1000, bytes: 10_000_000 };

describeRelayStore(({ capacity = CAPACITY, ...share } = {}) => memoryStore({ capacity, ...share }));
