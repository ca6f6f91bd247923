/**
 * The operation of the spanning tree protocol (IEEE 802.1D-1998 8.7), and what starts and changes it (8.8): what a bridge does when something
 * happens to it. Each function returns the bridge's actions, the first of which is to write the new tree down.
 */
import type { Switch } from './device.ts';
import type { Action } from './event.ts';
import { reference, type Mind } from './rule.ts';
import { readMessage, type ConfigurationMessage } from './stp-bpdu.ts';
import { isDesignated, isRoot, supersedes } from './stp-compare.ts';
import * as procedure from './stp-procedures.ts';
import { portOf, startTimer, stopTimer, timerKey, type Bridge } from './stp-procedures.ts';
import { beliefOf, tellsNews, thinkAbout } from './stp-thinking.ts';
import { BRIDGE_PRIORITY, copyOfTree, initialSpanningTree, type SpanningTree, type StpTimer } from './stp.ts';
import type { Frame } from '../wire/frame.ts';

/** 8.8.1: all ports that have a link begin, and the bridge says that it is the root. */
export function begin(device: Switch): readonly Action[] {
  return think(device, (bridge) => {
    for (const name of device.ports) if (device.down[name] !== true) enable(bridge, name);
    procedure.configurationBpduGeneration(bridge);
    startTimer(bridge, 'hello', undefined, bridge.tree.times.helloUs);
  });
}

/** A message has arrived. Undefined: it means nothing to this bridge. */
export function receive(device: Switch, name: string, frame: Frame, mind: Mind): readonly Action[] | undefined {
  const said = readMessage(frame);
  if (said === undefined || device.stp?.ports[name]?.state === 'disabled') return undefined;
  return think(device, (bridge) => {
    if (said.kind === 'configuration') receivedConfiguration(bridge, name, said.message, mind);
    else receivedNotification(bridge, name);
  });
}

/** 8.7.1. */
function receivedConfiguration(bridge: Bridge, name: string, message: ConfigurationMessage, mind: Mind): void {
  const { tree } = bridge;
  const port = portOf(tree, name);
  // What follows the rules alone need not be asked.
  const before = mind !== reference && tellsNews(tree, port, message.vector) ? beliefOf(tree) : undefined;
  if (!supersedes(message.vector, port, tree.id)) {
    if (before !== undefined) thinkAbout(tree, name, message.vector, before, mind);
    // 8.6.5: whoever knows less is told what holds here.
    if (isDesignated(tree, port)) procedure.transmitConfiguration(bridge, name);
    return;
  }
  const wasRoot = isRoot(tree);
  procedure.recordConfigurationInformation(bridge, name, message);
  procedure.configurationUpdate(bridge);
  if (before !== undefined) thinkAbout(tree, name, message.vector, before, mind);
  procedure.portStateSelection(bridge);
  if (wasRoot && !isRoot(tree)) noLongerRoot(bridge);
  if (name !== tree.rootPort) return;
  procedure.recordConfigurationTimeoutValues(bridge, message);
  procedure.configurationBpduGeneration(bridge);
  if (message.topologyChangeAcknowledgment) procedure.topologyChangeAcknowledged(bridge);
}

/** What it has noticed as the root it now has to tell the root. */
function noLongerRoot(bridge: Bridge): void {
  stopTimer(bridge, 'hello', undefined);
  if (!bridge.tree.topologyChangeDetected) return;
  stopTimer(bridge, 'topology-change', undefined);
  procedure.transmitTopologyChangeNotification(bridge);
  startTimer(bridge, 'topology-change-notification', undefined, bridge.tree.ownTimes.helloUs);
}

/** 8.7.2. */
function receivedNotification(bridge: Bridge, name: string): void {
  if (!isDesignated(bridge.tree, portOf(bridge.tree, name))) return;
  procedure.topologyChangeDetection(bridge);
  procedure.acknowledgeTopologyChange(bridge, name);
}

/** 8.7.3 to 8.7.8. A timer that was stopped means nothing. */
export function expire(device: Switch, timer: StpTimer): readonly Action[] {
  const key = timerKey(timer.name, timer.port);
  if (device.stp?.running[key] !== timer.run) return [];
  return think(device, (bridge) => {
    delete bridge.tree.running[key];
    expired(bridge, timer);
  });
}

function expired(bridge: Bridge, { name, port }: StpTimer): void {
  switch (name) {
    case 'hello':
      return helloExpired(bridge);
    case 'topology-change-notification':
      return notificationExpired(bridge);
    case 'topology-change':
      bridge.tree.topologyChangeDetected = false;
      bridge.tree.topologyChange = false;
      return;
    default:
  }
  if (port === undefined) return;
  if (name === 'message-age') messageAgeExpired(bridge, port);
  else if (name === 'forward-delay') forwardDelayExpired(bridge, port);
  else if (portOf(bridge.tree, port).configurationPending) procedure.transmitConfiguration(bridge, port);
}

/** 8.7.3: only the root speaks by itself; all others pass on what they hear from it. */
function helloExpired(bridge: Bridge): void {
  if (!bridge.tree.enabled) return;
  procedure.configurationBpduGeneration(bridge);
  startTimer(bridge, 'hello', undefined, bridge.tree.times.helloUs);
}

