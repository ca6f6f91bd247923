import type { JSX } from 'preact';
import type { TablesView } from '../../shared/game/view.ts';

type Card = Extract<TablesView, { interfaces: unknown }>['interfaces'][number];

/** All addresses of a card, one below the other. */
export function AddressList(props: { readonly addresses: Card['addresses'] }): JSX.Element {
  return (
    <>
      {props.addresses.map(({ address, length }) => (
        <div key={`${address}/${length}`}>{`${address}/${length}`}</div>
      ))}
    </>
  );
}
