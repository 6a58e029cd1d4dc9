// Streamlit's own connection, over which a component sends its values: what is sent while there is none is lost.

const CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]';
const INTERVAL = 100;

export function isStreamlitConnectedNow() {
  return document.querySelector(CONNECTED) !== null;
}

/** Whether it is there, after waiting for it if need be. @param {number} wait milliseconds at most */
export async function isStreamlitConnected(wait) {
  const until = Date.now() + wait;
  while (!isStreamlitConnectedNow()) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, INTERVAL);
    });
  }
  return true;
}
