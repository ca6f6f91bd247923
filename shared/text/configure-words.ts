/** Words of configure play: setting up the own device, being ready, and what a run has shown. */
import type { Facts } from '../device/rule.ts';
import type { FindingKind } from '../game/blame.ts';

/** What a run has shown, with devices by name and ports as the player sees them. */
export interface FindingCase {
  readonly why: FindingKind;
  readonly isAnswer: boolean;
  readonly facts: Facts;
  readonly port: (id: string) => string;
  readonly name: (device: string) => string;
}

export interface ConfigureWords {
  /** Name of the tab, and of the panel. */
  readonly tab: string;
  readonly lead: Readonly<Record<'router' | 'switch', string>>;
  readonly running: string;
  readonly runningText: string;
  readonly interfaces: {
    readonly title: string;
    readonly towards: string;
  };
  readonly routes: {
    readonly title: string;
    readonly to: string;
    readonly via: string;
    readonly interface: string;
    /** In place of a gateway. */
    readonly connected: string;
    readonly remove: (row: string) => string;
    readonly add: string;
    readonly network: string;
    readonly length: string;
    readonly gateway: string;
    readonly addButton: string;
    readonly added: (row: string) => string;
  };
  readonly told: {
    readonly title: string;
    readonly press: string;
    readonly bot: (device: string) => string;
    readonly ask: (player: string, device: string) => string;
    readonly askSwitch: (player: string, device: string) => string;
    readonly behind: (device: string) => string;
    readonly onYourCable: string;
    readonly useNetwork: (network: string) => string;
    readonly useGateway: (address: string) => string;
    /** It has been pressed. */
    readonly written: (text: string) => string;
    readonly port: (port: string, towards: string, vlan: string) => string;
  };
  readonly ports: {
    readonly title: string;
    readonly port: string;
    readonly towards: string;
    readonly vlan: string;
    readonly unset: string;
    readonly id: (id: number) => string;
    readonly trunk: (ids: readonly number[]) => string;
    readonly free: string;
    readonly choose: (port: string) => string;
    readonly newVlan: string;
    readonly create: string;
    /** Now each port can get it; it could before. */
    readonly created: (id: number) => string;
    readonly known: (id: number) => string;
  };
  readonly ready: {
    readonly title: string;
    readonly button: string;
    readonly undo: string;
    readonly isReady: string;
    readonly isNotReady: string;
    readonly waits: string;
  };
  readonly failed: {
    readonly title: (run: number) => string;
    readonly yours: string;
    readonly elsewhere: string;
    readonly again: string;
  };
  /** What only the seat where it happened reads. */
  readonly finding: (it: FindingCase) => string;
  /** What everybody reads: where, not why. */
  readonly lost: (why: FindingKind | 'somewhere', device: string, isAnswer: boolean) => string;
  readonly hints: Readonly<Record<'route' | 'port-vlan', { readonly question: string; readonly rule: string }>>;
  /** The next thing to set; empty: nothing is left. */
  readonly next: (setting: string, port: (id: string) => string) => string;
}
