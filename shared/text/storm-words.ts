/** Words of a puzzle that runs live: the counters, the own cables, who gets an answer. Numbers come as they are; a language writes them its way. */
export interface StormWords {
  /** Name of the group of counters on the board. */
  readonly counters: string;
  readonly frames: (count: number) => string;
  readonly framesNow: (count: number) => string;
  /** Frames passed on by hand: how many are still to come, the present one included. */
  readonly byHand: (left: number) => string;
  /** Copies of one broadcast after so many cables. */
  readonly copies: (hop: number, count: number) => string;
  readonly copiesNext: string;
  readonly copiesAgain: string;
  readonly live: string;
  readonly liveText: string;
  /** In place of `liveText`, until every cable is full; and on the button meanwhile. */
  readonly watch: string;
  readonly notYet: string;
  readonly slow: string;
  readonly stands: string;
  readonly cables: string;
  readonly chooseFirst: string;
  readonly pull: (port: string, far: string) => string;
  readonly plug: (port: string, far: string) => string;
  readonly looseHere: string;
  /** The same on the map, as short as can be. */
  readonly out: string;
  readonly looseThere: (device: string) => string;
  readonly load: string;
  readonly percent: (load: number) => string;
  readonly sent: string;
  readonly received: string;
  readonly lost: string;
  readonly everyCable: string;
  readonly cable: string;
  readonly between: (one: string, other: string) => string;
  readonly machines: string;
  readonly machine: string;
  readonly answer: string;
  readonly answered: string;
  readonly noAnswer: string;
  readonly notAsked: string;
  /** A goal's hint that does not exist now. */
  readonly noHint: string;
  readonly pulled: (device: string, far: string) => string;
  readonly plugged: (device: string, far: string) => string;
  /** For who does not see the map: how it stands. */
  readonly spoken: (frames: number, fullCables: number, silent: number) => string;
}
