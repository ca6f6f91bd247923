/** What the rules say at the asked points of an event: the move of a bot. */
import { decide, type Answers, type Step } from '../device/decision.ts';
import type { DeviceEvent } from '../device/event.ts';
import { deviceOf } from '../network/network.ts';
import { answersByRule } from './form.ts';
import type { Match } from './match.ts';

/** `form`: the one that is made from the event. In the order in which the questions come. */
export function rightAnswers(
  { network }: Pick<Match, 'network'>,
  { device }: { readonly device: string },
  event: DeviceEvent,
  form: readonly Step[],
): Answers {
  const { thinking } = decide(deviceOf(network, device), event);
  return answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected);
}
