import { AppError } from '$lib/core/errors';
import type { FileReader } from './reader';

export const parquetReader: FileReader = {
	prepare() {
		return Promise.reject(new AppError('load-failed'));
	}
};
