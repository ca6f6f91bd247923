/** The form of a class that is made: a lesson, a name, and what may stay as it is. */
import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ClassSettings, Competition, Pacing } from '../../shared/class/settings.ts';
import {
  classLanguages,
  classSettings,
  competitions,
  lessonPlans,
  pacings,
  TEAM_SIZE_MAX,
  TITLE_MAX_LENGTH,
} from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import * as v from 'valibot';
import { languageNames } from '../../shared/text/index.ts';
import { usePage } from '../pages/page.tsx';
import { planOf, withPacing } from './draft.ts';
import { PlanEditor } from './plan-editor.tsx';
import { Refusal } from './refusal.tsx';
import { useTeachWords } from './words.ts';

interface FormProps {
  readonly draft: Signal<ClassSettings>;
  readonly refusal: Signal<RefusalCode | null>;
  readonly isBusy: boolean;
  readonly onMake: () => void;
}

export function MakeForm({ draft, refusal, isBusy, onMake }: FormProps): JSX.Element {
  const words = useTeachWords().make;
  const set = (change: Partial<ClassSettings>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const { title, plan } = draft.value;
  const isNamed = v.is(classSettings.entries.title, title);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isNamed) document.getElementById('class-title')?.focus();
    else if (plan.length > 0) onMake();
  };
  return (
    <form class="card make" onSubmit={submit} noValidate>
      <div class="make-name">
        <label for="class-title">{words.name}</label>
        <input
          id="class-title"
          class="field"
          value={title}
          maxLength={TITLE_MAX_LENGTH}
          autocomplete="off"
          aria-invalid={!isNamed}
          aria-describedby="class-title-error"
          onInput={(event) => set({ title: event.currentTarget.value })}
        />
        <p id="class-title-error" class="field-error" role="alert">
          {isNamed ? '' : words.nameBad(TITLE_MAX_LENGTH)}
        </p>
      </div>
      <div class="make-do">
        <button type="submit" class="btn main large" aria-disabled={isBusy}>
          {isBusy ? words.making : words.make}
        </button>
        <Refusal refusal={refusal.value} />
      </div>
      <Lessons draft={draft} onChange={set} />
      <PlanEditor plan={plan} teamSize={draft.value.teamSize} onChange={(order) => set({ plan: order })} />
      <Details draft={draft.value} onChange={set} />
    </form>
  );
}

interface PartProps {
  readonly onChange: (change: Partial<ClassSettings>) => void;
}

function Lessons({ draft, onChange }: PartProps & { readonly draft: Signal<ClassSettings> }): JSX.Element {
  const { store } = usePage();
  const { make, plans, common } = useTeachWords();
  const { puzzles } = store.language.value;
  const chosen = planOf(draft.value.plan);
  return (
    <fieldset class="lessons">
      <legend class="legend">{make.plan}</legend>
      {lessonPlans.map(({ id, minutes, items }) => (
        <label key={id} class="option lesson">
          <input type="radio" name="lesson" checked={chosen === id} onChange={() => onChange({ plan: items })} />
          <span>
            <span>
              <strong>{plans[id].title}</strong> <span class="chip">{common.minutes(minutes)}</span>
            </span>
            <span class="unseen">{items.map(({ puzzle }) => puzzles[puzzle].title).join(', ')}</span>
          </span>
        </label>
      ))}
      <label class="option lesson">
        <input
          type="radio"
          name="lesson"
          checked={chosen === null}
          onChange={() =>
            onChange({
              plan: draft
                .peek()
                .plan.slice(0, 1)
                .map((item) => ({ ...item, minutes: 10 })),
            })
          }
        />
        <span>
          <strong>{make.planOwn}</strong>
        </span>
      </label>
    </fieldset>
  );
}

function Details({ draft, onChange }: PartProps & { readonly draft: ClassSettings }): JSX.Element {
  const words = useTeachWords().make;
  return (
    <details class="make-more">
      <summary>
        {words.more(draft.teamSize, words.pacings[draft.pacing].name, words.competitions[draft.competition].name)}
      </summary>
      <div class="make-details">
        <Choice
          title={words.pacing}
          name="pacing"
          value={draft.pacing}
          options={pacings.map((pacing: Pacing) => ({ value: pacing, ...words.pacings[pacing] }))}
          onChange={(pacing) => onChange(withPacing(draft, pacing))}
        />
        <Choice
          title={words.competition}
          name="competition"
          value={draft.competition}
          options={competitions.map((one: Competition) => ({ value: one, ...words.competitions[one] }))}
          onChange={(competition) => onChange({ competition })}
        />
        <div class="make-small">
          <Labelled label={words.teamSize} help={words.teamSizeHelp}>
            {(id) => (
              <select
                id={id}
                class="field"
                value={draft.teamSize}
                disabled={draft.pacing === 'alone'}
                onChange={(event) => onChange({ teamSize: Number(event.currentTarget.value) })}
              >
                {Array.from({ length: TEAM_SIZE_MAX }, (_, index) => (
                  <option key={index} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Languages draft={draft} onChange={onChange} />
          <label class="option">
            <input
              type="checkbox"
              checked={draft.ownNames}
              onChange={(event) => onChange({ ownNames: event.currentTarget.checked })}
            />
            <span>
              <strong>{words.ownNames}</strong>
              <span class="small quiet">{words.ownNamesHelp}</span>
            </span>
          </label>
        </div>
      </div>
    </details>
  );
}

function Languages({ draft, onChange }: PartProps & { readonly draft: ClassSettings }): JSX.Element {
  const words = useTeachWords().make;
  return (
    <Labelled label={words.language}>
      {(id) => (
        <select
          id={id}
          class="field"
          value={draft.language}
          onChange={(event) => {
            const language = classLanguages.find((code) => code === event.currentTarget.value);
            if (language !== undefined) onChange({ language });
          }}
        >
          {classLanguages.map((code) => (
            <option key={code} value={code} lang={code}>
              {languageNames[code]}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly help?: string;
  readonly children: (id: string) => ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <div>
      <label for={id}>
        <strong>{props.label}</strong>
      </label>
      {props.children(id)}
      {props.help !== undefined && <p class="small quiet">{props.help}</p>}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly title: string;
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly name: string; readonly help: string }[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ title, name, value, options, onChange }: ChoiceProps<Value>): JSX.Element {
  return (
    <fieldset>
      <legend class="legend">{title}</legend>
      {options.map((option) => (
        <label key={option.value} class="option">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            <strong>{option.name}</strong>
            <span class="small quiet">{option.help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
