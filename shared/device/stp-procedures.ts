/**
 * The elements of procedure of the spanning tree protocol (IEEE 802.1D-1998 8.6), each under its name. They change a copy of the tree and collect
 * what the bridge has to do, so deciding stays pure.
 */
import type { Mac } from '../address/mac.ts';
import type { Switch } from './device.ts';
import type { Action } from './event.ts';
import { portMac } from './macs.ts';
import {
  configurationFrame,
  microsecondsOf,
  notificationFrame,
  unitsOf,
  type ConfigurationMessage,
} from './stp-bpdu.ts';
import { bestRootPort, isDesignated, isRoot, ownVector, shouldBeDesignated } from './stp-compare.ts';
import type { BridgeTimer, PortTimer, SpanningTree, StpPort } from './stp.ts';

/** A bridge while it thinks. */
export interface Bridge {
  readonly device: Switch;
  readonly tree: SpanningTree;
  readonly actions: Action[];
}

/** 8.10.2: at most one configuration message in this time leaves by a port. */
const HOLD_US = 1_000_000;
/** What a bridge adds to the age of what it passes on, 1/256 s: the least that is not nothing, as in Linux. */
const MESSAGE_AGE_INCREMENT = 1;

/** 8.6.1. */
export function transmitConfiguration(bridge: Bridge, name: string): void {
  const { tree, device } = bridge;
  const port = portOf(tree, name);
  if (isRunning(tree, 'hold', name)) {
    port.configurationPending = true;
    return;
  }
  const message: ConfigurationMessage = {
    vector: ownVector(tree, port),
    messageAge: messageAge(tree),
    times: tree.times,
    topologyChange: tree.topologyChange,
    topologyChangeAcknowledgment: port.topologyChangeAcknowledge,
  };
  if (!tree.enabled || message.messageAge >= unitsOf(tree.times.maxAgeUs)) return;
  bridge.actions.push({ do: 'send', port: name, frame: configurationFrame(addressOf(device, name), message) });
  port.topologyChangeAcknowledge = false;
  port.configurationPending = false;
  startTimer(bridge, 'hold', name, HOLD_US);
}

function messageAge(tree: SpanningTree): number {
  if (tree.rootPort === undefined) return 0;
  return unitsOf(tree.nowUs - portOf(tree, tree.rootPort).bornUs) + MESSAGE_AGE_INCREMENT;
}

/** 8.6.2. */
export function recordConfigurationInformation(bridge: Bridge, name: string, message: ConfigurationMessage): void {
  const port = portOf(bridge.tree, name);
  port.designated = message.vector;
  port.bornUs = bridge.tree.nowUs - microsecondsOf(message.messageAge);
  startTimer(bridge, 'message-age', name, message.times.maxAgeUs - microsecondsOf(message.messageAge));
}

/** 8.6.3. */
export function recordConfigurationTimeoutValues(bridge: Bridge, message: ConfigurationMessage): void {
  bridge.tree.times = message.times;
  bridge.tree.topologyChange = message.topologyChange;
}

/** 8.6.4. */
export function configurationBpduGeneration(bridge: Bridge): void {
  for (const [name, port] of Object.entries(bridge.tree.ports)) {
    if (port.state !== 'disabled' && isDesignated(bridge.tree, port)) transmitConfiguration(bridge, name);
  }
}

/** 8.6.6. */
export function transmitTopologyChangeNotification(bridge: Bridge): void {
  const { tree, device } = bridge;
  if (tree.rootPort === undefined || !tree.enabled) return;
  bridge.actions.push({ do: 'send', port: tree.rootPort, frame: notificationFrame(addressOf(device, tree.rootPort)) });
}

/** 8.6.7. */
export function configurationUpdate(bridge: Bridge): void {
  rootSelection(bridge.tree);
  designatedPortSelection(bridge.tree);
}

/** 8.6.8. */
function rootSelection(tree: SpanningTree): void {
  tree.rootPort = bestRootPort(tree);
  if (tree.rootPort === undefined) {
    tree.root = tree.id;
    tree.rootPathCost = 0;
    return;
  }
  const port = portOf(tree, tree.rootPort);
  tree.root = port.designated.root;
  tree.rootPathCost = port.designated.cost + port.pathCost;
}

