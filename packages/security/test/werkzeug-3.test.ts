import { describeThird } from "./werkzeug-vectors.js";

describeThird(2);
