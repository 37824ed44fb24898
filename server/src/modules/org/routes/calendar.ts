import { ArrangementInput } from '@lianfang/contract/arrangement';
import { Id, Ok } from '@lianfang/contract/common';
import { CalendarDaysInput, CalendarMonth, CalendarQuery, TermInput } from '@lianfang/contract/orgCalendar';
import Type from 'typebox';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { removeArrangement, setArrangement } from '../arrangements.ts';
import { addTerm, changeTerm, removeTerm, setDays } from '../calendarCommands.ts';
import { readMonth } from '../calendarView.ts';

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
