/** A table of the own device and its rows. A row with the value of the selected header field is marked. */
import type { ComponentChildren, JSX } from 'preact';
import { readField } from '../../shared/wire/frame.ts';
import type { Desk } from './desk.ts';
import { wordsOf } from './seat.ts';

/** A card with a heading over a table. */
export function Titled(props: {
  readonly title: string;
  readonly table: JSX.Element;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <section class="card step">
      <h3>{props.title}</h3>
      {props.children}
      {props.table}
    </section>
  );
}

/** A table that can be scrolled sideways, by keys as well. */
export function Table(props: {
  readonly name: string;
  readonly heads: readonly string[];
  readonly isEmpty: boolean;
  readonly empty: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label={props.name}>
      <table class="t" aria-label={props.name}>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.children}
          {props.isEmpty && (
            <tr>
              <td class="quiet" colSpan={props.heads.length}>
                {props.empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

export function Row(props: {
  readonly desk: Desk;
  readonly values: readonly string[];
  readonly isFresh: boolean;
  /** Of no use for the question that is asked: where room is scarce it is not shown. */
  readonly isAside?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const selected = selectedValue(props.desk);
  const isLinked = selected !== undefined && props.values.includes(selected);
  const { sameValue } = wordsOf(props.desk.store).tables;
  return (
    <tr
      class={`${isLinked ? 'linked' : ''}${props.isFresh ? ' learned' : ''}${props.isAside === true ? ' aside' : ''}`}
      title={isLinked ? sameValue : undefined}
    >
      {props.children}
    </tr>
  );
}

/** The value of the selected header field, if it is an address. */
function selectedValue(desk: Desk): string | undefined {
  const field = desk.field.value;
  const layer = field === null ? undefined : desk.frame.value.layers[field.layer];
  if (field === null || layer === undefined) return undefined;
  const value = readField(desk.frame.value, `${layer.protocol}.${field.name}`);
  return typeof value === 'string' ? value : undefined;
}
