/** Tests that compare with a program from outside are skipped where it is missing, saying so, but never in CI. */

/** The reason to skip, printed as one line; undefined if nothing is in the way. Throws in CI, where nothing may be skipped. */
export function skipReason(what: string, obstacle: string | undefined): string | undefined {
  if (obstacle === undefined) return undefined;
  if (process.env['CI'] === 'true') throw new Error(`${what}: ${obstacle}`);
  console.warn(`skipped: ${what} (${obstacle})`);
  return obstacle;
}
