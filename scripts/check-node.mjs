// Plain JavaScript on purpose: it must run, and complain in one line, on any Node.
const MINIMUM_MAJOR = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < MINIMUM_MAJOR) {
  console.error(
    `Hop by Hop needs Node ${MINIMUM_MAJOR} or newer; this is Node ${process.versions.node}. ` +
      'Run "npm ci" with optional packages (they bring Node 26 for most systems), or install a newer Node.',
  );
  process.exit(1);
}
