import type { Pace } from '$lib/core/forecast/pace';

/** The pace of the running host: browser, worker or Node. */
export const hostPace: Pace = {
	now: () => performance.now(),
	rest: () =>
		new Promise((resolve) => {
			const channel = new MessageChannel();
			channel.port1.onmessage = () => {
				channel.port1.close();
				resolve();
			};
			channel.port2.postMessage(null);
		})
};
