/** One file of the build. An asset is known by path and content, so it can be taken over from another version's cache. */
export interface Asset {
	/** Below the base, without a leading slash; '' and 'data/' are pages. */
	readonly path: string;
	/** First 32 hex digits of SHA-256. */
	readonly hash: string;
	readonly bytes: number;
	/** Of a .gz file: the hash of what it holds, for hosts that declare it an encoding so that it arrives inflated. */
	readonly inflatedHash: string | undefined;
}

declare const self: typeof globalThis & {
	/** Written in after the build by scripts/bundle/precache.js. */
	readonly __ASSETS__: readonly (readonly [path: string, hash: string, bytes: number, inflatedHash?: string])[];
	readonly __POLICY__: string;
};

/** Every file of the build. */
export const assets: readonly Asset[] = self.__ASSETS__.map(([path, hash, bytes, inflatedHash]) => ({
	path,
	hash,
	bytes,
	inflatedHash
}));

/** The pages' content security policy without their script hashes, for everything that is not a page. */
export const policy: string = self.__POLICY__;
