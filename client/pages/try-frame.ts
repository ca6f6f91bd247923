/** The one frame on the home page: drawn by chance, decided by the rule of a network card. */
import type { TryOutcome } from '../../shared/text/interface-words.ts';

export interface TryFrame {
  readonly own: string;
  readonly destination: string;
  /** The ends of the other machines' addresses, as they stand under them. */
  readonly others: readonly string[];
  readonly answer: 'take' | 'drop';
}

const EVERYBODY = 'ff:ff:ff:ff:ff:ff';

/** `random` gives 0 to below 1. Two of five frames are for you, one is for everybody, two for a machine whose address looks like yours. */
export function drawFrame(random: () => number): TryFrame {
  const octet = (): string =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0');
  const maker = `02:5d:a1:${octet()}`;
  const lastOctets = distinct(5, octet);
  const middle = octet();
  const addresses = lastOctets.map((last) => `${maker}:${middle}:${last}`);
  const [own = EVERYBODY, other = EVERYBODY] = addresses;
  const kind = Math.floor(random() * 5);
  const destination = kind < 2 ? own : kind === 2 ? EVERYBODY : other;
  return {
    own,
    destination,
    others: addresses.slice(1).map((address) => `…${address.slice(-5)}`),
    answer: destination === other ? 'drop' : 'take',
  };
}

export function outcomeOf(frame: TryFrame, played: 'take' | 'drop'): TryOutcome {
  const whose = frame.destination === frame.own ? 'mine' : frame.destination === EVERYBODY ? 'everybody' : 'other';
  return `${whose}-${played === 'take' ? 'taken' : 'dropped'}`;
}

function distinct(count: number, drawOne: () => string): readonly string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(drawOne());
  return [...drawn];
}
