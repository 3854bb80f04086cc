import { oneToTwo } from './1-to-2';
import { twoToThree } from './2-to-3';
import type { Migration } from './migration';

/** Every step from an older document format to the next, one file each, named `N-to-M.ts`. Format 1 is the first. */
export const MIGRATIONS: readonly Migration[] = [oneToTwo, twoToThree];
