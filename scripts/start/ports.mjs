import { connect, createServer } from "node:net";
import { StartFailure } from "./start-failure.mjs";

/** @param {number} port @param {string} host @returns {Promise<NodeJS.ErrnoException | undefined>} why it cannot be used */
function whyTaken(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** Refuses with one sentence when the console's port is not to be had. @param {number} port @param {string} host */
export async function assertPortFree(port, host) {
  const error = await whyTaken(port, host);
  if (!error) return;
  if (error.code === "EADDRINUSE")
    throw new StartFailure(`Port ${port} is in use: end what listens there, or set PORT to another one.`);
  if (error.code === "EACCES")
    throw new StartFailure(`Port ${port} may not be used by this user: set PORT to one above 1023.`);
  throw new StartFailure(`HOST '${host}' cannot be listened on (${error.code}): set it to an address of this machine.`);
}

/** The first free loopback port from `from` on, for a server of our own. @param {number} from */
export async function firstFreePort(from) {
  for (let port = from; port < from + 200; port += 1) if (!(await whyTaken(port, "127.0.0.1"))) return port;
  throw new StartFailure(`No port between ${from} and ${from + 199} is free.`);
}

/** Whether something listens there. @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function isListening(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
