/** Imported first and importing nothing, so that an old Node reaches the message instead of a syntax error. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		'Dealscope needs Node 20.19 or newer; this is Node ' +
			process.versions.node +
			'.\nInstall it from nodejs.org or with your package manager, then run the command again.'
	);
	process.exit(1);
}
