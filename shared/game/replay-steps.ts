/** What happens in a match that is played back, step by step, as it is told to people. */
import type { ReplayStep } from './replay-view.ts';
import type { JournalInput } from './journal.ts';
import type { Lives } from './lives.ts';
import { frameOf, lookAt } from './look.ts';
import type { Match, Seat } from './match.ts';
import type { Piece } from './playback.ts';
import { whoPlays, type Card } from './score.ts';
import type { Happening } from './view.ts';

/** A step before it has its number. */
export type Told = Omit<ReplayStep, 'step'>;

export interface Steps {
  botPlays(seat: Seat, card: Card): void;
  /** The steps of the piece that has just been played, in the order of their time. */
  of(piece: Piece): readonly Told[];
}

/** Names by the id of a person; somebody without an id is known by the device. */
export type Names = Readonly<Record<string, string>>;

export function stepsIn(match: Match, lives: Lives, names: Names): Steps {
  /** Moves of bots in the piece that is being played. */
  let moves: Told[] = [];
  const about = new Map<number, number | null>();
  let findings = match.configuration?.findings;
  let named = 0;
  const by = (seat: string): string | null => nameAt(match, seat, names);
  const found = (atUs: number): readonly Told[] => {
    const now = match.configuration?.findings;
    const isNew = now !== undefined && now !== findings && now.length > 0;
    findings = now;
    return isNew ? [{ atUs, frame: null, what: { kind: 'found', findings: now } }] : [];
  };
  const namings = (atUs: number): readonly Told[] => {
    const fresh = match.fault?.named.slice(named) ?? [];
    named += fresh.length;
    return fresh.map((naming) => {
      return { atUs, frame: null, what: { kind: 'named', by: naming.isBot ? null : by(naming.device), naming } };
    });
  };
  return {
    botPlays: (seat, card) => moves.push(botMove(match, seat, card, lives)),
    of: ({ input, happenings }) => {
      const atUs = match.network.nowUs;
      const own = input === null ? [] : inputStep(match, input, about, by);
      const steps = [...own, ...moves, ...namings(atUs), ...happenings.flatMap(happeningStep), ...found(atUs)];
      moves = [];
      for (const { inbox } of Object.values(match.seats))
        for (const card of inbox) if (!about.has(card.id)) about.set(card.id, lives.about(card.event));
      return steps.toSorted((one, other) => one.atUs - other.atUs);
    },
  };
}

function botMove(match: Match, { device }: Seat, { event }: Card, lives: Lives): Told {
  const frame = frameOf(event);
  const look = frame === undefined ? 'icmp' : lookAt(match, device, frame);
  const port = event.kind === 'frame' ? event.port : '';
  const what = { kind: 'move', device, by: null, quality: 'right', verdict: null, port, look } as const;
  return { atUs: match.network.nowUs, frame: lives.about(event), what };
}

function inputStep(
  match: Match,
  { atUs, input }: JournalInput,
  about: ReadonlyMap<number, number | null>,
  by: (seat: string) => string | null,
): readonly Told[] {
  const who = (device: string) => ({ device, by: by(device) });
  switch (input.kind) {
    case 'play': {
      const verdict = match.seats[input.seat]?.verdict ?? null;
      if (verdict === null) return [];
      const { quality, port, look } = verdict;
      const frame = about.get(input.card) ?? null;
      return [{ atUs, frame, what: { kind: 'move', ...who(input.seat), quality, verdict, port, look } }];
    }
    case 'hint':
      return [
        { atUs, frame: about.get(input.card) ?? null, what: { kind: 'hint', ...who(input.seat), step: input.step } },
      ];
    case 'configure':
      return [{ atUs, frame: null, what: { kind: 'set', ...who(input.seat), setting: input.setting } }];
    case 'ready':
      return [{ atUs, frame: null, what: { kind: 'ready', ...who(input.seat), isReady: input.ready } }];
    // Who sits down or reads on has decided nothing; cables and names are told as they happen.
    default:
      return [];
  }
}

function happeningStep(happening: Happening): readonly Told[] {
  if (happening.kind === 'flight') return [];
  const { atUs } = happening;
  switch (happening.kind) {
    case 'goal':
      return [{ atUs, frame: null, what: { kind: 'goal', goal: happening.goal } }];
    case 'ping': {
      const { on, to, outcome } = happening;
      return [{ atUs, frame: null, what: { kind: 'ping', on, to, outcome } }];
    }
    case 'cable': {
      const { device, link, isIn } = happening;
      return [{ atUs, frame: null, what: { kind: 'cable', device, link, isIn } }];
    }
    default:
      return [];
  }
}

/** The name of whoever plays the seat at this moment; null for a bot. */
function nameAt(match: Match, device: string, names: Names): string | null {
  const seat = match.seats[device];
  return seat === undefined ? null : (names[whoPlays(seat)] ?? null);
}
