/** What happened on the map, as a table: the text form of the animation. */
import type { JSX } from 'preact';
import type { Store } from '../model.ts';
import { saidText } from '../said.ts';
import type { Happening } from '../../shared/game/view.ts';
import { nameOf, wordsOf } from './seat.ts';

/** Shut by default. */
export function EventLog({ store }: { readonly store: Store }): JSX.Element {
  return (
    <details class="event-log">
      <summary>
        {wordsOf(store).log.title} <span class="chip">{store.happenings.value.length}</span>
      </summary>
      <EventTable store={store} />
    </details>
  );
}

/** Newest first. */
export function EventTable({ store }: { readonly store: Store }): JSX.Element {
  const words = wordsOf(store).log;
  const events = store.happenings.value;
  return (
    <div class="scroller events" tabIndex={0} role="region" aria-label={words.title}>
      <table class="t">
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.event}</th>
          </tr>
        </thead>
        <tbody>
          {events.toReversed().map((event, index) => (
            <tr key={events.length - index}>
              <td class="mono quiet">{words.seconds(timeOf(event) / 1e6)}</td>
              <td>{happeningText(store, event)}</td>
            </tr>
          ))}
          {events.length === 0 && (
            <tr>
              <td colSpan={2} class="quiet">
                {words.empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** One event as a sentence. */
export function happeningText(store: Store, event: Happening): string {
  const words = wordsOf(store).log;
  const name = (device: string): string => nameOf(store, device);
  const room = store.room.value;
  switch (event.kind) {
    case 'flight':
      return words.flight(words.looks[event.look], name(event.from), name(otherEnd(store, event.link, event.from)));
    case 'lost':
      return words.lost(words.looks[event.look], name(event.device), event.by === 'rule');
    case 'ping':
      if (event.outcome === 'expired')
        return words.expired(name(event.on), targetName(store, event.to), name(event.by));
      if (event.outcome === 'unreachable') return words.unreachable(name(event.on), name(event.by));
      return event.outcome === 'answered'
        ? words.answered(name(event.on), targetName(store, event.to))
        : words.noAnswer(name(event.on), targetName(store, event.to));
    case 'collision':
      return words.collision(name(event.device));
    case 'goal': {
      const goal = room?.goals[event.goal];
      return words.goal(goal === undefined ? '' : store.language.value.goal(goal, name));
    }
    case 'cable': {
      const { pulled, plugged } = wordsOf(store).storm;
      const far = name(otherEnd(store, event.link, event.device));
      return event.isIn ? plugged(name(event.device), far) : pulled(name(event.device), far);
    }
    case 'disturbed':
      return words.disturbed[event.how](name(event.between[0] ?? ''), name(event.between[1] ?? ''));
    case 'said':
      return room === null ? '' : saidText(event, room, store.language.value);
  }
}

/** The device at the far end of a cable, seen from one of its ends. */
export function otherEnd(store: Store, link: string, from: string): string {
  const cable = store.room.value?.map.links.find((it) => it.id === link);
  if (cable === undefined) return from;
  return cable.a.device === from ? cable.b.device : cable.a.device;
}

/** A ping to everybody has no device at its far end. */
function targetName(store: Store, device: string): string {
  return device === '' ? wordsOf(store).notes.everybody : nameOf(store, device);
}

function timeOf(event: Happening): number {
  return event.kind === 'flight' ? event.departUs : event.atUs;
}
