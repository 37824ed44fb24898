import { ArrangementInput } from '@lianfang/contract/arrangement';
import { Id, Ok } from '@lianfang/contract/common';
import { CalendarDaysInput, CalendarMonth, CalendarQuery, TermInput } from '@lianfang/contract/orgCalendar';
import Type from 'typebox';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { removeArrangement, setArrangement } from '../arrangements.ts';
import { addTerm, changeTerm, removeTerm, setDays } from '../calendarCommands.ts';
import { calendarFile } from '../calendarFile.ts';
import { readMonth } from '../calendarView.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Params = Type.Object({ unit: Id });
const TermParams = Type.Object({ unit: Id, term: Id });
const YearParams = Type.Object({ unit: Id, year: Type.Integer({ minimum: 2020, maximum: 2099 }) });
const atUnit = (input: { params: { unit: string } }) => input.params.unit;
const manage = { kind: 'permission', permission: 'calendar.manage', unit: atUnit } as const;

export const calendarRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/calendar',
    id: 'getCalendar',
    summary: 'A month of a unit: open days with their reasons, terms',
    tag: 'Calendar',
    access: { kind: 'permission', permission: 'unit.view', unit: atUnit },
    params: Params,
    query: CalendarQuery,
    response: CalendarMonth,
    handler: ({ tx, actor, unit, query, services }) =>
      readMonth(
        tx,
        unit!,
        query.month,
        query.kind ?? 'school',
        dateOf(services.clock).toString(),
        grantFor(actor, 'calendar.manage', unit!) !== undefined,
      ),
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/calendar.xlsx',
    id: 'downloadCalendar',
    summary: 'The school year of a month as an Excel workbook: every day with its reason, and the terms',
    tag: 'Calendar',
    access: { kind: 'permission', permission: 'unit.view', unit: atUnit },
    params: Params,
    query: CalendarQuery,
    response: Type.Unsafe<never>({ type: 'string', format: 'binary', description: 'an .xlsx workbook' }),
    produces: XLSX,
    handler: async ({ tx, unit, query, request, reply }) => {
      const { month, kind = 'school' } = query;
      const { name, bytes } = await calendarFile(tx, unit!, { month, kind }, langOf(request));
      return reply
        .type(XLSX)
        .header(
          'content-disposition',
          `attachment; filename="calendar.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
        )
        .send(bytes);
    },
  }),
  endpoint({
    method: 'PUT',
    url: '/api/units/:unit/calendar/days',
    id: 'setCalendarDays',
    summary: 'Opens or closes days of a unit and all below, or takes that back',
    tag: 'Calendar',
    access: manage,
    params: Params,
    body: CalendarDaysInput,
    response: Ok,
    handler: setDays,
  }),
  endpoint({
    method: 'PUT',
    url: '/api/units/:unit/arrangements/:year',
    id: 'setArrangement',
    summary:
      'The State Council’s holidays and make-up days of a year, entered at the topmost unit for all below',
    tag: 'Calendar',
    access: manage,
    params: YearParams,
    body: ArrangementInput,
    response: Ok,
    handler: setArrangement,
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/units/:unit/arrangements/:year',
    id: 'removeArrangement',
    summary: 'Takes back what was entered for a year',
    tag: 'Calendar',
    access: manage,
    params: YearParams,
    response: Ok,
    handler: removeArrangement,
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/terms',
    id: 'addTerm',
    summary: 'Adds a term',
    tag: 'Calendar',
    access: manage,
    params: Params,
    body: TermInput,
    response: Type.Object({ id: Id }),
    status: 201,
    handler: addTerm,
  }),
  endpoint({
    method: 'PUT',
    url: '/api/units/:unit/terms/:term',
    id: 'changeTerm',
    summary: 'Changes a term that is not over',
    tag: 'Calendar',
    access: manage,
    params: TermParams,
    body: TermInput,
    response: Ok,
    handler: changeTerm,
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/units/:unit/terms/:term',
    id: 'removeTerm',
    summary: 'Removes a term that is not over',
    tag: 'Calendar',
    access: manage,
    params: TermParams,
    response: Ok,
    handler: removeTerm,
  }),
];
