/** Words of a replay. Loaded with it only. */
import type { Disturbance } from '../class/settings.ts';

export interface ReplayWords {
  readonly title: string;
  readonly open: string;
  readonly shut: string;
  readonly loading: string;
  readonly failed: string;
  readonly again: string;
  readonly nothing: string;
  readonly won: string;
  readonly notWon: string;
  readonly stepOf: (step: number, of: number) => string;
  readonly timeline: string;
  readonly play: string;
  readonly pause: string;
  readonly previous: string;
  readonly next: string;
  readonly keys: string;
  readonly save: string;
  readonly saved: string;
  readonly untold: (hops: number) => string;
  readonly bot: string;
  /** "Switch A (Mei)"; the name is empty where it is not told. */
  readonly who: (device: string, name: string) => string;
  readonly decided: (what: string, who: string, sign: string) => string;
  readonly heldBack: string;
  readonly goesTo: (devices: readonly string[]) => string;
  readonly goesNowhere: string;
  readonly rule: (name: string) => string;
  readonly hint: (who: string, step: number) => string;
  readonly routeSet: (who: string, to: string, via: string) => string;
  readonly routeTaken: (who: string, to: string) => string;
  readonly vlanSet: (who: string, port: string, vlan: string) => string;
  readonly vlanTaken: (who: string, port: string) => string;
  readonly ready: (who: string, isReady: boolean) => string;
  readonly found: (device: string) => string;
  readonly named: (name: string) => string;
  readonly expired: (on: string, to: string) => string;
  readonly unreachable: (on: string, to: string) => string;
  readonly disturbed: Readonly<Record<Disturbance, string>>;
  readonly kinds: Readonly<
    Record<'hint' | 'set' | 'ready' | 'found' | 'named' | 'goal' | 'ping' | 'cable' | 'disturbed', string>
  >;
  readonly tabs: { readonly label: string; readonly life: string; readonly seat: string };
  readonly said: string;
  readonly seatOf: string;
  readonly wholeMap: string;
  readonly chooseSeat: string;
  readonly noLetter: string;
  readonly life: {
    readonly title: string;
    readonly lead: string;
    readonly choose: string;
    readonly none: string;
    readonly frame: (number: number, what: string, from: string, to: string) => string;
    readonly because: (number: number) => string;
    readonly wire: string;
    readonly from: string;
    readonly to: string;
    readonly sourceMac: string;
    readonly destinationMac: string;
    readonly sourceIp: string;
    readonly destinationIp: string;
    readonly ttl: string;
    readonly vlan: string;
    readonly changed: string;
    readonly damaged: string;
    readonly lost: string;
    readonly now: string;
    readonly openHop: (from: string, to: string) => string;
    readonly hop: (from: string, to: string) => string;
  };
}
