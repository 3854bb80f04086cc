import type { SetScores } from './score-set';
import type { ForecastSet } from './sets';

export const HEAD =
	'set                   n     kind              backtest    sMAPE     MASE      OWA    80 %    95 %     MSIS       s';

/** Table rows of a set, one per kind, then how the choice did beside seasonal naive on the same series. */
export function lines(set: ForecastSet, scores: SetScores): string[] {
	const rows = Object.entries(scores.models).map(([kind, row]) => {
		const figures = [
			row.backtestMase.toFixed(3),
			row.smape.toFixed(2),
			row.mase.toFixed(3),
			row.owa.toFixed(3),
			row.coverage80.toFixed(3),
			row.coverage95.toFixed(3),
			row.msis.toFixed(2),
			row.seconds.toFixed(1)
		];
		const mark = kind === scores.chosen ? '*' : ' ';
		const cells = figures.map((text, i) => text.padStart(i < 4 ? 9 : 8)).join('');
		return `${set.name.padEnd(22)}${String(scores.scored).padEnd(5)}${mark}${kind.padEnd(17)}${cells}`;
	});
	const left = set.series.length - scores.scored;
	return [
		...rows,
		...(left > 0 ? [`  ${left} of ${set.series.length} series could not be forecast and are left out`] : []),
		`  chosen ${scores.chosen} ${verdict(scores)}, ${scores.seconds.toFixed(1)} s`
	];
}

function verdict({ mase, models }: SetScores): string {
	const naive = models['seasonal-naive'];
	if (!naive) return `(MASE ${mase.toFixed(3)}); seasonal naive cannot forecast every series`;
	return `${mase < naive.mase ? 'beats' : 'DOES NOT BEAT'} seasonal naive (MASE ${mase.toFixed(3)} / ${naive.mase.toFixed(3)})`;
}
