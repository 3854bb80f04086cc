import { forbiddenImports } from './scripts/checks/import-rules.js';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: forbiddenImports(),
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^src/lib/paraglide/' },
		tsPreCompilationDeps: 'specify',
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: 'scripts/checks/resolve.cjs' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'browser', 'default', 'types']
		}
	}
};
