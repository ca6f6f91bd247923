/** In Chinese sentences that are made of names one space stands between Han and Latin signs, and none before a mark. */
import { expect, it } from 'vitest';
import { chinese } from '../../../shared/text/zh/index.ts';

const { predict, waiting, log, fault, ...panels } = chinese.words.panels;

it.each([
  ['交换机 A', '机器 1'],
  ['A', 'B'],
  ['总部路由器', '集线器'],
])('with the names %s and %s', (one, other) => {
  const where = predict.towards([one, predict.byPort(other, '2'), other]);
  const sentences = [
    panels.youAre(one),
    waiting.onTheWay(one, other),
    predict.waits(one, other),
    predict.flies(one, other),
    predict.whether(one),
    predict.cable(one, '2'),
    predict.open(one, where),
    predict.right(one, where),
    predict.wrong(one, where, predict.towards([other])),
    predict.hasPacket(one, predict.request(one, other)),
    predict.hasPacket(other, predict.answer(one, other)),
    predict.whom(one),
    predict.open(one, predict.addressed(other)),
    predict.wrong(one, predict.addressedToAll, predict.addressed(other)),
    log.flight('一个帧', one, other),
    log.lost('一个帧', one, true),
    log.lost('一个帧', one, false),
    log.moved(one, other, one),
    fault.lead(one, other),
  ];
  const faults = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}|\p{Script=Han} \p{Script=Han}| [，。：、（）]/u;
  expect(sentences.filter((sentence) => faults.test(sentence))).toEqual([]);
});
