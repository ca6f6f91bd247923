/** What goes on for ever in a spanning tree that has come to rest: hellos, and the timers behind them. */
import type { Switch } from './device.ts';
import { BRIDGE_GROUP_ADDRESS, readMessage } from './stp-bpdu.ts';
import { portOf, timerKey } from './stp-procedures.ts';
import { tellsNews } from './stp-thinking.ts';
import type { StpTimer } from './stp.ts';
import { layer, type Frame } from '../wire/frame.ts';

/** A message from a neighbour that tells this switch nothing new about the tree. */
export function isRoutineBpdu(device: Switch, name: string, frame: Frame): boolean {
  if (layer(frame, 'ethernet')?.header.destination !== BRIDGE_GROUP_ADDRESS) return false;
  const tree = device.stp;
  if (tree?.enabled !== true) return false;
  const said = readMessage(frame);
  return said?.kind !== 'configuration' || !tellsNews(tree, portOf(tree, name), said.message.vector);
}

/** A timer that changes no port when it runs out: one that was stopped, or one of those that only make the switch speak. */
export function isRoutineTimer(device: Switch, timer: StpTimer): boolean {
  const tree = device.stp;
  if (tree?.running[timerKey(timer.name, timer.port)] !== timer.run) return true;
  switch (timer.name) {
    case 'forward-delay':
      return false;
    case 'hold':
      return timer.port === undefined || !portOf(tree, timer.port).configurationPending;
    // Its hello will have started it anew.
    case 'message-age':
    case 'hello':
    case 'topology-change':
    case 'topology-change-notification':
      return true;
  }
}
