/** Words of everything beside the board. Sentences about frames are made of pieces, so that an address in them stays linked to its bytes. */
import type { Disturbance } from '../game/disturbance.ts';
import type { Layer } from '../wire/frame.ts';
import type { FrameLook } from '../game/view.ts';
import type { ConfigureWords } from './configure-words.ts';
import type { FaultWords } from './fault-words.ts';
import type { ConsoleWords } from './console-words.ts';
import type { StormWords } from './storm-words.ts';
import type { TreeWords } from './tree-words.ts';
import type { WireWords } from './wire-words.ts';

/** A value out of a header, with the field it comes from: "ipv4.source". */
export interface FieldPiece {
  readonly path: string;
  readonly text: string;
}
export type Sentence = readonly (string | FieldPiece)[];

export type ErrorKind = 'net-unreachable' | 'host-unreachable' | 'unreachable' | 'time-exceeded' | 'other';

/** Whose an address is, as far as the seat knows. Names of interfaces are as on Linux: eth0. */
export interface AddressNotes {
  readonly everybody: string;
  readonly nobodyYet: string;
  readonly mine: (interfaceName: string) => string;
  readonly neighbor: (address: string) => string;
  readonly gateway: string;
  readonly frameSource: string;
  readonly frameDestination: string;
  readonly packetSource: string;
  readonly packetDestination: string;
}

