import { describeThird } from "./werkzeug-vectors.js";

describeThird(1);
