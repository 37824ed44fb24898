/** The arrows of ARCHITECTURE.md, as rules. A module may be entered by its index.ts only. */
const order = ['org', 'people', 'access', 'reporting|health|setup', 'insight'];
const modules = '^server/src/modules/';

const upward = order.flatMap((from, i) =>
  order.slice(i + 1).map((to) => ({
    name: `${from.replace(/\|/g, '-')}-knows-nothing-of-${to.replace(/\|/g, '-')}`,
    severity: 'error',
    from: { path: `${modules}(${from})/`, pathNot: '\\.test\\.ts$' },
    to: { path: `${modules}(${to})/` },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'kernel-knows-no-module',
      severity: 'error',
      from: { path: '^server/src/kernel/', pathNot: '\\.test\\.ts$' },
      to: { path: modules },
    },
    ...upward,
    {
      name: 'siblings-use-events',
      severity: 'error',
      from: { path: `${modules}(reporting|health)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${modules}(reporting|health)/`, pathNot: `${modules}$1/` },
    },
    {
      name: 'modules-have-one-door',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['\\.test\\.ts$', '^server/src/modules/'] },
      to: { path: `${modules}[^/]+/`, pathNot: `${modules}[^/]+/index\\.ts$` },
    },
    {
      name: 'modules-enter-each-other-by-the-door',
      severity: 'error',
      from: { path: `${modules}([^/]+)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${modules}[^/]+/`, pathNot: [`${modules}$1/`, `${modules}[^/]+/index\\.ts$`] },
    },
    {
      name: 'features-know-no-feature',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/[^/]+/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'web-and-server-meet-in-contract',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^server/' },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: '^contract/' },
      to: { path: '^(server|web|epi|test|bench)/' },
    },
    {
      name: 'epi-stands-alone',
      severity: 'error',
      from: { path: '^epi/src/' },
      to: { path: '^(server|web|contract|test|bench)/' },
    },
    {
      name: 'production-needs-no-test-code',
      severity: 'error',
      from: { path: '^(server|web|contract|epi)/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^test/|\\.test\\.tsx?$)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
};
