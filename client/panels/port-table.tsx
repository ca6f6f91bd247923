/** The ports of a switch or a hub: where their cables lead, as the map shows it, and what they are set to. */
import type { JSX } from 'preact';
import type { PortView } from '../../shared/game/view.ts';
import type { PanelWords } from '../../shared/text/panel-words.ts';
import type { Desk } from './desk.ts';
import { farName, portLabel, wordsOf } from './seat.ts';
import { Row, Table } from './table.tsx';

/** `asked` is the port that a question is about. */
export function PortTable(props: {
  readonly desk: Desk;
  readonly ports: readonly PortView[];
  readonly asked?: string | undefined;
}): JSX.Element {
  const { desk, ports, asked } = props;
  const words = wordsOf(desk.store).tables;
  const device = desk.seat.value?.device ?? '';
  const hasVlans = ports.some(({ vlan }) => vlan !== undefined);
  const heads = [words.port, words.cableTo, ...(hasVlans ? [words.setting] : [])];
  return (
    <Table heads={heads} name={words.ports} isEmpty={false} empty={words.empty}>
      {ports.map(({ name, vlan }) => {
        const far = farName(desk.store, device, name);
        return (
          <Row key={name} desk={desk} values={[]} isFresh={false} isAside={asked !== undefined && asked !== name}>
            <td>{portLabel(name)}</td>
            <td class={far === undefined ? 'quiet' : ''}>{far ?? words.noCable}</td>
            {vlan !== undefined && <td>{settingText(vlan, words)}</td>}
          </Row>
        );
      })}
    </Table>
  );
}

function settingText(vlan: NonNullable<PortView['vlan']>, words: PanelWords['tables']): string {
  return vlan.mode === 'access' ? words.access(vlan.vlan) : words.trunk(vlan.vlans, vlan.native);
}