export interface PanelWords {
  readonly label: string;
  readonly youAre: (device: string) => string;
  readonly cables: (cabled: number, ports: number) => string;
  readonly watching: {
    readonly title: string;
    readonly text: string;
    /** In its place where no device is free. */
    readonly full: string;
    /** In a lesson that goes on. */
    readonly later: string;
    readonly sit: (device: string) => string;
  };
  readonly tabs: {
    readonly label: string;
    readonly frames: string;
    readonly table: string;
    readonly console: string;
  };
  /** "port 1" from a bare number, or an interface's name as it is. */
  readonly port: (name: string) => string;
  readonly inbox: {
    readonly title: string;
    readonly place: (place: number, of: number) => string;
    readonly notYet: string;
    readonly backToFirst: string;
    readonly everybody: string;
    readonly asks: (asker: string) => string;
    readonly answers: (sender: string) => string;
    readonly error: string;
    /** What a BPDU says: the end of the root's address, and the cost. */
    readonly bpdu: (root: string, cost: number) => string;
    readonly treeChange: string;
    readonly toSend: (destination: string) => string;
    readonly waited: (destination: string) => string;
  };
  readonly depth: {
    readonly label: string;
    readonly sentence: string;
    readonly headers: string;
    readonly bytes: string;
  };
  readonly frame: {
    readonly title: string;
    readonly damaged: string;
    /** The parts of a signal round the frame, and the check sequence that its bits give. */
    readonly preamble: string;
    readonly delimiter: string;
    readonly fcs: string;
    readonly fcsReceived: string;
    readonly fcsComputed: string;
    readonly fcsInBits: string;
    readonly malformed: (octet: number) => string;
    /** Why a layer stays shut: this kind of device does not look into it. */
    readonly unread: string;
    /** Between two values of a layer. */
    readonly comma: string;
    readonly notWritten: string;
    readonly tree: string;
    readonly bytes: (count: number) => string;
    readonly previousField: string;
    readonly nextField: string;
    readonly chooseField: string;
    readonly more: (count: number) => string;
    readonly fewer: string;
    readonly fold: (isOpen: boolean) => string;
    /** The frame as a hub sees it: a number of bits, and what that means. */
    readonly bits: (count: number) => string;
    readonly onlyBits: string;
    readonly foldBits: (isOpen: boolean) => string;
  };
  readonly sentence: {
    readonly ping: (from: FieldPiece, to: FieldPiece) => Sentence;
    readonly pong: (from: FieldPiece, to: FieldPiece) => Sentence;
    readonly whoHas: (asker: FieldPiece, target: FieldPiece) => Sentence;
    readonly isAt: (sender: FieldPiece, mac: FieldPiece) => Sentence;
    readonly error: (from: FieldPiece, kind: ErrorKind, about: string | undefined) => Sentence;
    readonly packet: (from: FieldPiece, to: FieldPiece) => Sentence;
    /** What a device says that reads nothing but the frame's own header; no `to` means everybody. */
    readonly frame: (from: FieldPiece, to: FieldPiece | undefined) => Sentence;
    /** The same of a frame with a VLAN tag. */
    readonly tagged: (what: Sentence, id: FieldPiece) => Sentence;
    /** A switch says who the root is, and what the way there costs it. */
    readonly bpdu: (bridge: FieldPiece, root: FieldPiece, cost: FieldPiece) => Sentence;
    /** A switch says that it takes itself for the root. */
    readonly bpduOfRoot: (bridge: FieldPiece) => Sentence;
    readonly treeChange: Sentence;
    readonly unreadable: Sentence;
    /** What a hub can say of a frame; `port` is where it comes in. */
    readonly signal: (port: string | undefined) => Sentence;
    readonly arrived: (what: Sentence, port: string) => Sentence;
  };
  readonly toSend: {
    readonly ping: (destination: string) => string;
    readonly reply: (destination: string) => string;
    readonly error: (destination: string) => string;
    readonly known: string;
    readonly destination: string;
    readonly own: string;
    readonly gateway: string;
    readonly none: string;
    readonly resolved: (nextHop: string) => string;
  };
  readonly protocols: Readonly<Record<Layer['protocol'], string>>;
  readonly octets: (count: number) => string;
  /** Names of header fields by path. */
  readonly fields: Readonly<Record<string, string>>;
  /** Meanings of numbers in headers: "ipv4.protocol=1". */
  readonly meanings: Readonly<Record<string, string>>;
  readonly notes: AddressNotes;
  readonly step: {
    readonly writeFrame: string;
    readonly writePacket: string;
    readonly writeReply: string;
    readonly writeQuestion: string;
    readonly writeTable: string;
    readonly portsAndTags: string;
    readonly change: string;
    readonly choose: string;
    readonly still: (labels: readonly string[]) => string;
    readonly guided: string;
    /** What to write into the MAC table: which address of the frame. */
    readonly row: Readonly<Record<'source' | 'destination' | 'nothing', string>>;
    readonly inBits: string;
  };
  readonly ports: {
    readonly cameIn: string;
    readonly noCable: string;
    readonly everyOther: string;
    readonly everyOtherLong: string;
    readonly drop: string;
    /** In few signs, on a port: a trunk; and what a chosen port does with the tag. */
    readonly trunk: string;
    readonly withTag: string;
    readonly withoutTag: string;
    /** How a chosen port gets the tag. */
    readonly pressAgain: string;
  };
  readonly action: {
    readonly sendOut: (ports: readonly string[]) => string;
    /** Out of ports without a tag and of ports with it. */
    readonly sendTagged: (untagged: readonly string[], tagged: readonly string[]) => string;
    readonly drop: string;
    readonly take: string;
    readonly askEverybody: (address: string) => string;
    readonly askOne: (mac: string, address: string) => string;
    readonly sendTo: (mac: string) => string;
    readonly sendReply: (address: string) => string;
    readonly sendAs: (endPoint: string) => string;
    readonly keep: string;
    readonly send: string;
    readonly answer: string;
    readonly silent: string;
    readonly writeDown: string;
    readonly writeNothing: string;
    readonly dropAndTell: string;
    readonly askAgain: string;
    readonly mend: string;
    readonly done: string;
    readonly unfinished: string;
  };
  readonly verdict: {
    readonly signs: Readonly<Record<'right' | 'wasteful' | 'broken' | 'unsafe', string>>;
    readonly notYet: string;
    /** A move that needs no mending, in one line. */
    readonly told: (sign: string, happened: string) => string;
    readonly refusedHead: string;
    readonly refused: (chosen: string) => string;
    readonly whatHappened: string;
    readonly whichRule: string;
    readonly yourValues: string;
    readonly tryAgain: string;
    readonly chooseAgain: string;
    readonly watchAgain: string;
    readonly overlooked: string;
    readonly right: string;
    /** Under a verdict, and under a move that was held back. */
    readonly costsNothing: string;
    readonly heldCostsNothing: string;
  };
  readonly tables: {
    readonly macs: string;
    readonly neighbors: string;
    readonly routes: string;
    readonly cards: string;
    readonly translations: string;
    readonly inside: string;
    readonly outside: string;
    readonly target: string;
    /** What a hub has in place of tables. */
    readonly ports: string;
    readonly noTable: string;
    readonly cableTo: string;
    readonly vlan: string;
    readonly inVlan: (id: number | string) => string;
    /** What a port of a switch with VLANs is set to. */
    readonly setting: string;
    readonly access: (id: number) => string;
    readonly trunk: (ids: readonly number[], native: number | undefined) => string;
    readonly mac: string;
    readonly port: string;
    readonly lastHeard: string;
    readonly secondsAgo: (seconds: number) => string;
    readonly address: string;
    readonly interface: string;
    readonly state: string;
    readonly states: Readonly<Record<'permanent' | 'reachable' | 'incomplete', string>>;
    readonly to: string;
    readonly via: string;
    readonly direct: string;
    readonly defaultRoute: string;
    readonly empty: string;
    readonly noCable: string;
    readonly sameValue: string;
  };
  readonly waiting: {
    readonly title: string;
    readonly nothing: string;
    readonly paused: string;
    readonly onTheWay: (from: string, to: string) => string;
    readonly thinking: (player: string, device: string, letters: number) => string;
    readonly looking: string;
  };
  /**
   * Predicting what somebody else's device does. Of a frame, `where` is made by `towards` or `nothing`; of a packet to be sent it is made by `addressed` or
   * `nothing`, and `packet` by `request` or `answer`.
   */
  readonly predict: {
    readonly title: string;
    readonly count: (right: number, tested: number) => string;
    readonly waits: (device: string, from: string) => string;
    readonly flies: (device: string, from: string) => string;
    /** Of a device with several cables, and of one with a single one. */
    readonly which: string;
    readonly whether: (device: string) => string;
    readonly yes: string;
    readonly no: string;
    readonly cable: (to: string, port: string) => string;
    readonly say: (where: string) => string;
    readonly open: (device: string, where: string) => string;
    readonly right: (device: string, where: string) => string;
    readonly wrong: (device: string, where: string, said: string) => string;
    readonly towards: (devices: readonly string[]) => string;
    /** Of two cables to the same device, the one in this port. */
    readonly byPort: (device: string, port: string) => string;
    readonly nothing: string;
    readonly hasPacket: (device: string, packet: string) => string;
    readonly request: (on: string, to: string) => string;
    readonly answer: (on: string, to: string) => string;
    readonly whom: (device: string) => string;
    /** As choices: everybody on the network of the sender, and that no frame leaves. */
    readonly everybody: string;
    readonly nobody: string;
    readonly addressed: (to: string) => string;
    readonly addressedToAll: string;
  };
  readonly mission: {
    /** A goal that was named before. */
    readonly again: (goal: string) => string;
    readonly title: string;
    readonly goals: string;
    readonly par: (par: number, soFar: number) => string;
    readonly met: string;
    readonly open: string;
    readonly hints: string;
    readonly rungs: readonly [string, string, string];
    readonly prices: readonly [string, string, string];
    readonly locked: string;
    readonly confirm: string;
    readonly confirmPrice: string;
    /** Beside a hint that the teacher has opened. */
    readonly fromTeacher: string;
    /** Such a hint, spoken. */
    readonly given: (hint: string) => string;
    /** A hint is offered: after the same mistake twice, or after a long look. */
    readonly offers: { readonly repeated: string; readonly idle: string };
    readonly none: string;
    readonly elsewhere: string;
    readonly stars: (stars: number) => string;
  };
  readonly seats: {
    readonly title: string;
    readonly you: string;
    readonly bot: string;
    readonly away: (player: string) => string;
    readonly letters: (count: number) => string;
    readonly free: string;
  };
  readonly log: {
    readonly title: string;
    readonly time: string;
    readonly event: string;
    readonly empty: string;
    readonly looks: Readonly<Record<FrameLook, string>>;
    readonly flight: (what: string, from: string, to: string) => string;
    readonly lost: (what: string, device: string, byRule: boolean) => string;
    readonly answered: (on: string, to: string) => string;
    readonly noAnswer: (on: string, to: string) => string;
    readonly expired: (on: string, to: string, by: string) => string;
    readonly unreachable: (on: string, by: string) => string;
    readonly collision: (device: string) => string;
    /** What the teacher has done to the cable between two devices, which may be the same one; 'mend' names none. */
    readonly disturbed: Readonly<Record<Disturbance, (one: string, other: string) => string>>;
    readonly goal: (sentence: string) => string;
    readonly moved: (machine: string, from: string, to: string) => string;
    readonly seconds: (seconds: number) => string;
  };
  readonly tree: TreeWords;
  readonly console: ConsoleWords;
  readonly configure: ConfigureWords;
  readonly wire: WireWords;
  readonly storm: StormWords;
  readonly fault: FaultWords;
  readonly phone: { readonly back: string; readonly next: string };
}
