import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

/** The simplest server with the relay's interface: node:http and a Map, without checks. An upper bound. */

const requests = new Map();

const server = createServer((request, response) => {
  const [, , , , id, part] = request.url.split("/");
  const answer = (status, body = "") => {
    response.writeHead(status, status === 204 ? {} : { "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  };
  switch (`${request.method} ${part ?? ""}`) {
    case "POST ":
      return read(request, (body) => {
        const newId = randomBytes(32).toString("base64url");
        requests.set(newId, { ...JSON.parse(body.toString()), delivery: null });
        answer(201, JSON.stringify({ id: newId }));
      });
    case "PUT delivery":
      return read(request, (body) => {
        requests.get(id).delivery = body;
        answer(201);
      });
    case "GET delivery":
      return answer(200, requests.get(id).delivery);
    case "DELETE delivery":
      requests.get(id).delivery = null;
      return answer(204);
    case "DELETE ":
      requests.delete(id);
      return answer(204);
    default:
      return answer(404);
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1");

function read(request, then) {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => then(Buffer.concat(parts)));
}
