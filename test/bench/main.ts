/** `npm run bench`: what is measured is named by the first argument. */
const benches = {
  network: () => import('./network.ts'),
  load: () => import('./load.ts'),
  flood: () => import('./flood.ts'),
  open: () => import('./open.ts'),
};

const HELP = `npm run bench              networks that nobody plays, as "npm run bench -- network"
npm run bench -- load      200 students at one server, then as many as it holds; eight minutes
npm run bench -- load --short   a look at the same in half a minute; --school: only the 200, --most: only how many it holds
npm run bench -- flood     whether who floods slows down who plays in another room; four minutes
npm run bench -- open      how long it takes until a match with a long journal is back`;

const [name = 'network'] = process.argv.slice(2);
if (name === '--help') console.log(HELP);
else if (Object.hasOwn(benches, name)) await benches[name as keyof typeof benches]();
else {
  console.error(`There is no bench ${JSON.stringify(name)}.\n${HELP}`);
  process.exitCode = 2;
}

export {};
