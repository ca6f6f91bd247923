/** The frame of every table of the panel. */
import type { ComponentChildren, JSX } from 'preact';

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
