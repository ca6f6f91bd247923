/** What can be broken in a puzzle with a fault to find: a closed list, so that it can be named without typing. */

/** On a cable: it damages every frame, or it is cut. */
export const cableFaults = ['damages', 'cut'] as const;
/** On a host: its card is switched off, its subnet mask is too long, or a row of its neighbour table has a MAC address that no card has. */
export const hostFaults = ['off', 'mask', 'neighbor'] as const;
export const faultKinds = [...cableFaults, ...hostFaults] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A device or a cable, by its id on the map. */
export interface FaultPlace {
  readonly kind: 'device' | 'link';
  readonly id: string;
}

/** What somebody says is broken. */
export interface FaultName {
  readonly fault: FaultKind;
  readonly place: FaultPlace;
}
