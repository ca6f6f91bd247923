/** The PIN of a class that was made a moment ago. It is shown once and kept nowhere: with the page it is gone. */
let fresh: { readonly code: string; readonly pin: string } | null = null;

export function showPin(code: string, pin: string): void {
  fresh = { code, pin };
}

/** Null for a class that was not made in this page. */
export function freshPin(code: string): string | null {
  return fresh?.code === code ? fresh.pin : null;
}

/** Whoever has seen it does not need it here any more. */
export function hidePin(): void {
  fresh = null;
}
