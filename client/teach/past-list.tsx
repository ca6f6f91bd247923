/** The classes of this browser: opened again, or taken off the list. */
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import { Link, usePage } from '../pages/page.tsx';
import { spacedCode, teachPath } from '../router.ts';
import type { PastClasses } from './past.ts';
import { useTeachWords } from './words.ts';

export function PastList({ past }: { readonly past: PastClasses }): JSX.Element {
  const { spoken } = usePage();
  const words = useTeachWords().past;
  const classes = past.list.value;
  return (
    <section class="card box past" aria-labelledby="past-title">
      <h2 id="past-title">{words.title}</h2>
      {classes.length === 0 && <p class="quiet">{words.none}</p>}
      <ul>
        {classes.map(({ code, secret, title, day }) => (
          <li key={code}>
            <span class="grow">
              <Link to={teachPath(code, secret)}>{title}</Link>
              <span class="small quiet">
                <span class="mono">{spacedCode(code)}</span> {words.made(day)}
              </span>
            </span>
            <button
              type="button"
              class="btn ghost icon"
              aria-label={words.forget(title)}
              title={words.forget(title)}
              onClick={() => {
                past.forget(code);
                spoken.value = words.forgotten(title);
              }}
            >
              <Icon name="cross" width={16} />
            </button>
          </li>
        ))}
      </ul>
      {classes.length > 0 && <p class="small quiet">{words.help}</p>}
    </section>
  );
}