/** 8.6.9. */
function designatedPortSelection(tree: SpanningTree): void {
  for (const port of Object.values(tree.ports)) {
    if (shouldBeDesignated(tree, port)) becomeDesignatedPort(tree, port);
  }
}

/** 8.6.10. */
export function becomeDesignatedPort(tree: SpanningTree, port: StpPort): void {
  port.designated = ownVector(tree, port);
}

/** 8.6.11. */
export function portStateSelection(bridge: Bridge): void {
  for (const [name, port] of Object.entries(bridge.tree.ports)) {
    if (port.state === 'disabled') continue;
    if (isDesignated(bridge.tree, port)) {
      stopTimer(bridge, 'message-age', name);
      makeForwarding(bridge, name);
      continue;
    }
    port.configurationPending = false;
    port.topologyChangeAcknowledge = false;
    if (name === bridge.tree.rootPort) makeForwarding(bridge, name);
    else makeBlocking(bridge, name);
  }
}

/** 8.6.12: the way to forwarding begins. Without the protocol there is nobody to wait for. */
function makeForwarding(bridge: Bridge, name: string): void {
  const { tree } = bridge;
  const port = portOf(tree, name);
  if (port.state !== 'blocking') return;
  if (!tree.enabled) {
    port.state = 'forwarding';
    return;
  }
  port.state = 'listening';
  startTimer(bridge, 'forward-delay', name, tree.times.forwardDelayUs);
}

/** 8.6.13. */
function makeBlocking(bridge: Bridge, name: string): void {
  const port = portOf(bridge.tree, name);
  if (port.state === 'disabled' || port.state === 'blocking') return;
  if (port.state === 'forwarding' || port.state === 'learning') topologyChangeDetection(bridge);
  port.state = 'blocking';
  stopTimer(bridge, 'forward-delay', name);
}

/** 8.6.14. */
export function topologyChangeDetection(bridge: Bridge): void {
  const { tree } = bridge;
  if (!tree.enabled) return;
  if (isRoot(tree)) {
    tree.topologyChange = true;
    startTimer(bridge, 'topology-change', undefined, tree.ownTimes.maxAgeUs + tree.ownTimes.forwardDelayUs);
  } else if (!tree.topologyChangeDetected) {
    transmitTopologyChangeNotification(bridge);
    startTimer(bridge, 'topology-change-notification', undefined, tree.ownTimes.helloUs);
  }
  tree.topologyChangeDetected = true;
}

/** 8.6.15. */
export function topologyChangeAcknowledged(bridge: Bridge): void {
  bridge.tree.topologyChangeDetected = false;
  stopTimer(bridge, 'topology-change-notification', undefined);
}

/** 8.6.16. */
export function acknowledgeTopologyChange(bridge: Bridge, name: string): void {
  portOf(bridge.tree, name).topologyChangeAcknowledge = true;
  transmitConfiguration(bridge, name);
}

export function startTimer(
  bridge: Bridge,
  name: BridgeTimer | PortTimer,
  port: string | undefined,
  afterUs: number,
): void {
  const { tree } = bridge;
  const run = tree.nextRun++;
  tree.running[timerKey(name, port)] = run;
  bridge.actions.push({ do: 'start-timer', afterUs, event: { kind: 'stp-timer', timer: { name, port, run } } });
}

export function stopTimer(bridge: Bridge, name: BridgeTimer | PortTimer, port: string | undefined): void {
  delete bridge.tree.running[timerKey(name, port)];
}

function isRunning(tree: SpanningTree, name: PortTimer, port: string): boolean {
  return tree.running[timerKey(name, port)] !== undefined;
}

export function timerKey(name: BridgeTimer | PortTimer, port: string | undefined): string {
  return port === undefined ? name : `${port} ${name}`;
}

function addressOf(device: Switch, port: string): Mac {
  return portMac(device.mac, device.ports.indexOf(port) + 1);
}

/** The port of that name. Throws when there is none: whoever asks has it from the bridge itself. */
export function portOf(tree: SpanningTree, name: string): StpPort {
  const port = tree.ports[name];
  if (port === undefined) throw new Error(`the bridge has no port ${name}`);
  return port;
}
