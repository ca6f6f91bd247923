/**
 * What a seat may know, as types. The one place of secrecy is `seat-view.ts`: everything that reaches a browser about a match is made there
 * (the goals in `goal.ts`, what a console prints in `seat-console.ts`, a shared wire in `seat-wire.ts`), and what is not made there stays on the server. Public: the map, who sits where, that a frame moves. Private to a seat: its frames, tables, questions, verdicts.
 */
import type { PredictionsView } from './predictions-view.ts';
import type { Step } from '../device/decision.ts';
import type { Facts, Part, Quality, RuleId } from '../device/rule.ts';
import type { PortVlan } from '../device/vlan.ts';
import type { Finding } from './blame.ts';
import type { DisturbedHappening } from './disturbance.ts';
import type { Naming } from './fault.ts';
import type { ConfigurationView } from './configuration-view.ts';
import type { MapPlace, PhraseId } from './phrase.ts';
import type { SeatKind } from './puzzle.ts';
import type { OwnWireView } from './seat-wire.ts';
import type { StormSeatView } from './storm-view.ts';
import type { TreeView } from './tree-view.ts';

/** How a frame looks from outside: nothing but what the neighbours of its cable can see. To a hub every frame is sealed: it reads none. */
export type FrameLook =
  'arp' | 'arp-tagged' | 'icmp' | 'icmp-tagged' | 'icmp-error' | 'ipv4' | 'bpdu' | 'damaged' | 'sealed';

/** A letter in the inbox: an event that waits for the player. */
export interface CardView {
  readonly id: number;
  readonly kind: 'frame' | 'originate' | 'resolved' | 'access';
  /** Port by which the frame came in, or by which the packet will leave; empty for something to send. */
  readonly port: string;
  /** The frame or packet, hexadecimal, without FCS; of a packet to send only what the station itself knows by now. */
  readonly bytes: string;
  /** The FCS that came with the frame, four octets in the order of the cable, hexadecimal; empty where nobody is asked about it. */
  readonly fcs: string;
  /** Link-layer header not written yet: the packet waits for its address. */
  readonly unaddressed: boolean;
  readonly look: FrameLook;
  /** For 'originate' and 'resolved'. */
  readonly destination: string;
  readonly nextHop: string;
  /** The questions; empty unless it is this letter's turn. */
  readonly form: readonly Step[];
  readonly guided: boolean;
  /** How often it has been played already. */
  readonly tries: number;
  /** Hints opened, by part. */
  readonly hints: readonly HintView[];
}

/** An opened hint: 1 a question, 2 the rule, 3 the answer with its reason (only then are values there). */
export interface HintView {
  readonly part: Part;
  readonly step: 1 | 2 | 3;
  readonly rule: RuleId;
  readonly expected: string;
  readonly facts: Facts;
  /** The teacher has opened it. */
  readonly given?: true;
}

/** What the judge says about a move. */
export interface Verdict {
  readonly card: number;
  readonly quality: Quality;
  /** A guided move that was not carried out. */
  readonly refused: boolean;
  readonly rule: RuleId;
  readonly part: Part;
  readonly expected: string;
  readonly played: string;
  readonly facts: Facts;
  /** The frame or packet it was about, hexadecimal. */
  readonly bytes: string;
  readonly look: FrameLook;
  readonly port: string;
  /** Ports by which the frame should have left, for the arrows on the board. */
  readonly shouldLeave: readonly string[];
  /** Whose ping this frame belongs to, if it does: devices. */
  readonly ping: { readonly on: string; readonly to: string } | null;
  readonly atUs: number;
}

/** The tables of a device, as its console would show them. */
export type TablesView =
  | {
      readonly kind: 'host' | 'router';
      readonly interfaces: readonly {
        readonly name: string;
        readonly mac: string;
        /** In their order; most cards have one. */
        readonly addresses: readonly { readonly address: string; readonly length: number }[];
        readonly cabled: boolean;
      }[];
      readonly routes: readonly { readonly to: string; readonly via: string; readonly interface: string }[];
      readonly neighbors: readonly {
        readonly interface: string;
        readonly address: string;
        readonly mac: string;
        readonly state: 'permanent' | 'reachable' | 'incomplete';
      }[];
      /** Only of a router that translates: end points as "10.0.0.2:7". */
      readonly translations?: readonly { readonly inside: string; readonly outside: string; readonly target: string }[];
    }
  | {
      readonly kind: 'switch';
      readonly ports: readonly PortView[];
      readonly macs: readonly {
        readonly mac: string;
        readonly port: string;
        readonly heardUs: number;
        /** Only of a switch with VLANs: in which of them. */
        readonly vlan?: number;
      }[];
      /** Only of a switch that speaks the spanning tree protocol. */
      readonly tree?: TreeView;
    }
  /** It has ports and nothing else. */
  | { readonly kind: 'hub'; readonly ports: readonly PortView[] };

/** A port of a switch or a hub. */
export interface PortView {
  readonly name: string;
  readonly cabled: boolean;
  /** The spanning tree has closed it: it has a link, but no frames go out of it. */
  readonly blocked?: true;
  /** Only of a switch with VLANs. */
  readonly vlan?: PortVlan;
}

