/** Hints of a configure puzzle: they are about the next thing to set on the own device, in the same three steps as those about a letter. */
import type { Part, RuleId } from '../device/rule.ts';
import { deviceOf } from '../network/network.ts';
import type { RefusalCode } from '../refusals.ts';
import { openedHint } from './opened-hint.ts';
import type { Match, Seat } from './match.ts';
import { NO_CARD } from './score.ts';
import { settingKey, settingsOn, stepsBetween, type Setting } from './setting.ts';
import type { HintView } from './view.ts';

/** What hints are about at this device. */
export function hintSubject(match: Match, device: string): { readonly part: Part; readonly rule: RuleId } {
  return deviceOf(match.network, device).kind === 'switch'
    ? { part: 'port-vlan', rule: 'switch.vlan' }
    : { part: 'route', rule: 'router.lpm' };
}

/** Opens the next hint, in order. */
export function adviseSettings(
  match: Match,
  seat: Seat,
  hint: { readonly part: Part; readonly step: 1 | 2 | 3 },
): { readonly happenings: [] } | { readonly refused: RefusalCode } {
  const { part, rule } = hintSubject(match, seat.device);
  const isOwn = seat.occupant === 'person' && match.configuration?.phase === 'setting';
  if (!isOwn || hint.part !== part || hint.step !== seat.hints.length + 1) return { refused: 'no-such-hint' };
  seat.hints.push({ card: NO_CARD, part, step: hint.step, rule });
  return { happenings: [] };
}

/** The opened ones; the third names what is to be set next, and goes on with each thing that is done. */
export function settingHints(match: Match, seat: Seat): readonly HintView[] {
  return seat.hints.map((hint) => ({
    ...openedHint(hint),
    expected: hint.step === 3 ? nextText(match, seat) : '',
    facts: {},
  }));
}

/** "192.168.4.0/24 via 10.9.0.2", "p1 10", "- 10.0.0.0/8 via 10.9.0.2" for what is too much; empty when nothing is left to do. */
function nextText(match: Match, seat: Seat): string {
  const device = deviceOf(match.network, seat.device);
  const wanted = match.settings[seat.device] ?? [];
  const steps = stepsBetween(settingsOn(device), wanted);
  const missing = steps.find((setting) => wanted.some((one) => settingKey(one) === settingKey(setting)));
  const next = missing ?? steps[0];
  return next === undefined ? '' : settingText(next);
}

function settingText(setting: Setting): string {
  if (setting.set === 'route') {
    const text = `${setting.to}${setting.via === null ? '' : ` via ${setting.via}`}`;
    return setting.how === 'delete' ? `- ${text}` : text;
  }
  const { vlan, port } = setting;
  if (vlan === null) return `- ${port}`;
  return vlan.mode === 'access' ? `${port} ${vlan.vlan}` : `${port} ${vlan.vlans.join(',')}`;
}
