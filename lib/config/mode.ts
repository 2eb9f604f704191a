/** Whether Next.js serves what is being worked on, which evaluates code and listens on a socket. */
export const isDevelopment = process.env.NODE_ENV === "development";
