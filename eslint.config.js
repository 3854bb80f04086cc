import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const markup = 'Text from data must never become markup: set textContent or use a component.';

const markupSyntax = [
	{ selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]', message: markup },
	{
		selector: 'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]',
		message: markup
	},
	{ selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", message: markup }
];

const noNetwork = ['RTCPeerConnection', 'WebSocket', 'WebTransport', 'EventSource', 'XMLHttpRequest'].map((name) => ({
	name,
	message: 'Nothing leaves the device.'
}));

const noWorld = [
	...[
		'window',
		'document',
		'navigator',
		'location',
		'localStorage',
		'sessionStorage',
		'indexedDB',
		'caches',
		'fetch',
		'self'
	],
	...['setTimeout', 'setInterval', 'requestAnimationFrame', 'performance', 'crypto', 'Worker', 'postMessage']
].map((name) => ({ name, message: 'core is pure: no DOM, no I/O, no clock.' }));

export default defineConfig(
	{
		ignores: ['.svelte-kit/', 'build/', 'src/lib/paraglide/', 'static/sample/', 'test-results/', 'playwright-report/']
	},
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-undef': 'off',
			'no-eval': 'error',
			'no-new-func': 'error',
			'no-restricted-globals': ['error', ...noNetwork],
			'no-restricted-syntax': ['error', ...markupSyntax],
			'max-lines': ['error', { max: 350, skipBlankLines: true }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/ban-ts-comment': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
			// An async method without await answers a contract that says Promise, and turns its throws into rejections.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/no-at-html-tags': 'error',
			'svelte/no-target-blank': 'error',
			'svelte/button-has-type': 'error'
		}
	},
	{
		// Here the types of other components are unknown to the linter; svelte-check knows them and checks the same.
		files: ['**/*.svelte', 'src/routes/**/*.ts'],
		rules: {
			...Object.fromEntries(
				['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
					`@typescript-eslint/no-unsafe-${what}`,
					'off'
				])
			),
			'@typescript-eslint/no-redundant-type-constituents': 'off',
			'@typescript-eslint/no-unnecessary-type-assertion': 'off',
			'svelte/no-unused-svelte-ignore': 'off'
		}
	},
	{
		// Documents and results are replaced, never changed in place: $state.raw with plain maps.
		files: ['**/*.svelte.ts'],
		rules: { 'svelte/prefer-svelte-reactivity': 'off' }
	},
	{
		// Addresses come to components ready-made.
		files: ['src/lib/ui/**/*.svelte'],
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	{
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: {
			'max-lines': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	{
		files: ['src/lib/core/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': ['error', ...noNetwork, ...noWorld],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'core has no clock: pass the day or the instant in.' },
				{ object: 'Math', property: 'random', message: 'core has no unseeded chance: pass a seed in.' }
			],
			'no-restricted-syntax': [
				'error',
				...markupSyntax,
				{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'core has no clock.' }
			]
		}
	},
	{ files: ['**/*.js', '**/*.cjs', '**/*.mjs', 'scripts/**/*.ts', '*.config.ts'], ...ts.configs.disableTypeChecked },
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } }
);
