/** The words on the filled button: what will happen when the answers are played. Follows the answers, right or wrong. */
import { BROADCAST_MAC } from '../../shared/address/mac.ts';
import type { Mac } from '../../shared/address/mac.ts';
import type { Answers } from '../../shared/device/decision.ts';
import type { CardView } from '../../shared/game/view.ts';
import type { Language } from '../../shared/text/language.ts';
import { portsIn } from './form.ts';
import { portLabel } from './seat.ts';

export function actionText(card: CardView, answers: Answers, language: Language): string {
  const words = language.words.panels.action;
  if (answers.damaged === 'again') return words.askAgain;
  if (answers.damaged === 'mend') return words.mend;
  if (answers.accept === 'drop' || answers.fcs === 'wrong' || answers.vlan === 'none') return words.drop;
  if (answers.intake === 'nothing') return words.drop;
  if (answers.intake === 'learn' || answers['stp-role'] !== undefined) return words.writeDown;
  if (answers.ports !== undefined) return portsText(answers.ports, answers.tags, language);
  if (answers.route === 'none' || answers.ttl === 'expired') return words.dropAndTell;
  if (answers.resolve === 'ask') return questionText(card, answers, language);
  if (answers.answer !== undefined) return answers.answer === 'silent' ? words.silent : words.answer;
  if (answers['neighbor-learn'] !== undefined)
    return answers['neighbor-learn'] === 'nothing' ? words.writeNothing : words.writeDown;
  if (answers['icmp.type'] === '0') return words.sendReply(answers['ipv4.destination'] ?? '');
  const natOut = answers['nat-out'];
  if (natOut !== undefined) return words.sendAs(natOut);
  const natIn = answers['nat-in'];
  if (natIn !== undefined) return natIn === 'nobody' ? words.keep : words.sendTo(natIn);
  const mac = answers['ethernet.destination'];
  if (mac !== undefined) return words.sendTo(mac);
  if (answers.resolve === 'send' || answers.ttl !== undefined || answers.route !== undefined) return words.send;
  return answers.accept === 'take' ? words.take : words.done;
}

export function portsText(ports: string, tags: string | undefined, language: Language): string {
  const { action } = language.words.panels;
  const chosen = portsIn(ports).map(portLabel);
  if (chosen.length === 0) return action.drop;
  if (tags === undefined) return action.sendOut(chosen);
  const tagged = portsIn(tags).map(portLabel);
  const untagged = chosen.filter((port) => !tagged.includes(port));
  return action.sendTagged(untagged, tagged);
}

function questionText(card: CardView, answers: Answers, language: Language): string {
  const words = language.words.panels.action;
  const address = answers['arp.targetIp'] ?? answers['next-hop'] ?? (card.nextHop || card.destination);
  const to = (answers['ethernet.destination'] ?? BROADCAST_MAC) as Mac;
  return to === BROADCAST_MAC ? words.askEverybody(address) : words.askOne(to, address);
}