/** 8.7.4: who was heard there has fallen silent. */
function messageAgeExpired(bridge: Bridge, name: string): void {
  const { tree } = bridge;
  const wasRoot = isRoot(tree);
  procedure.becomeDesignatedPort(tree, portOf(tree, name));
  procedure.configurationUpdate(bridge);
  procedure.portStateSelection(bridge);
  if (!wasRoot && isRoot(tree)) becomeRoot(bridge);
}

function becomeRoot(bridge: Bridge): void {
  const { tree } = bridge;
  tree.times = tree.ownTimes;
  procedure.topologyChangeDetection(bridge);
  stopTimer(bridge, 'topology-change-notification', undefined);
  procedure.configurationBpduGeneration(bridge);
  startTimer(bridge, 'hello', undefined, tree.times.helloUs);
}

/** 8.7.5: from listening to learning, from learning to forwarding. */
function forwardDelayExpired(bridge: Bridge, name: string): void {
  const { tree } = bridge;
  const port = portOf(tree, name);
  if (port.state === 'listening') {
    port.state = 'learning';
    startTimer(bridge, 'forward-delay', name, tree.times.forwardDelayUs);
  } else if (port.state === 'learning') {
    port.state = 'forwarding';
    if (isDesignatedSomewhere(tree)) procedure.topologyChangeDetection(bridge);
  }
}

function isDesignatedSomewhere(tree: SpanningTree): boolean {
  return Object.values(tree.ports).some((port) => port.state !== 'disabled' && isDesignated(tree, port));
}

/** 8.7.6. */
function notificationExpired(bridge: Bridge): void {
  if (isRoot(bridge.tree)) return;
  procedure.transmitTopologyChangeNotification(bridge);
  startTimer(bridge, 'topology-change-notification', undefined, bridge.tree.ownTimes.helloUs);
}

/** 8.8.2, 8.8.3: the link at a port has come up or gone. */
export function linkChanged(device: Switch, name: string, up: boolean): readonly Action[] {
  const state = device.stp?.ports[name]?.state;
  if (state === undefined || (state !== 'disabled') === up) return [];
  return think(device, (bridge) => (up ? enable(bridge, name) : disable(bridge, name)));
}

function enable(bridge: Bridge, name: string): void {
  const port = portOf(bridge.tree, name);
  procedure.becomeDesignatedPort(bridge.tree, port);
  port.state = 'blocking';
  port.topologyChangeAcknowledge = false;
  port.configurationPending = false;
  procedure.portStateSelection(bridge);
}

function disable(bridge: Bridge, name: string): void {
  const { tree } = bridge;
  const port = portOf(tree, name);
  const wasRoot = isRoot(tree);
  procedure.becomeDesignatedPort(tree, port);
  port.state = 'disabled';
  port.topologyChangeAcknowledge = false;
  port.configurationPending = false;
  stopTimer(bridge, 'message-age', name);
  stopTimer(bridge, 'forward-delay', name);
  stopTimer(bridge, 'hold', name);
  procedure.configurationUpdate(bridge);
  procedure.portStateSelection(bridge);
  if (!wasRoot && isRoot(tree)) becomeRoot(bridge);
}

/** 8.8.4. */
export function setPriority(device: Switch, priority: number): readonly Action[] {
  return think(device, (bridge) => {
    const { tree } = bridge;
    const wasRoot = isRoot(tree);
    const id = { ...tree.id, priority };
    for (const port of Object.values(tree.ports)) {
      if (isDesignated(tree, port)) port.designated = { ...port.designated, bridge: id };
    }
    tree.id = id;
    procedure.configurationUpdate(bridge);
    procedure.portStateSelection(bridge);
    if (!wasRoot && isRoot(tree)) becomeRoot(bridge);
  });
}

/** Switched on while frames flow: what forwards goes on until somebody is heard who knows better. Off: no more messages. */
export function setEnabled(device: Switch, on: boolean): readonly Action[] {
  if ((device.stp?.enabled ?? false) === on) return [];
  return think(device, (bridge) => {
    bridge.tree.enabled = on;
    if (!on) return;
    startTimer(bridge, 'hello', undefined, bridge.tree.times.helloUs);
    procedure.portStateSelection(bridge);
  });
}

/** The procedures work on a copy. What they cause comes after the new tree is written down. */
function think(device: Switch, about: (bridge: Bridge) => void): readonly Action[] {
  const tree = device.stp === undefined ? treeWithoutProtocol(device) : copyOfTree(device.stp);
  const actions: Action[] = [{ do: 'set-spanning-tree', tree }];
  about({ device, tree, actions });
  return actions;
}

/** A bridge that does not speak the protocol: every port that has a link forwards. */
function treeWithoutProtocol(device: Switch): SpanningTree {
  const tree = initialSpanningTree(device.mac, device.ports, { priority: BRIDGE_PRIORITY });
  tree.enabled = false;
  for (const name of device.ports) if (device.down[name] !== true) portOf(tree, name).state = 'forwarding';
  return tree;
}
