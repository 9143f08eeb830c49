// Waiting for what comes some time: asks again until it is so, and says what was seen instead when it never is.

// Milliseconds; for slow machines, or for looking at failures quickly.
const PATIENCE = Number(process.env.MEDLINT_TEST_PATIENCE || 60_000);
const PAUSE = 100;

/**
 * @template T
 * @param {string} what is waited for, for the message
 * @param {() => Promise<T | false | undefined>} ask
 * @param {() => unknown} [seen] what is there instead
 * @param {number} [patience] milliseconds
 * @returns {Promise<T>}
 */
export async function until(what, ask, seen, patience = PATIENCE) {
  const end = Date.now() + patience;
  /** @type {unknown} */
  let trouble;
  do {
    try {
      const answer = await ask();
      if (answer) return answer;
      trouble = undefined;
    } catch (error) {
      trouble = error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (Date.now() < end);
  const instead = seen ? `\nthere is: ${await seen()}` : "";
  throw new Error(`${what}: not within ${patience / 1000} s${instead}`, { cause: trouble });
}
