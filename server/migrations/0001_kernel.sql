-- Kernel: settings, dated parameters, receipts (facts that something due has come in), the audit chain,
-- notifications and the transactional outbox. Everything here is shared by all modules.
create schema if not exists kernel;
grant usage on schema kernel to lianfang_app;

-- What modules show each other: views and functions by which one module reads another's rows. Views here are
-- security_invoker, so that row-level security of the tables below still applies.
create schema if not exists published;
grant usage on schema published to lianfang_app;

-- The units in whose subtree the current transaction may see rows. '*' is the platform itself (jobs, CLI).
-- Unset means nothing: no scope = no rows (DESIGN, invariant 3).
create function kernel.scope() returns bigint[] language sql stable parallel safe as $$
  select case when current_setting('lf.scope', true) in ('', '*') then '{}'::bigint[]
              else coalesce(current_setting('lf.scope', true)::bigint[], '{}'::bigint[]) end $$;
create function kernel.scope_is_all() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('lf.scope', true), '') = '*' $$;

create table kernel.setting (
  key text constraint setting_pk primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- A threshold, window or deadline: dated, per unit (null = everywhere), with its source.
create table kernel.parameter (
  id bigint generated always as identity constraint parameter_pk primary key,
  key text not null,
  unit_id bigint,
  value jsonb not null,
  valid_from date not null,
  valid_to date,                      -- exclusive; null = until replaced
  source text not null,
  set_by text,
  set_at timestamptz not null default now(),
  constraint parameter_range check (valid_to is null or valid_to > valid_from)
);
create index parameter_lookup on kernel.parameter (key, unit_id, valid_from);

-- A fact of one module that another may count on: "unit U delivered kind K for period P". Health writes
-- it with each check; reporting subtracts it from what was expected. Never deleted, corrected in place:
-- the first arrival decides timeliness, the last the content.
create table kernel.receipt (
  area_id bigint not null,
  kind text not null,                 -- 'check'
  unit_id bigint not null,            -- who owed it (a class, a dormitory, an office)
  school_id bigint not null,          -- the institution above it at that date
  period date not null,               -- business date
  slot text not null,                 -- 'morning' | 'noon' | 'evening' | ...
  outcome text not null constraint receipt_outcome check (outcome in ('data', 'zero')),
  first_at timestamptz not null,
  last_at timestamptz not null,
  lineage bigint[] not null,
  constraint receipt_pk primary key (area_id, kind, period, slot, unit_id)
);
create index receipt_school on kernel.receipt (school_id, kind, period, slot);

-- Audit: append-only, hash-chained per area so that areas never wait for each other.
create table kernel.audit_head (
  area_id bigint constraint audit_head_pk primary key,
  seq bigint not null,
  hash bytea not null
);
create table kernel.audit_entry (
  area_id bigint not null,
  seq bigint not null,
  at timestamptz not null,
  actor text not null,                -- account id, 'system' or 'cli:<os user>'
  holding text,                       -- post held: '<post kind>@<unit id>'
  verb text not null,                 -- 'check.submit', 'person.look', ...
  object text not null,               -- '<type>:<id>'
  unit_id bigint,
  detail jsonb not null default '{}',
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_pk primary key (area_id, seq)
);
create index audit_entry_object on kernel.audit_entry (object, at);
create index audit_entry_unit on kernel.audit_entry (unit_id, at);

-- Stable, not immutable (concat_ws is stable): only so is it inlined into the loop below, 2 µs instead of 15.
create function kernel.audit_hash(prev bytea, area bigint, seq bigint, at timestamptz, actor text, holding text,
  verb text, object text, unit_id bigint, detail jsonb) returns bytea language sql stable as $$
  select sha256(prev || convert_to(concat_ws(E'\x1f', area, seq, extract(epoch from at)::numeric(20, 6), actor,
    coalesce(holding, ''), verb, object, coalesce(unit_id, 0), detail::text), 'UTF8')) $$;

create type kernel.audit_line as (actor text, holding text, verb text, object text, unit_id bigint, detail jsonb,
  at timestamptz);

-- Appends lines to one area's chain; the head row is locked until commit, which keeps the chain linear. Hashes
-- first, then one insert for all.
create function kernel.audit_lines(p_area bigint, p_lines kernel.audit_line[]) returns void language plpgsql
security definer set search_path = kernel, pg_catalog as $$
declare
  e audit_line; h bytea; n bigint; first bigint; t timestamptz := clock_timestamp(); hashes bytea[];
begin
  select seq, hash into n, h from audit_head where area_id = p_area for update;
  if not found then
    insert into audit_head (area_id, seq, hash) values (p_area, 0, '\x') on conflict do nothing;
    select seq, hash into n, h from audit_head where area_id = p_area for update;
  end if;
  first := n;
  hashes := array[h];
  foreach e in array p_lines loop
    n := n + 1;
    h := audit_hash(h, p_area, n, coalesce(e.at, t), e.actor, e.holding, e.verb, e.object, e.unit_id,
      coalesce(e.detail, '{}'));
    hashes := hashes || h;
  end loop;
  insert into audit_entry
    select p_area, first + x.no, coalesce(x.at, t), x.actor, x.holding, x.verb, x.object, x.unit_id,
      coalesce(x.detail, '{}'), hashes[x.no], hashes[x.no + 1]
    from unnest(p_lines) with ordinality as x(actor, holding, verb, object, unit_id, detail, at, no);
  update audit_head set seq = n, hash = h where area_id = p_area;
end $$;

-- The same for entries [{actor, holding, verb, object, unitId, detail, at?}] as JSON.
create function kernel.audit_append(p_area bigint, p_entries jsonb) returns void language sql as $$
  select kernel.audit_lines(p_area, array_agg(row(x.actor, x.holding, x.verb, x.object, x."unitId", x.detail,
    x.at)::kernel.audit_line))
  from jsonb_to_recordset(p_entries) as x(actor text, holding text, verb text, object text, "unitId" bigint,
    detail jsonb, at timestamptz) having count(*) > 0 $$;

create table kernel.notification (
  id uuid constraint notification_pk primary key,
  account_id text not null,
  kind text not null,                 -- 'reminder.check', ...
  params jsonb not null default '{}', -- what the text of that kind needs
  link text,                          -- web path that settles it
  created_at timestamptz not null default now(),
  read_at timestamptz,
  channel text not null default 'in-app',
  delivery text not null default 'delivered'
    constraint notification_delivery check (delivery in ('pending', 'delivered', 'failed')),
  delivery_error text,
  attempts smallint not null default 0,
  retry_at timestamptz                -- of a pending one: not before
);
create index notification_pending on kernel.notification (retry_at) where delivery = 'pending';
create index notification_inbox on kernel.notification (account_id, created_at desc);

create table kernel.outbox (
  id bigint generated always as identity constraint outbox_pk primary key,
  area_id bigint,
  kind text not null,
  payload jsonb not null,
  at timestamptz not null default now(),
  done_at timestamptz
);
create index outbox_pending on kernel.outbox (id) where done_at is null;

grant select, insert, update, delete on kernel.setting, kernel.parameter, kernel.receipt, kernel.notification,
  kernel.outbox to lianfang_app;
-- The application may read the audit chain but only append through the function: no update, no delete.
grant select on kernel.audit_entry, kernel.audit_head to lianfang_app;

alter table kernel.receipt enable row level security;
create policy receipt_scope on kernel.receipt to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
