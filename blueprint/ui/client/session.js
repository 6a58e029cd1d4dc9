// The browser's session on the server.

/** Whether it has ended; false when the server does not answer. */
export async function hasSessionEnded() {
  const response = await fetch("/", { headers: { Accept: "text/plain" }, redirect: "manual" }).catch(() => null);
  return response?.status === 401;
}
