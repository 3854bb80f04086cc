import * as z from 'zod/mini';
import type { Grain } from '../../period';

/** Format of manifest and weights that this code reads. */
export const FORMAT = 1;

const size = (most: number) => z.int().check(z.positive(), z.maximum(most));
const GRAINS = { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' } as const satisfies {
	[G in Grain]: G;
};

const network = z.object({
	grain: z.enum(GRAINS),
	/** Seasonal period it was trained for; 1 = none. */
	season: size(400),
	/** Values it sees, and values it forecasts at once. */
	window: size(1_000),
	horizon: size(400),
	/** Values whose mean is the level of a window. */
	levelSpan: size(1_000),
	/** It also sees weekly means around the same day a year ago. */
	lastYear: z.boolean(),
	width: size(2_048),
	blocks: size(64),
	layers: size(16),
	members: size(16),
	file: z.string().check(z.regex(/^[a-z0-9-]{1,40}\.bin$/)),
	bytes: size(25_000_000),
	sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/))
});

const manifest = z.object({
	format: z.literal(FORMAT),
	/** Rising; the middle one is the median, the point forecast. */
	quantiles: z.readonly(z.array(z.number().check(z.gt(0), z.lt(1))).check(z.minLength(1), z.maxLength(99))),
	networks: z.readonly(z.array(network).check(z.minLength(1), z.maxLength(20)))
});

/** One shipped network: what it was made for and its sizes. Its weights lie in `file`. */
export type NetworkCard = Readonly<z.infer<typeof network>>;

/** What is shipped: `static/networks/manifest.json`. */
export type NetworkManifest = Readonly<z.infer<typeof manifest>>;

/** Reads a manifest, which comes from a file and is not trusted. Throws RangeError when it is not one of ours. */
export function readManifest(json: unknown): NetworkManifest {
	const read = manifest.safeParse(json);
	if (!read.success) throw new RangeError(`not a manifest of networks: ${z.prettifyError(read.error)}`);
	const { quantiles } = read.data;
	const rising = quantiles.every((q, i) => i === 0 || q > quantiles[i - 1]!);
	if (!rising || quantiles.length % 2 === 0) throw new RangeError('quantiles of networks must rise around a median');
	return read.data;
}
