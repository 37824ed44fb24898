-- Accounts and what proves them: passwords, sessions, second factor (kept by better-auth under our names), personal
-- API tokens and invitations (ours). Secrets at rest: passwords as scrypt hashes, tokens as SHA-256, TOTP secrets and
-- recovery codes encrypted with the deployment's key.
create schema if not exists access;
grant usage on schema access to lianfang_app;

create table access.account (
  id text constraint account_pk primary key default uuidv7()::text,
  username text not null constraint account_username_key unique,   -- lower case
  name text not null,
  person_id bigint,                   -- people.person, for members of staff on the roster
  email text not null constraint account_email_key unique, -- asked for by better-auth; '<username>@account.invalid'
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  must_change_password boolean not null default false, -- handed out by somebody else
  locale text constraint account_locale check (locale in ('zh-CN', 'zh-TW', 'en')),
  failed_sign_ins integer not null default 0, -- in a row
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint account_username_lower check (username = lower(username))
);
create index account_person on access.account (person_id) where person_id is not null;

create table access.credential (
  id text constraint credential_pk primary key default uuidv7()::text,
  user_id text not null constraint credential_account_fk references access.account on delete cascade,
  account_id text not null,
  provider_id text not null,          -- 'credential' = password; later OIDC providers
  access_token text, refresh_token text, id_token text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint credential_provider_key unique (user_id, provider_id)
);

create table access.session (
  id text constraint session_pk primary key,
  user_id text not null constraint session_account_fk references access.account on delete cascade,
  token text not null constraint session_token_key unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_account on access.session (user_id);

create table access.verification (
  id text constraint verification_pk primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on access.verification (identifier);

create table access.two_factor (
  id text constraint two_factor_pk primary key,
  user_id text not null constraint two_factor_account_fk references access.account on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);
create index two_factor_account on access.two_factor (user_id);

-- A personal API token: shown once, kept as a hash. permissions null = all that the account's posts give.
create table access.token (
  id bigint generated always as identity constraint token_pk primary key,
  account_id text not null constraint token_account_fk references access.account on delete cascade,
  name text not null,
  hash bytea not null constraint token_hash_key unique,
  hint text not null,                 -- its last four characters
  permissions text[],
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_used_on date,
  revoked_at timestamptz
);
create index token_account on access.token (account_id);

-- One invitation = one person for one post at one unit; the QR code carries the secret, the table its hash.
create table access.invitation (
  id uuid constraint invitation_pk primary key default uuidv7(),
  hash bytea not null constraint invitation_hash_key unique,
  area_id bigint not null,
  unit_id bigint not null,
  lineage bigint[] not null,
  post_kind text not null,
  backup boolean not null default false,
  expires_at timestamptz not null,
  invited_by text not null,
  created_at timestamptz not null default now(),
  accepted_at timestamptz,
  accepted_by text,
  revoked_at timestamptz
);
create index invitation_unit on access.invitation (unit_id, post_kind);
create index invitation_lineage on access.invitation using gin (lineage);

grant select, insert, update, delete on all tables in schema access to lianfang_app;
grant usage on all sequences in schema access to lianfang_app;

-- The invited person is not signed in: the secret itself is what lets them see the row (the '*' scope).
alter table access.invitation enable row level security;
create policy invitation_scope on access.invitation to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