export interface ScoreView {
  /** Decisions made and those that a run without mistakes needs. */
  readonly decisions: number;
  readonly par: number;
  readonly right: number;
  readonly wasteful: number;
  readonly broken: number;
  readonly unsafe: number;
  /** Stars lost by hints, in halves. */
  readonly hintCost: number;
  /** 0 to 3 in steps of one half: what the stars would be now. */
  readonly stars: number;
}

/** One decision of the own log; a mistake stays in it when it is mended. */
export interface LogEntry {
  readonly atUs: number;
  /** The seat on which it was made. */
  readonly device: string;
  readonly card: number;
  readonly quality: Quality;
  readonly rule: RuleId | null;
  readonly verdict: Verdict | null;
  /** In a configure puzzle: what a run has shown about a setting. */
  readonly finding?: Finding;
  /** What this seat took for the fault, and what contradicts it. */
  readonly naming?: Naming;
  readonly bytes: string;
  readonly look: FrameLook;
  readonly port: string;
  readonly mended: boolean;
}

/** An entry of the own log as it is told. */
export interface ToldEntry extends LogEntry {
  /** It counts as a mistake of its own: see `mistakes.ts`. */
  readonly isMistake: boolean;
}

/** Everything that only the person on this seat may know. */
export interface SeatView {
  readonly device: string;
  readonly cards: readonly CardView[];
  readonly tables: TablesView;
  /** An open verdict waits for "try again"; a wasteful or right one is only told. */
  readonly verdict: Verdict | null;
  readonly verdictOpen: boolean;
  readonly score: ScoreView;
  readonly log: readonly ToldEntry[];
  /** Decisions that have been logged at all; `log` tells the last of them. */
  readonly logged: number;
  readonly predictions: PredictionsView;
  /** Null but in a configure puzzle. */
  readonly configuration: ConfigurationView | null;
  /** Null where no shared wire is played. */
  readonly wire: OwnWireView | null;
  /** The own cables, in a puzzle with a storm. */
  readonly storm: StormSeatView | null;
  /** Opened hints about the fault of the puzzle. */
  readonly faultHints: readonly HintView[];
}

/** A device on the map, for everybody. */
export interface MapDevice {
  readonly id: string;
  readonly kind: SeatKind;
  readonly x: number;
  readonly y: number;
  readonly drawAs: 'device' | 'segment';
  readonly ports: readonly { readonly id: string; readonly cabled: boolean }[];
  readonly seat: boolean;
  /** The device at the other end of its cable before it was moved. */
  readonly movedFrom?: string;
}

/** A soft area of the map, such as a segment, with a name. */
export interface MapArea {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly labelAt: 'top' | 'bottom';
}

/** The map: the same for every seat, without addresses. */
export interface MapView {
  readonly size: { readonly width: number; readonly height: number };
  readonly devices: readonly MapDevice[];
  readonly links: readonly {
    readonly id: string;
    readonly a: { readonly device: string; readonly port: string };
    readonly b: { readonly device: string; readonly port: string };
    readonly via: readonly { readonly x: number; readonly y: number }[];
    /** The device at which the teacher has pulled it out; missing where nobody has. */
    readonly looseAt?: string;
  }[];
  readonly areas: readonly MapArea[];
}

/** Something that everybody can see happen. `look` is 'sealed' for all but the two devices at the ends of the cable. */
export type Happening =
  | {
      readonly kind: 'flight';
      readonly id: number;
      readonly link: string;
      readonly from: string;
      readonly departUs: number;
      readonly arriveUs: number;
      readonly look: FrameLook;
    }
  | {
      readonly kind: 'lost';
      readonly id: number;
      readonly device: string;
      readonly port: string;
      readonly look: FrameLook;
      readonly atUs: number;
      readonly by: 'move' | 'rule';
    }
  /** Outcome on somebody's screen: a ping was answered, or not within a second. */
  | {
      readonly kind: 'ping';
      readonly on: string;
      readonly to: string;
      readonly outcome: 'answered' | 'no-answer';
      readonly atUs: number;
    }
  /** A router has told the sender of a ping that its time to live ran out there, or that it knows no way. */
  | {
      readonly kind: 'ping';
      readonly on: string;
      readonly to: string;
      readonly outcome: 'expired' | 'unreachable';
      readonly by: string;
      readonly atUs: number;
    }
  /** On a shared wire the device heard another one while it was sending. */
  | { readonly kind: 'collision'; readonly device: string; readonly atUs: number }
  | { readonly kind: 'goal'; readonly goal: number; readonly atUs: number }
  /** Somebody has pulled a cable out of a port of their device, or plugged it in again. */
  | {
      readonly kind: 'cable';
      readonly device: string;
      readonly link: string;
      readonly isIn: boolean;
      readonly atUs: number;
    }
  | DisturbedHappening
  /** A player has said something to the team. It comes from the room, not from the match. */
  | {
      readonly kind: 'said';
      /** Grows with each phrase in a room. */
      readonly number: number;
      /** Id of the player. */
      readonly player: string;
      readonly device: string;
      readonly phrase: PhraseId;
      /** What the player points at. */
      readonly at: MapPlace | null;
      readonly atUs: number;
    };
