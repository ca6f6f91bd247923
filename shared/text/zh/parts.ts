/** The questions of the form: a title, the name of the field, and words for choices that are words. */
import type { Part } from '../../device/rule.ts';
import type { PartText } from '../language.ts';
import { rangeChoices } from '../ranges.ts';
import { rangeText } from './rules-medium.ts';

/** The choices are addresses or ports and are shown as they are. */
const addresses = {} as const;

export const parts: Readonly<Record<Part, PartText>> = {
  fcs: { title: '这一帧完好吗？', label: '帧校验', choices: { right: '完好', wrong: '已损坏' } },
  damaged: {
    title: '损坏的帧怎么办？',
    label: '损坏的帧',
    choices: { again: '请对方重发', drop: '悄悄丢弃', mend: '修好再收下' },
  },
  sense: { title: '什么时候发送？', label: '发送的时刻', choices: { send: '现在发送', wait: '等' } },
  'back-off': {
    title: '最多要等多久？',
    label: '等待的范围',
    choices: { 'at-once': '不等，马上发', ...rangeChoices(rangeText) },
  },
  accept: { title: '这一帧是给你的吗？', label: '给你的吗', choices: { take: '收下', drop: '丢弃' } },
  learn: {
    title: '哪个地址要写进表里？',
    label: '写进表里的地址',
    choices: { source: '源地址', destination: '目的地址', nothing: '不写' },
  },
  'learn-port': { title: '它在哪个端口后面？', label: '写进表里的端口', choices: addresses },
  lookup: {
    title: '目的地址在你的表里吗？',
    label: '表里有吗',
    choices: { known: '有', unknown: '没有', broadcast: '是发给所有人的' },
  },
  vlan: { title: '这一帧属于哪个 VLAN？', label: '帧的 VLAN', choices: { none: '都不属于，丢弃' } },
  tags: { title: '从哪里出去要带标签？', label: '带标签的端口', choices: { '': '都不带' } },
  ports: { title: '它该从哪里出去？', label: '发出端口', choices: { '': '哪儿也不发' } },
  intake: {
    title: '这个端口怎么处理它？',
    label: '端口的处理',
    choices: { nothing: '丢弃，什么也不学', learn: '只学习，不转发', forward: '学习并转发' },
  },
  'stp-root': { title: '现在谁是根？', label: '根', choices: addresses },
  'stp-role': {
    title: '这个端口现在是什么角色？',
    label: '这个端口的角色',
    choices: { root: '根端口', designated: '指定端口', blocked: '阻塞' },
  },
  'stp-former-role': {
    title: '原来的根端口变成什么？',
    label: '原根端口的角色',
    choices: { root: '根端口', designated: '指定端口', blocked: '阻塞' },
  },
  'port-vlan': { title: '这个端口属于哪个 VLAN？', label: '端口的 VLAN', choices: addresses },
  cable: { title: '这根网线该插还是该拔？', label: '网线', choices: { in: '插上', out: '拔下' } },
  fault: { title: '哪里坏了，怎么坏的？', label: '毛病', choices: addresses },
  'neighbor-learn': {
    title: '把谁写进你的表里？',
    label: '写进表里的行',
    choices: { sender: '发送方', target: '目标', nothing: '都不写' },
  },
  answer: { title: '这个问题你答吗？', label: '你的应答', choices: { answer: '应答', silent: '不作声' } },
  'on-link': { title: '目标在你的链路上吗？', label: '在本链路上', choices: { yes: '在', no: '不在' } },
  route: { title: '哪一行最匹配？', label: '路由', choices: { none: '哪一行都不匹配' } },
  'next-hop': { title: '包下一步交给谁？', label: '下一跳', choices: addresses },
  resolve: {
    title: '你知道下一跳的 MAC 吗？',
    label: '下一跳的 MAC',
    choices: { send: '知道，直接发', ask: '不知道，先问' },
  },
  ttl: { title: '现在 TTL 是多少？', label: 'TTL', choices: { expired: '已经用完' } },
  'ethernet.destination': { title: '这一帧给哪块网卡？', label: '目的 MAC', choices: addresses },
  'ethernet.source': { title: '它从哪块网卡出去？', label: '源 MAC', choices: addresses },
  'arp.senderMac': { title: '发送方的 MAC 是哪个？', label: '发送方 MAC', choices: addresses },
  'arp.senderIp': { title: '发送方的 IP 是哪个？', label: '发送方 IP', choices: addresses },
  'arp.targetMac': { title: '目标的 MAC 是哪个？', label: '目标 MAC', choices: addresses },
  'arp.targetIp': { title: '目标的 IP 是哪个？', label: '目标 IP', choices: addresses },
  'ipv4.source': { title: '包是谁发出的？', label: '源 IP', choices: addresses },
  'ipv4.destination': { title: '包是给谁的？', label: '目的 IP', choices: addresses },
  'ipv4.ttl': { title: '它带着多大的 TTL 出发？', label: 'TTL', choices: addresses },
  'icmp.type': {
    title: '这是哪一种报文？',
    label: '类型',
    choices: { '0': '0，回显应答', '8': '8，回显请求' },
  },
  'icmp.identifier': { title: '它属于哪一次 ping？', label: '标识符', choices: addresses },
  'icmp.sequence': { title: '它答的是第几个请求？', label: '序号', choices: addresses },
  'nat-out': { title: '它以谁的名义出去？', label: '外侧的发送方', choices: addresses },
  'nat-in': { title: '它是给里面谁的？', label: '内侧的接收方', choices: { nobody: '不是给里面谁的' } },
};
