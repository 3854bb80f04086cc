import { writeArchitecture } from './checks/architecture.js';

await writeArchitecture();
