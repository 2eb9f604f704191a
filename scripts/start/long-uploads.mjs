// Loaded into the web process with `--import`. Node ends a request whose body takes longer than five
// minutes, with 408, whatever comes meanwhile: too short for a large file over a slow line. Next has no
// setting for it. The door itself ends an upload of which no bytes come for a minute.
import http from "node:http";

const twelveHoursMs = 12 * 3_600_000;
const createServer = http.createServer;
http.createServer = (...given) => Object.assign(createServer(...given), { requestTimeout: twelveHoursMs });
