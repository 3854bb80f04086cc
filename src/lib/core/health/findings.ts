import type { FactColumn } from '../model/facts';
import type { SalesModel } from '../model/model';
import type { Json } from '../json';
import type { Table } from '../table';
import type { Ask, CheckId, Finding, FindingCode, HealthContext, ProposedStep, Touched } from './finding';
import { askProbe, probeRows, type Base, type Probe } from './probe';
import { reportsUsing } from './reports-using';

/** What is asked, and what a hit means. */
export interface Question {
	readonly check: CheckId;
	readonly code: FindingCode;
	/** The user's column, for the sentence. */
	readonly column: string | null;
	readonly probe: Probe;
	/** Columns of the fact rows whose reports it concerns; those of the probe when absent. */
	readonly about?: readonly FactColumn[];
	readonly details?: Readonly<Record<string, Json>>;
	/** Rows to show, when others than those counted: both rows of a pair. */
	readonly shown?: Probe;
	/** The rows the reports count, when fewer than those the probe counts: the effect is a share of these. */
	readonly counted?: Base;
	/** A share that would be there anyway, 0–1: only what is beyond it has an effect. */
	readonly usual?: number;
	readonly step?: ProposedStep | null;
}

/** Asks a question; a finding when any row is meant. */
export async function answer(context: HealthContext, question: Question, ask: Ask): Promise<Finding[]> {
	const { model } = context;
	const { probe, check, code, column } = question;
	const { touched, query } = await askProbe(model, probe, ask);
	if (touched.rows === 0) return [];
	const table = factTable(context);
	return [
		{
			key: column === null ? code : `${code}:${column}`,
			check,
			code,
			table: model.fact,
			column,
			touched,
			...(await effectOf(context, question, touched, ask)),
			details: question.details ?? {},
			query,
			rows: table ? probeRows(model, table, question.shown ?? probe) : null,
			step: question.step ?? null
		}
	];
}

/** Which reports it can change, and by what share of their rows or money at most. */
async function effectOf(
	{ model, asOf }: HealthContext,
	{ probe, about = probe.columns, counted, usual = 0 }: Question,
	touched: Touched,
	ask: Ask
): Promise<{ reports: readonly string[]; effect: number }> {
	const reports = about.length === 0 ? [] : reportsUsing(model, about, asOf ?? '2000-01-01', counted ?? probe.base);
	if (reports.length === 0) return { reports, effect: 0 };
	const narrow = counted !== undefined && counted !== probe.base;
	const used = narrow ? (await askProbe(model, { ...probe, base: counted }, ask)).touched : touched;
	const effect = Math.max(0, Math.max(used.rowShare, used.moneyShare) - usual);
	return { reports: used.rows === 0 ? [] : reports, effect };
}

/** The main table. */
export function factTable({ model, tables }: HealthContext): Table | null {
	return tables.find((table) => table.id === model.fact) ?? null;
}

/** Column of the main table that plays a role, else null: steps change the table they stand in. */
export function ownColumn(model: SalesModel, roles: readonly (keyof SalesModel['fields'])[]): string | null {
	for (const role of roles) {
		const field = model.fields[role];
		if (field) return field.table === model.fact ? field.column : null;
	}
	return null;
}
