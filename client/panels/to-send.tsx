import type { JSX } from 'preact';
import type { CardView } from '../../shared/game/view.ts';
import { AddressList } from './address-list.tsx';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

/** What a station knows that has something of its own to send: the target, itself, and its way out. */
export function ToSend({ desk, card }: { readonly desk: Desk; readonly card: CardView }): JSX.Element | null {
  const words = wordsOf(desk.store).toSend;
  const tables = desk.seat.value?.tables;
  if (tables === undefined || !('interfaces' in tables) || card.kind !== 'originate') return null;
  const gateway = tables.routes.find((route) => route.to === '0.0.0.0/0')?.via ?? '';
  return (
    <dl class="facts" aria-label={words.known}>
      <dt>{words.destination}</dt>
      <dd class="mono">{card.destination}</dd>
      {tables.interfaces.map((own) => (
        <div key={own.name} class="pair">
          <dt>
            {words.own} <span class="mono quiet">{own.name}</span>
          </dt>
          <dd class="mono">
            <AddressList addresses={own.addresses} />
          </dd>
        </div>
      ))}
      {tables.kind === 'host' && (
        <>
          <dt>{words.gateway}</dt>
          <dd class="mono">{gateway === '' ? words.none : gateway}</dd>
        </>
      )}
    </dl>
  );
}
