/** What a student does: right things and wrong ones, hints, predictions, settings, and another round when one is won. */
import { decide, formOf, type Answers, type Step } from '../../../shared/device/decision.ts';
import { answersByRule, followUp } from '../../../shared/game/form.ts';
import type { Match } from '../../../shared/game/match.ts';
import type { PredictionsView } from '../../../shared/game/predictions-view.ts';
import type { CardView } from '../../../shared/game/view.ts';
import { draw, drawOne, type Random } from '../../../shared/random.ts';
import { hurry, roomOf, type Team } from './team.ts';
import type { Student } from './student.ts';

/** A round that is won is followed by another one. */
export async function beginAgain(team: Team, { session, signals }: Student): Promise<void> {
  if (signals.room.peek()?.phase !== 'result') return;
  const refused = await session.intents.start(team.puzzle);
  if (refused === null) hurry(roomOf(team));
}

/** One thing that a student does, if there is anything to do, and what was said to it; sometimes the next one is done before the answer. */
export async function playOnce(team: Team, student: Student): Promise<void> {
  const { signals, random } = student;
  const seat = signals.room.peek()?.you ?? null;
  if (signals.room.peek()?.phase !== 'play' || seat === null) return;
  if (seat.configuration !== null) return setUp(team, student);
  const [card] = seat.cards;
  if (seat.verdictOpen && seat.verdict !== null) {
    const retried = did(student, student.session.intents.retry(seat.verdict.card));
    if (draw(random, 3) > 0 || card === undefined) return retried;
    await Promise.all([retried, playCard(team, student, card)]);
  } else if (card === undefined) await foresee(student, seat.predictions);
  else if (card.form.length > 0) await playCard(team, student, card);
}

/** Sets something up, takes it back, or says that all is ready. */
function setUp(team: Team, student: Student): Promise<void> {
  const { random, session, signals } = student;
  const { match } = roomOf(team).round;
  const rows = match.settings[signals.room.peek()?.me.device ?? ''] ?? [];
  const row = drawOne(random, rows.length === 0 ? [null] : rows);
  if (row?.set !== 'route' || draw(random, 4) === 0) return did(student, session.intents.ready(draw(random, 3) > 0));
  const { set, to, via } = row;
  const how = draw(random, 4) === 0 ? 'delete' : 'add';
  return did(student, session.intents.configure({ set, how, to, via }));
}

/** With nothing to decide: what will become of something that waits at another seat. */
async function foresee(student: Student, { waiting }: PredictionsView): Promise<void> {
  const { random, session, signals } = student;
  const one = waiting[draw(random, waiting.length + 1)];
  if (one === undefined) return;
  const { device } = one;
  if ('packet' in one) return did(student, session.intents.predict({ device, addressee: { kind: 'everybody' } }));
  const ports = signals.room.peek()?.map.devices.find(({ id }) => id === device)?.ports ?? [];
  const said = ports.filter(({ cabled }) => cabled && draw(random, 2) === 0).map(({ id }) => id);
  return did(student, session.intents.predict({ device, port: one.port, ports: said }));
}

function playCard(team: Team, student: Student, card: CardView): Promise<void> {
  const { random, session } = student;
  const [step] = card.form;
  if (step !== undefined && draw(random, 8) === 0) {
    const opened = card.hints.filter(({ part }) => part === step.part).length;
    if (opened < 3) return did(student, session.intents.hint(card.id, step.part, (opened + 1) as 1 | 2 | 3));
  }
  const answers =
    draw(random, 2) === 0 ? guess(random, card.form) : rightAnswers(roomOf(team).round.match, card, student);
  return did(student, session.intents.play(card.id, answers));
}

/** What the student was told is kept. */
async function did(student: Student, outcome: Promise<string | null>): Promise<void> {
  const refused = await outcome;
  if (refused !== null) student.told.push(refused);
}

function guess(random: Random, form: readonly Step[]): Answers {
  const answers: Partial<Record<Step['part'], string>> = {};
  for (let steps = form; steps.length > 0;) {
    steps = steps.flatMap((step) => {
      const { value } = drawOne(random, step.choices);
      answers[step.part] = value;
      return followUp(step, value);
    });
  }
  return answers;
}

function rightAnswers(match: Match, card: CardView, { signals }: Student): Answers {
  const device = signals.room.peek()?.me.device ?? '';
  const [seat, played] = [match.seats[device], match.network.devices[device]];
  const event = seat?.inbox.find(({ id }) => id === card.id)?.event;
  if (played === undefined || event === undefined) return {};
  const { thinking } = decide(played, event);
  return answersByRule(formOf(played, event, match.puzzle.asks), (part) => {
    return thinking.find((point) => point.part === part)?.expected;
  });
}
