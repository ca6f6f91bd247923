import type { ComponentChildren, JSX } from 'preact';

/** A few ways to look at one thing, of which one is on: radio buttons that look like a switch. */
export function Segments<Value extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  /** `more` stands behind the text. */
  readonly options: readonly { readonly value: Value; readonly text: string; readonly more?: ComponentChildren }[];
  readonly onChange: (value: Value) => void;
}): JSX.Element {
  return (
    <fieldset class="segments">
      <legend class="unseen">{props.label}</legend>
      {props.options.map(({ value, text, more }) => (
        <label key={value} class={value === props.value ? 'on' : ''}>
          <input
            class="unseen"
            type="radio"
            name={props.name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {text}
          {more}
        </label>
      ))}
    </fieldset>
  );
}
