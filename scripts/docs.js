import { writeArchitecture } from './checks/architecture.js';

writeArchitecture();
